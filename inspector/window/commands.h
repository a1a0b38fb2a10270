// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAction>
#include <QList>
#include <QObject>

#include <array>

QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QMenuBar)

namespace Actors::Inspector {

//! Everything that can be done in the window, in the order of the menus.
enum class Command : quint8 {
    ShowTargets,
    ConnectToSocket,
    OpenRecording,
    AttachAgain,
    CloseTarget,
    Quit,
    ShowHot,
    ShowTree,
    ShowClasses,
    ShowDeadLetters,
    ShowDetails,
    ShowThreads,
    ShowEvents,
    ShowAlarms,
    ResetLayout,
    FollowSystem,
    Light,
    Dark,
    Back,
    Forward,
    GoToParent,
    Find,
    Palette,
    Pause,
    Refresh,
    About,
};

/*!
 * \brief The actions of the window: menus, tool bar, shortcuts and the command palette are all made
 * from the one table of them.
 */
class Commands : public QObject
{
    Q_OBJECT

public:
    explicit Commands(QObject *parent = nullptr);

    QAction *operator[](Command command) const
    {
        return m_actions[static_cast<std::size_t>(command)];
    }
    //! All of them, in order.
    QList<QAction *> all() const;
    //! Adds the menus to \a bar.
    void fill(QMenuBar *bar) const;

private:
    std::array<QAction *, static_cast<std::size_t>(Command::About) + 1> m_actions;
};

} // namespace Actors::Inspector
