// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "dispatch/threadworker_p.h"

#include <Actors/Core/dispatcher.h>

#include <QHash>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace Actors::Internal {

class DeterministicWorker;
class Watchdog;

/*!
 * \brief The workers of one system: finds or starts the one that an actor is to live on.
 *
 * All functions are thread-safe.
 */
class ACTORS_CORE_EXPORT Workers
{
public:
    explicit Workers(WorkerEnvironment &environment);
    ~Workers();
    Q_DISABLE_COPY_MOVE(Workers)

    //! From now on every actor lives on this worker; for tests in one thread.
    void useOnly(std::unique_ptr<Worker> worker);
    Worker *only() const { return m_only.get(); }

    /*!
     * The worker for an actor of \a dispatcher, whose parent lives on \a parent (null for a
     * top-level actor). Null if the dispatcher is unknown.
     */
    Worker *place(const Dispatcher &dispatcher, Worker *parent, const QString &actorName);
    //! An actor that lived there has stopped: a thread of its own ends with its last actor.
    void vacated(Worker &worker);

    void configure(const QString &name, const Dispatcher &dispatcher);
    bool isConfigured(const QString &name) const;
    void setDefault(const Dispatcher &dispatcher);
    void setDedicatedBudget(int threads);
    void setEventLoop(Dispatcher::EventLoop loop);
    int dedicatedBudget() const;

    //! The worker by which the calling thread gets answers, made at the first call.
    Worker &port();
    //! As port(); null after close().
    Worker *openPort();

    //! A thread of the shared pool, for what belongs to nobody.
    Worker &service();
    //! For the tops of the tree, which never run.
    Worker &guardian() { return *m_guardian; }
    //! Counters of workers that are gone.
    quint64 retiredSent() const;
    quint64 retiredHandled() const;

    //! Runs something that may block, on a thread that no actor lives on.
    void runBlocking(std::function<void()> function);
    //! How many such jobs have not returned.
    int blockingJobs() const { return m_blockingJobs.load(); }
    //! Returns when none is left.
    void waitForBlockingJobs() { m_blocking.waitForDone(); }

    //! No handler is reported as long any more.
    void endWatch();
    //! Ends all threads that are left; false if one has not ended by then.
    bool finish(std::chrono::milliseconds time);
    //! Ends all threads, and has each thread of others close its port by itself: here at once.
    void close();

    void forEach(const std::function<void(Worker &)> &visit);
    //! As forEach(), with the dispatcher that the worker was started for and what that is called.
    void
    forEachPlace(const std::function<void(Worker &, Dispatcher::Kind, const QString &name)> &visit);
    //! Those on threads of the system's own.
    void forEachThread(const std::function<void(Worker &)> &visit);
    //! Called when automatic placement finds the budget used up; for the log.
    std::function<void(const QString &actorName)> fellBack;

private:
    struct Home
    {
        std::unique_ptr<ActorThread> thread;
        bool dedicated = false;
        quint64 poolId = 0; //!< Unless it is dedicated.
        bool leaving = false;
    };
    struct Pool
    {
        quint64 id = 0;
        std::size_t size = 0; //!< How many workers it may have.
        std::vector<Worker *> workers;
    };
    Worker *dedicated(const Dispatcher &dispatcher, const QString &name);
    Worker *pooled(const Dispatcher &dispatcher);
    Pool &poolOf(const Dispatcher &dispatcher);
    Worker *leastOfDefault();
    Worker *gui(const Dispatcher &dispatcher);
    Worker *start(const Dispatcher &dispatcher, const QString &name, bool isDedicated);
    void sweepHomes();
    void sweepPorts();
    Worker *existingPort();
    LoopWorker *portFor(QThread *thread);
    void watch(Worker &worker, std::chrono::nanoseconds maxHandlerTime);

    WorkerEnvironment &m_environment;
    mutable std::mutex m_mutex;
    std::unique_ptr<Worker> m_guardian;
    std::unique_ptr<Worker> m_only;
    quint64 m_retiredSent = 0;
    quint64 m_retiredHandled = 0;
    std::vector<std::unique_ptr<Home>> m_homes;
    QHash<const Worker *, Home *> m_homeOf;
    std::vector<Pool> m_pools;
    std::atomic<int> m_leaving = 0; //!< Homes whose thread ends.
    std::unique_ptr<const std::vector<Worker *>> m_defaultWorkers;
    //! All of the pool that is the default, once it is complete. Any thread.
    std::atomic<const std::vector<Worker *> *> m_defaultPool = nullptr;
    QHash<QString, Dispatcher> m_named;
    std::vector<std::shared_ptr<LoopWorker>> m_ports;
    Dispatcher m_default;
    Dispatcher::EventLoop m_eventLoop = Dispatcher::EventLoop::Actors;
    int m_dedicatedBudget;
    int m_dedicatedUsed = 0;
    bool m_saidFellBack = false;
    bool m_watchEnded = false;
    std::atomic<bool> m_closed = false;
    const quint64 m_id;
    QThreadPool m_blocking;
    std::atomic<int> m_blockingJobs = 0;
    std::unique_ptr<Watchdog> m_watchdog; //!< Made when a worker first has a limit.
};

} // namespace Actors::Internal
