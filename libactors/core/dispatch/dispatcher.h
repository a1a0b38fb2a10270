// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QString>

#include <chrono>

namespace Actors {

/*!
 * \brief Says on which thread an actor is to live.
 *
 * A value; given to Props::withDispatcher(), or as the default of a system. An actor stays on its
 * thread for life, restarts included.
 */
class ACTORS_CORE_EXPORT Dispatcher
{
public:
    //! What kinds of places there are.
    enum class Kind : quint8 {
        Automatic, //!< A thread of its own while the budget lasts, then the pool; a child with its
                   //!< parent.
        Dedicated, //!< A thread of its own, for it and for those of its children that ask for
                   //!< nothing else.
        Pool, //!< The least loaded of some threads.
        Gui, //!< The thread of the application object.
        Parent, //!< The thread of its parent.
        Named, //!< What the system was configured with under this name.
    };

    //! Which event loop a thread gets.
    enum class EventLoop : quint8 {
        Actors, //!< The library's own: wakes up without a system call while the thread is busy.
        Qt, //!< The one that QThread installs.
    };

    //! Automatic.
    Dispatcher();

    //! The default; see Kind::Automatic.
    static Dispatcher automatic();
    //! A thread that is started at the spawn and named after the actor.
    static Dispatcher dedicated();
    //! The pool that all actors of the system share: a thread for each core, at least two.
    static Dispatcher pool();
    //! A pool of \a threads threads, at least one. All that is made from this value or a copy
    //! shares it.
    static Dispatcher pool(int threads);
    /*!
     * The thread of QCoreApplication. Messages are handled for at most \a budget at a time, then
     * the event loop paints and takes input.
     */
    static Dispatcher gui(std::chrono::nanoseconds budget = std::chrono::milliseconds(4));
    //! The thread of the parent; for a top-level actor as automatic().
    static Dispatcher parent();
    //! What ActorSystem::configureDispatcher() said about \a name; if nothing, the spawn is refused
    //! with UnknownDispatcher.
    static Dispatcher named(const QString &name);

    //! As named().
    Dispatcher(
        const QString &name); // NOLINT(google-explicit-constructor): the name is the dispatcher
    //! As named().
    Dispatcher(const char *name); // NOLINT(google-explicit-constructor)

    //! The event loop of the threads that are started for it.
    Dispatcher withEventLoop(EventLoop loop) const;
    //! A handler that runs for longer is reported once, while it still runs, with the name of the
    //! method. Its thread is looked at four times in that time, so one that ends soon after the
    //! limit may pass.
    Dispatcher withMaxHandlerTime(std::chrono::nanoseconds time) const;
    //! How long a pass over the mailboxes may take before timers and sockets get their turn: 500
    //! microseconds, if not told.
    Dispatcher withBudget(std::chrono::nanoseconds time) const;

    //! What kind of place it is.
    Kind kind() const { return m_kind; }
    //! The name given to named(); empty otherwise.
    QString name() const { return m_name; }
    //! How many threads a pool of its own has; 0 for the shared one and other kinds.
    int threads() const { return m_threads; }
    //! The event loop of its threads.
    EventLoop eventLoop() const { return m_eventLoop; }
    //! Whether withEventLoop() was called; otherwise the system decides.
    bool hasEventLoopChoice() const { return m_eventLoopChosen; }
    //! See withMaxHandlerTime(); 0 for no limit.
    std::chrono::nanoseconds maxHandlerTime() const { return m_maxHandlerTime; }
    //! See withBudget() and gui(); 0 for the default.
    std::chrono::nanoseconds budget() const { return m_budget; }
    //! Tells pools apart. 0 for the shared one.
    quint64 poolId() const { return m_poolId; }

private:
    Kind m_kind = Kind::Automatic;
    EventLoop m_eventLoop = EventLoop::Actors;
    bool m_eventLoopChosen = false;
    int m_threads = 0;
    quint64 m_poolId = 0;
    std::chrono::nanoseconds m_budget{0};
    std::chrono::nanoseconds m_maxHandlerTime{0};
    QString m_name;
};

} // namespace Actors
