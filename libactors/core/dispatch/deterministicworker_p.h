// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "dispatch/worker_p.h"

#include <Actors/Core/executor.h>

#include <condition_variable>
#include <deque>
#include <unordered_map>

namespace Actors::Internal {

/*!
 * \brief Runs all actors of a system in one thread, one step after the other, in an order that an
 * Executor chooses.
 *
 * It keeps every message back until it is chosen. What the guarantees fix is never up for choice:
 * system messages of an actor come before its next message and in order; the messages from one
 * sender to one receiver keep their order; a guarded mailbox hands out what its policy says. A step
 * is one message handled or one system message run.
 *
 * Serves the thread that made it; others may post to it.
 */
class ACTORS_CORE_EXPORT DeterministicWorker final : public Worker
{
public:
    DeterministicWorker(const WorkerEnvironment &environment, std::shared_ptr<Executor> executor);
    ~DeterministicWorker() override;

    using Worker::post;
    void post(Envelope *envelope) override;
    void post(SystemMessage *message) override;
    bool takesRings() const noexcept override { return false; }

    //! Runs steps until none is left; true if there was one.
    bool runAll();
    //! Takes one step; false if there is none.
    bool step();
    //! How many steps could be taken now.
    int runnable();
    //! Told about each step before it is taken: who, and what as text.
    std::function<void(Target *target, const QString &what)> trace;
    //! Whose steps may be taken; empty for everybody's.
    std::function<bool(Target *target)> admits;
    //! Decides about each message as it is sent, for faults to be planted.
    enum class Fault { None, Drop, Duplicate, Hold };
    std::function<Fault(const Envelope &envelope)> fault;
    //! Sends on what was held back by a fault: the oldest \a count of them.
    void releaseHeld(int count);

    bool drain(std::chrono::nanoseconds atMost) override;
    bool hasWork() const noexcept override;
    void schedule(Target *target) override;
    void bury(Target *target) override;
    bool mayWait() const override;
    bool serve(const std::function<bool()> &isDone,
               std::optional<std::chrono::nanoseconds> until) override;
    bool isQuiet() const override;
    quint64 waiting() override;
    bool isUnderWay(const Target &target, const void *reply) override;
    void leave() override;

protected:
    void kick() noexcept override;

private:
    struct Channel
    {
        quint64 sender;
        std::deque<std::pair<quint64, Envelope *>> messages; //!< With the number of their sending.
    };
    struct Lane
    {
        std::deque<std::pair<quint64, SystemMessage *>> system;
        std::vector<Channel> channels;
        std::deque<quint64> turns;
    };
    struct Step
    {
        quint64 order;
        Target *target;
        int channel; //!< Of the lane; -1 a system message, -2 a turn.
    };
    void collect(std::vector<Step> &steps);
    void run(const Step &step);
    void enqueue(Envelope *envelope);
    void disposeDead();
    void takeForeign();

    const std::shared_ptr<Executor> m_executor;
    std::unordered_map<Target *, Lane> m_lanes;
    quint64 m_order = 0;
    std::deque<Envelope *> m_held;
    std::vector<Target *> m_dead;
    mutable std::mutex m_foreignMutex;
    std::vector<std::pair<Envelope *, SystemMessage *>> m_foreign; //!< Posted by other threads.
    std::condition_variable m_foreignCame;
    Qt::HANDLE m_home;
    std::atomic<bool> m_hasForeign = false;
    std::atomic<bool> m_left = false;
};

} // namespace Actors::Internal
