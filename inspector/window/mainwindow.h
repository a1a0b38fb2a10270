// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "commands.h"

#include <Actors/Inspection/runtimedirectory.h>

#include <QMainWindow>

QT_FORWARD_DECLARE_CLASS(QIODevice)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QTabWidget)
QT_FORWARD_DECLARE_CLASS(QToolButton)

namespace Actors::Inspection {
class Connection;
class TargetList;
} // namespace Actors::Inspection

namespace Actors::Inspector {

class StartPage;
class StatusLine;
class TargetPane;

/*!
 * \brief The window of the inspector: targets as tabs, and what can be attached.
 */
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    //! Offers \a targets, which must outlive the window.
    explicit MainWindow(Inspection::TargetList &targets, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! Attaches the only target there is; does nothing if there are none or more.
    void attachOnly();
    //! Attaches the target that \a text names: by its process, its name, its socket or the file
    //! of a recording. Says what is wrong if there is none, or more than one.
    void attach(const QString &text);
    //! Shows what was recorded in the file \a path. Says what is wrong if it is no recording.
    void openRecording(const QString &path);
    //! Attaches the process \a pid as soon as it can be.
    void attachWhenThere(qint64 pid);
    //! Shows what comes over \a connection, open or opening, in a tab called \a name at first.
    TargetPane *showTarget(std::unique_ptr<Inspection::Connection> connection, const QString &name);

    const Commands &commands() const { return *m_commands; }
    StartPage *startPage() const { return m_start; }
    //! The one that is in front; nullptr for the start page.
    TargetPane *currentPane() const;

private:
    void attachTarget(const Inspection::Target &target);
    void attachSocket(const QString &path, const QString &name);
    void attachAgain();
    void chooseRecording();
    void closeTarget(int index);
    void followTargets();
    void connectCommands();
    QToolBar *makeToolBar();
    void updateCommands();
    void updateStatus();

    Inspection::TargetList &m_targets;
    Commands *const m_commands;
    QTabWidget *const m_tabs;
    StartPage *const m_start;
    StatusLine *const m_status;
    QLabel *const m_mode;
    qint64 m_awaited = 0; //!< The process that is to be attached once it is there; 0 for none.
};

} // namespace Actors::Inspector
