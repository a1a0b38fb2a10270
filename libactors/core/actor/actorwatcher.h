// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/failure.h>
#include <Actors/Core/terminated.h>

#include <QObject>

#include <memory>

namespace Actors {

namespace Internal {
class WatcherEntry;
} // namespace Internal

/*!
 * \brief Follows the life of an actor from anywhere, as an ordinary QObject with signals.
 *
 * For windows, models and all other code that is no actor; an actor uses Actor::watch(). Made in
 * any thread with a reference to the actor; its signals are emitted in its own thread, always from
 * the event loop, so that they come after the constructor has returned. It keeps nothing alive but
 * the address, and may be destroyed at any time. An actor that nobody watches pays nothing.
 *
 * What has happened before the watcher was made is told once: started() or stopped() of an actor
 * that has. The order of the signals is that of the events.
 */
class ACTORS_CORE_EXPORT ActorWatcher : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString path READ path CONSTANT)
    Q_PROPERTY(bool isStopped READ isStopped NOTIFY stopped)

public:
    //! Watches \a actor. A null reference counts as stopped, and is told as such.
    explicit ActorWatcher(const ActorRef &actor, QObject *parent = nullptr);
    ~ActorWatcher() override;

    //! The actor that it was made for.
    ActorRef actor() const { return m_actor; }
    //! The actor's path, also after its end; empty for a null reference.
    QString path() const { return m_actor.path(); }
    //! True from stopped() on.
    bool isStopped() const { return m_stopped; }

Q_SIGNALS:
    //! It handles messages: beforeStart() has finished.
    void started();
    //! It handles no messages any more; its children are being stopped.
    void stopping();
    //! It and its children have stopped, and its name is free again. Emitted once.
    void stopped();
    //! As stopped(), with the reason. Emitted once, after stopped(); never after a restart.
    void terminated(const Actors::Terminated &terminated);
    //! It has failed. What becomes of it is not decided yet.
    void failed(const Actors::Failure &failure);
    //! It goes on after a restart, with a new object or the same.
    void restarted();
    //! As many messages wait as the high mark of its mailbox says (Mailbox::waterMarks()). Emitted
    //! once until lowWater() was. Told by the sender, at once, whatever the actor is busy with.
    void highWater(int waiting);
    //! After highWater(): only as many messages wait as the low mark says.
    void lowWater(int waiting);

private:
    friend class Internal::WatcherEntry;

    ActorRef m_actor;
    std::shared_ptr<Internal::WatcherEntry> m_entry;
    bool m_stopped = false;
};

} // namespace Actors
