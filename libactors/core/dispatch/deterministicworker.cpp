// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/deterministicworker_p.h"

#include <QThread>

#include <algorithm>
#include <cstring>

namespace Actors::Internal {

DeterministicWorker::DeterministicWorker(const WorkerEnvironment &environment,
                                         std::shared_ptr<Executor> executor)
    : Worker(environment)
    , m_executor(std::move(executor))
    , m_home(QThread::currentThreadId())
{
    setName(QStringLiteral("deterministic"));
    enter();
}

DeterministicWorker::~DeterministicWorker()
{
    leave();
}

void DeterministicWorker::leave()
{
    if (m_left)
        return;
    fault = {};
    trace = {};
    admits = {};
    releaseHeld(int(m_held.size()));
    runAll();
    // What comes from now on is refused as by any other worker.
    m_left = true;
    Worker::leave();
}

void DeterministicWorker::post(Envelope *envelope)
{
    if (m_left) {
        Worker::post(envelope);
        return;
    }
    countPosted();
    if (QThread::currentThreadId() != m_home) {
        const std::lock_guard lock(m_foreignMutex);
        m_foreign.emplace_back(envelope, nullptr);
        m_hasForeign = true;
        m_foreignCame.notify_all();
        return;
    }
    if (fault) {
        switch (fault(*envelope)) {
        case Fault::Drop:
            Envelope::destroy(envelope);
            return;
        case Fault::Duplicate:
            if (Envelope *copy = envelope->clone()) {
                // There is one answer.
                if (const auto route = copy->record.table->route)
                    std::memset(route(copy->arguments()), 0, 2 * sizeof(void *));
                Lane &lane = m_lanes[copy->record.target];
                lane.channels.push_back({~quint64(0) - m_order, {{m_order, copy}}});
                ++m_order;
            }
            break;
        case Fault::Hold:
            m_held.push_back(envelope);
            return;
        case Fault::None:
            break;
        }
    }
    enqueue(envelope);
}

void DeterministicWorker::releaseHeld(int count)
{
    while (count-- > 0 && !m_held.empty()) {
        Envelope *envelope = m_held.front();
        m_held.pop_front();
        enqueue(envelope);
    }
}

void DeterministicWorker::enqueue(Envelope *envelope)
{
    Lane &lane = m_lanes[envelope->record.target];
    const quint64 from = envelope->record.sender.toInteger();
    auto channel = std::find_if(lane.channels.begin(), lane.channels.end(),
                                [from](const Channel &it) { return it.sender == from; });
    if (channel == lane.channels.end())
        channel = lane.channels.insert(lane.channels.end(), Channel{from, {}});
    channel->messages.emplace_back(m_order++, envelope);
    count(envelope->record.target->arrived);
}

void DeterministicWorker::post(SystemMessage *message)
{
    if (m_left) {
        Worker::post(message);
        return;
    }
    if (QThread::currentThreadId() != m_home) {
        const std::lock_guard lock(m_foreignMutex);
        m_foreign.emplace_back(nullptr, message);
        m_hasForeign = true;
        m_foreignCame.notify_all();
        return;
    }
    m_lanes[message->target()].system.emplace_back(m_order++, message);
}

void DeterministicWorker::takeForeign()
{
    if (!m_hasForeign.load())
        return;
    std::vector<std::pair<Envelope *, SystemMessage *>> foreign;
    {
        const std::lock_guard lock(m_foreignMutex);
        foreign = std::exchange(m_foreign, {});
        m_hasForeign = false;
    }
    for (const auto &[envelope, message] : foreign) {
        if (message) {
            m_lanes[message->target()].system.emplace_back(m_order++, message);
        } else {
            m_lanes[envelope->record.target].channels.push_back(
                {~quint64(0), {{m_order++, envelope}}});
            count(envelope->record.target->arrived);
        }
    }
}

void DeterministicWorker::schedule(Target *target)
{
    if (m_left) {
        Worker::schedule(target);
        return;
    }
    m_lanes[target].turns.push_back(m_order++);
}

void DeterministicWorker::bury(Target *target)
{
    if (m_left) {
        Worker::bury(target);
        return;
    }
    m_dead.push_back(target);
}

void DeterministicWorker::disposeDead()
{
    // What is still addressed to it is run first.
    for (Target *target : std::exchange(m_dead, {})) {
        const auto lane = m_lanes.find(target);
        if (lane != m_lanes.end())
            m_dead.push_back(target);
        else
            m_environment.dispose({target});
    }
}

void DeterministicWorker::collect(std::vector<Step> &steps)
{
    takeForeign();
    for (auto it = m_lanes.begin(); it != m_lanes.end();) {
        if (admits && !admits(it->first)) {
            ++it;
            continue;
        }
        Lane &lane = it->second;
        std::erase_if(lane.channels,
                      [](const Channel &channel) { return channel.messages.empty(); });
        if (!lane.system.empty()) {
            steps.push_back({lane.system.front().first, it->first, -1});
        } else {
            for (int i = 0; i < int(lane.channels.size()); ++i)
                steps.push_back(
                    {lane.channels[std::size_t(i)].messages.front().first, it->first, i});
            if (!lane.turns.empty())
                steps.push_back({lane.turns.front(), it->first, -2});
        }
        if (lane.system.empty() && lane.channels.empty() && lane.turns.empty())
            it = m_lanes.erase(it);
        else
            ++it;
    }
    std::sort(steps.begin(), steps.end(),
              [](const Step &left, const Step &right) { return left.order < right.order; });
}

int DeterministicWorker::runnable()
{
    std::vector<Step> steps;
    collect(steps);
    return int(steps.size());
}

bool DeterministicWorker::step()
{
    std::vector<Step> steps;
    collect(steps);
    if (steps.empty()) {
        if (m_dead.empty())
            return false;
        const std::size_t before = m_dead.size();
        disposeDead();
        return m_dead.size() != before;
    }
    const quint32 chosen = steps.size() == 1 ? 0 : m_executor->choose(quint32(steps.size()));
    run(steps[std::min(std::size_t(chosen), steps.size() - 1)]);
    return true;
}

void DeterministicWorker::run(const Step &step)
{
    // A step may be taken within another one, by a handler that runs an event loop.
    const Interlude interlude(*this);
    Worker *outerWorker = std::exchange(sender().worker, this);
    Lane &lane = m_lanes[step.target];
    if (step.channel == -1) {
        const std::unique_ptr<SystemMessage> message(lane.system.front().second);
        lane.system.pop_front();
        if (trace)
            trace(step.target, QStringLiteral("system"));
        message->run();
    } else if (step.channel == -2) {
        lane.turns.pop_front();
        if (trace)
            trace(step.target, QStringLiteral("turn"));
        if (step.target->takeTurn(1))
            m_lanes[step.target].turns.push_back(m_order++);
    } else {
        auto &messages = lane.channels[std::size_t(step.channel)].messages;
        Envelope *envelope = messages.front().second;
        messages.pop_front();
        if (trace)
            trace(step.target, envelope->record.table->describe(envelope->arguments()));
        step.target->deliver(envelope);
    }
    countPass();
    sender().worker = outerWorker;
}

bool DeterministicWorker::runAll()
{
    bool any = false;
    while (step())
        any = true;
    return any;
}

bool DeterministicWorker::drain(std::chrono::nanoseconds)
{
    runAll();
    return false;
}

bool DeterministicWorker::hasWork() const noexcept
{
    return const_cast<DeterministicWorker *>(this)->runnable() > 0;
}

bool DeterministicWorker::isQuiet() const
{
    return !hasWork();
}

quint64 DeterministicWorker::waiting()
{
    takeForeign();
    quint64 messages = m_held.size();
    for (const auto &[target, lane] : m_lanes) {
        for (const Channel &channel : lane.channels)
            messages += channel.messages.size();
    }
    return messages;
}

bool DeterministicWorker::isUnderWay(const Target &target, const void *reply)
{
    takeForeign();
    const auto lane = m_lanes.find(const_cast<Target *>(&target));
    if (lane == m_lanes.end())
        return false;
    for (const Channel &channel : lane->second.channels) {
        for (const auto &[order, envelope] : channel.messages) {
            const MessageTable *table = envelope->record.table;
            if (table->route && *static_cast<void **>(table->route(envelope->arguments())) == reply)
                return true;
        }
    }
    return false;
}

void DeterministicWorker::kick() noexcept { }

bool DeterministicWorker::mayWait() const
{
    return !sender().current;
}

bool DeterministicWorker::serve(const std::function<bool()> &isDone,
                                std::optional<std::chrono::nanoseconds> until)
{
    for (;;) {
        if (isDone())
            return true;
        if (m_left)
            return false;
        if (step())
            continue;
        if (until && now() >= *until)
            return false;
        // Only another thread can bring something now, such as one of the pool for blocking work.
        std::unique_lock lock(m_foreignMutex);
        if (!m_foreignCame.wait_for(lock, std::chrono::milliseconds(100),
                                    [this] { return !m_foreign.empty(); }))
            return isDone();
    }
}

} // namespace Actors::Internal
