// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "dispatch/worker_p.h"

#include <Actors/Core/dispatcher.h>

#include <condition_variable>
#include <optional>

QT_FORWARD_DECLARE_CLASS(QThread)

namespace Actors::Internal {

class EventDispatcher;

/*!
 * \brief A worker on a thread whose event loop is Qt's own, woken by a posted event.
 *
 * For the GUI thread, for threads of others that ask, and for actor threads that are to run Qt's
 * dispatcher. A thread without a running event loop is served while it is in waitFor().
 */
class ACTORS_CORE_EXPORT LoopWorker final : public Worker,
                                            public std::enable_shared_from_this<LoopWorker>
{
public:
    explicit LoopWorker(const WorkerEnvironment &environment);
    ~LoopWorker() override;

    void enter() override;
    void leave() override;
    //! Any thread: has its thread leave() once it has handled what waits, or when it ends. Keeps
    //! what it shares with others until then.
    void leaveSoon();
    //! Any thread: whether its thread has taken it.
    bool isEntered() const { return m_isEntered.load(std::memory_order_acquire); }

    bool mayWait() const override;
    bool serve(const std::function<bool()> &isDone,
               std::optional<std::chrono::nanoseconds> until) override;

protected:
    void kick() noexcept override;

private:
    class Receiver;
    void runPass();
    bool isLeaving();
    //! With the lock held.
    void wake();

    std::mutex m_mutex;
    std::condition_variable m_kicked;
    Receiver *m_receiver = nullptr;
    bool m_isLeaving = false;
    bool m_hasLeft = false;
    std::atomic<bool> m_isEntered = false;
    bool m_waits = false;
    bool m_wasKicked = false;
};

//! A worker on a thread that runs the library's event dispatcher.
class ACTORS_CORE_EXPORT DispatcherWorker final : public Worker
{
public:
    explicit DispatcherWorker(const WorkerEnvironment &environment);

    //! The dispatcher to be installed in its thread, which owns it.
    EventDispatcher *createDispatcher();
    void leave() override;

protected:
    void kick() noexcept override;

private:
    std::mutex m_mutex; //!< Held to kick, so that the dispatcher stays meanwhile.
    EventDispatcher *m_dispatcher = nullptr;
};

/*!
 * \brief A QThread dedicated to actors, with its worker.
 *
 * Ends when finish() is called. The worker lives on until nothing refers to it any more.
 */
class ACTORS_CORE_EXPORT ActorThread
{
public:
    ActorThread(const WorkerEnvironment &environment, const QString &name,
                Dispatcher::EventLoop loop);
    ~ActorThread();

    Worker &worker() const { return *m_worker; }
    //! Any thread: ends the thread once all that was posted has run.
    void finish();
    //! Waits for the end of the thread; false if it has not come by \a time from now.
    bool join(std::chrono::milliseconds time);
    bool isFinished() const;
    //! Waits for the end of the thread, and frees it; the worker stays.
    void end();

private:
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<QThread> m_thread;
};

} // namespace Actors::Internal
