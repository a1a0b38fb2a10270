// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actorplace.h"
#include "jumphistory.h"

#include <Actors/Inspection/connection.h>

#include <QList>
#include <QMainWindow>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QDockWidget)
QT_FORWARD_DECLARE_CLASS(QStackedWidget)

namespace Actors::Inspection {
class Playback;
} // namespace Actors::Inspection

namespace Actors::Inspector {

class ActorDetails;
class EmptyState;
class EventsPage;
class LetterDetails;
class Notice;
class Page;
class Pulse;
class TablePage;
class TreePage;

/*!
 * \brief Everything about one target: its pages as docks, and its details.
 *
 * The places of the docks are kept for each program, by its name.
 */
class TargetPane : public QMainWindow
{
    Q_OBJECT

public:
    //! Shows what \a connection tells; takes it over, open or opening.
    explicit TargetPane(std::unique_ptr<Inspection::Connection> connection,
                        QWidget *parent = nullptr);
    ~TargetPane() override;

    Inspection::Connection &connection() const { return *m_connection; }
    //! Shows and moves the position of \a playback, which the connection is on.
    void setPlayback(std::unique_ptr<Inspection::Playback> playback);
    //! What the connection is on; nullptr if it is a program.
    Inspection::Playback *playback() const { return m_playback.get(); }
    const Pulse &pulse() const { return *m_pulse; }
    //! "robotd", or what is known of it before it has answered.
    QString title() const;
    //! Events that this side was too slow for.
    quint64 droppedEvents() const;

    //! Brings a page to the front, and gives it the focus; by PageInfo::name, or "details".
    void showPage(const QString &name);
    //! Gives the focus to the filter of the page that has it, or had it last.
    void find();
    //! Shows that actor everywhere, as a place one can come back from.
    void goTo(const ActorPlace &place);
    void goBack();
    void goForward();
    void goToParent();
    bool canGoBack() const { return m_jumps.canGoBack(); }
    bool canGoForward() const { return m_jumps.canGoForward(); }
    bool canGoToParent() const;

    bool isPaused() const { return m_isPaused; }
    void setPaused(bool isPaused);
    void refresh();
    //! Puts the docks where they are at first.
    void resetLayout();
    //! Gives all tables an action, with its shortcut.
    void addTableAction(QAction *action);
    //! What it is called before it has said so itself.
    void setName(const QString &name);
    //! What is offered once the target has gone; somebody else's.
    void setAttachAgainAction(QAction *action);

Q_SIGNALS:
    void pulseChanged();
    //! The target, or what can be done, has changed.
    void stateChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QDockWidget *addDock(const QString &name, const QString &title, QWidget *content,
                         QWidget *head);
    void addPage(Page *page);
    void showPlace(const ActorPlace &place);
    void showFirst();
    void layOut();
    void followConnection();
    void updateTitles();
    bool restoreLayout();
    void saveLayout() const;
    QString layoutKey() const;

    std::unique_ptr<Inspection::Playback> m_playback;
    const std::unique_ptr<Inspection::Connection> m_connection;
    Pulse *const m_pulse;
    TablePage *const m_hot;
    TreePage *const m_tree;
    TablePage *const m_classes;
    TablePage *const m_letters;
    TablePage *const m_threads;
    EventsPage *const m_events;
    TablePage *const m_alarms;
    QStackedWidget *const m_details;
    EmptyState *const m_noDetails;
    ActorDetails *const m_actorDetails;
    LetterDetails *const m_letterDetails;
    Notice *const m_notice;
    QList<Page *> m_pages;
    Page *m_lastPage = nullptr;
    JumpHistory m_jumps;
    bool m_isPaused = false;
    bool m_isLaidOut = false;
    QString m_name;
    QAction *m_attachAgain = nullptr;
};

} // namespace Actors::Inspector
