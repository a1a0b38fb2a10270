// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actor/spawner_p.h"
#include "cell/runtime_p.h"
#include "dispatch/workers_p.h"
#include "supervision/supervision_p.h"
#include "system/actorsystem.h"

#include <Actors/Core/diagnostics.h>
#include <Actors/Core/directory.h>
#include <Actors/Core/processor.h>

#include <QHash>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace Actors {

//! Everything a system is made of, in the order in which it is built up.
class ACTORS_CORE_EXPORT ActorSystemPrivate final : public Internal::Spawner
{
public:
    ActorSystemPrivate(ActorSystem *q, const QString &name, const ActorSystemOptions &options);
    ~ActorSystemPrivate() override;

    ActorRef spawn(PropsBase &&props, const QString &name, Internal::Cell *parent) override;
    SupervisorStrategy childStrategy() const override { return supervision.children; }
    ActorSystem &system() override { return *q; }

    //! An actor of /user without a name, of which neither its class nor anybody else wants
    //! anything; null if the system is closing.
    ActorRef spawnPlain(PropsBase &props);
    ActorRef refuse(ActorError::Code code, Diagnostic diagnostic, const QString &path,
                    const QString &cause, const QString &cure);
    //! Gives an actor its address; false if a living one has it.
    bool enter(const Address &address, const ActorRef &actor);
    //! An event for an object on the thread of \a worker has thrown.
    void caught(Internal::Worker &worker, QObject *receiver, const std::exception_ptr &error);
    void beginShutdown();
    //! On that worker's thread: lets the dead letters say at that time what they have held back.
    void flushLater(Internal::Worker &worker, std::chrono::nanoseconds due);
    void cellStopped(Internal::Cell &cell);
    void advanceShutdown();
    void setState(ActorSystem::State state);
    void whenClosed(Internal::Completion completion);
    QStringList alive() const;
    //! Told what happens: what the application has chosen, and what looks on beside it.
    void setInstrumentation(Instrumentation *chosen);
    void setInspector(std::shared_ptr<Instrumentation> inspector);
    //! Ends all threads and lets go of everything but what references to actors lead to.
    void close();

    ActorSystem *const q;
    const ActorSystemOptions options;
    const bool spawnsPlainly; //!< Unless something else is said of an actor.
    std::atomic<int> observers = 0;
    //! The beginning, by which ticks of the cycle counter are turned into time.
    const std::chrono::nanoseconds begunAt = Clock::real()->now();
    const quint64 begunAtCycle = Internal::cycleCounter();
    Internal::WorkerEnvironment environment;
    Internal::Workers workers;
    Internal::Runtime runtime;
    Internal::Supervision supervision;
    DeadLetters deadLetters;
    EventStream eventStream;
    std::unique_ptr<Scheduler> scheduler;
    Internal::ShardedTable<Address, ActorRef> directory;
    std::atomic<ActorSystem::State> state = ActorSystem::State::Running;

    mutable std::mutex mutex;
    QHash<QString, ActorRef> supervisors;
    QHash<QString, Mailbox> mailboxes;
    std::vector<Internal::Completion> closed;
    QStringList culprits;
    Instrumentation *chosenInstrumentation = nullptr;
    //! The last one is told. A thread may still be in any of them.
    std::vector<std::shared_ptr<Instrumentation>> inspectors;
    std::vector<std::unique_ptr<Internal::Appointment>> flushes; //!< Due some time.
    int phase = 0; //!< Of the shutdown: 1 the application's actors, 2 the supervisors, 3 done.

    //! Threads that wait for the system to fall quiet; told when a worker falls asleep.
    std::mutex observingMutex;
    std::vector<Internal::Worker *> observing;

private:
    void updateInstrumentation();
};

} // namespace Actors
