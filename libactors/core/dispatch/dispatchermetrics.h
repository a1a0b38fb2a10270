// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/dispatcher.h>

#include <QObject>
#include <QString>

#include <chrono>

namespace Actors {

/*!
 * \brief What the threads of one dispatcher have done: a pool, the thread of the application, or a
 * dedicated thread.
 *
 * Given by ActorSystem::dispatcherMetrics(). A value. Counters begin with the threads, and are read
 * while these run: each is right, but not all are of the same moment.
 */
struct ACTORS_CORE_EXPORT DispatcherMetrics
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(int threads MEMBER threads)
    Q_PROPERTY(int actors MEMBER actors)
    Q_PROPERTY(quint64 handledMessages MEMBER handledMessages)
    Q_PROPERTY(quint64 waitingMessages MEMBER waitingMessages)
    Q_PROPERTY(quint64 failures MEMBER failures)
    Q_PROPERTY(quint64 longHandlers MEMBER longHandlers)

public:
    //! What it was configured as, "pool" for the shared one, or the name of the one thread.
    QString name;
    //! Dedicated, Pool or Gui; Automatic where one thread runs everything.
    Dispatcher::Kind kind = Dispatcher::Kind::Automatic;
    int threads = 0; //!< Those that were started.
    int actors = 0; //!< Those that have not stopped.
    quint64 handledMessages = 0; //!< Exact.
    //! How long handlers have run; sampled, from one message in 64.
    std::chrono::nanoseconds handlingTime{0};
    quint64 waitingMessages = 0; //!< In the mailboxes of its actors.
    quint64 failures = 0; //!< Exact.
    quint64 longHandlers = 0; //!< Exact; see Dispatcher::withMaxHandlerTime().
};

} // namespace Actors
