// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/timerqueue_p.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace Actors::Internal {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// Five percent of less than this is less than the millisecond that a precise timer promises.
constexpr milliseconds LongestAlwaysPrecise = 20ms;
// Five percent of this is a second.
constexpr milliseconds ShortestVeryCoarse = 20s;
constexpr milliseconds ShortestOnFractions = 100ms;

TimerQueue::Time roundedTo(TimerQueue::Time time, TimerQueue::Time unit)
{
    return (time + unit / 2) / unit * unit;
}

/*
 * The roundest moment within five percent of the interval, so that the timers of all processes
 * of the machine, which count from the same moment, wake it together.
 */
TimerQueue::Time coarse(TimerQueue::Time due, TimerQueue::Time interval, TimerQueue::Time now)
{
    const TimerQueue::Time tolerance = interval / 20;
    const auto isTolerable = [=](TimerQueue::Time time) {
        return time > now && std::chrono::abs(time - due) <= tolerance;
    };
    if (interval >= ShortestOnFractions) {
        constexpr std::array<milliseconds, 7> Units = {1000ms, 500ms, 250ms, 200ms,
                                                       100ms,  50ms,  25ms};
        for (const milliseconds unit : Units) {
            if (const TimerQueue::Time time = roundedTo(due, unit); isTolerable(time))
                return time;
        }
    }
    for (const milliseconds unit : {4ms, 2ms, 1ms}) {
        if (const TimerQueue::Time time = roundedTo(due, unit); isTolerable(time))
            return time;
    }
    return due;
}

TimerQueue::Time veryCoarse(TimerQueue::Time interval, TimerQueue::Time now)
{
    return roundedTo(now, 1s) + interval;
}

} // namespace

TimerQueue::TimerQueue() = default;
TimerQueue::~TimerQueue() = default;

void TimerQueue::insert(Timer &timer, Time due)
{
    timer.position = {due, ++m_lastOrder};
    m_due.emplace(timer.position, &timer);
}

void TimerQueue::start(int timerId, milliseconds interval, Qt::TimerType type, QObject *object,
                       Time now)
{
    stop(timerId);
    if (type == Qt::CoarseTimer && interval <= LongestAlwaysPrecise)
        type = Qt::PreciseTimer;
    else if (type == Qt::CoarseTimer && interval >= ShortestVeryCoarse)
        type = Qt::VeryCoarseTimer;

    // A timer of centuries must not overflow; nobody will notice that it is due early.
    constexpr milliseconds Longest = std::chrono::hours(24 * 365 * 100);
    Time wait = std::min(interval, Longest);
    Time due = now + wait;
    if (type == Qt::CoarseTimer) {
        due = coarse(due, wait, now);
    } else if (type == Qt::VeryCoarseTimer) {
        wait = roundedTo(wait, 1s);
        due = veryCoarse(wait, now);
    }

    Timer &timer = m_timers[timerId];
    timer = {timerId, wait, type, object, {}, ++m_lastSerial};
    m_byObject.emplace(object, timerId);
    insert(timer, due);
}

void TimerQueue::remove(Timer &timer)
{
    m_due.erase({timer.position, &timer});
    m_timers.erase(timer.id);
}

bool TimerQueue::stop(int timerId)
{
    const auto it = m_timers.find(timerId);
    if (it == m_timers.end())
        return false;
    m_byObject.erase({it->second.object, timerId});
    remove(it->second);
    return true;
}

bool TimerQueue::stopAll(QObject *object)
{
    if (isEmpty())
        return false;
    auto it = m_byObject.lower_bound({object, std::numeric_limits<int>::min()});
    while (it != m_byObject.end() && it->first == object) {
        remove(m_timers.at(it->second));
        it = m_byObject.erase(it);
    }
    return true;
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(QObject *object) const
{
    std::vector<const Timer *> timers;
    for (auto it = m_byObject.lower_bound({object, std::numeric_limits<int>::min()});
         it != m_byObject.end() && it->first == object; ++it)
        timers.push_back(&m_timers.at(it->second));
    std::sort(timers.begin(), timers.end(),
              [](const Timer *a, const Timer *b) { return a->position < b->position; });

    QList<QAbstractEventDispatcher::TimerInfo> result;
    result.reserve(qsizetype(timers.size()));
    for (const Timer *timer : timers) {
        const auto interval = std::chrono::duration_cast<milliseconds>(timer->interval);
        result.emplaceBack(timer->id, int(interval.count()), timer->type);
    }
    return result;
}

std::optional<milliseconds> TimerQueue::remaining(int timerId, Time now) const
{
    const auto it = m_timers.find(timerId);
    if (it == m_timers.end())
        return std::nullopt;
    return std::chrono::ceil<milliseconds>(std::max(it->second.position.due - now, Time::zero()));
}

TimerQueue::Time TimerQueue::nextDue() const
{
    for (const auto &[position, timer] : m_due) {
        if (!timer->isRunning)
            return position.due;
    }
    return Time::max();
}

TimerQueue::Time TimerQueue::following(const Timer &timer, Time now)
{
    if (timer.type == Qt::VeryCoarseTimer) {
        const Time due = timer.position.due + timer.interval;
        const Time second = std::chrono::floor<seconds>(now);
        return due <= second ? second + timer.interval : due;
    }
    Time due = timer.position.due + timer.interval;
    if (due < now)
        due = now + timer.interval;
    return timer.type == Qt::CoarseTimer ? coarse(due, timer.interval, now) : due;
}

void TimerQueue::finished(const Activation &activation)
{
    const auto it = m_timers.find(activation.timerId);
    if (it != m_timers.end() && it->second.serial == activation.serial)
        it->second.isRunning = false;
}

TimerQueue::Turn::Turn(TimerQueue &queue, Time now)
    : m_queue(queue)
    , m_serial(++queue.m_lastTurn)
{
    for (auto it = queue.m_due.begin(); it != queue.m_due.end() && it->first.due <= now; ++it)
        ++m_left;
}

std::optional<TimerQueue::Activation> TimerQueue::Turn::next(Time now)
{
    for (; m_left > 0 && !m_queue.isEmpty(); --m_left) {
        Timer &timer = *m_queue.m_due.begin()->second;
        if (timer.position.due > now || timer.turn == m_serial)
            break;
        timer.turn = m_serial;
        const Time due = following(timer, now);
        m_queue.m_due.erase(m_queue.m_due.begin());
        m_queue.insert(timer, due);
        // A handler that is running is not entered again; its tick is lost.
        if (timer.isRunning)
            continue;
        timer.isRunning = true;
        --m_left;
        return Activation{timer.id, timer.object, timer.interval, timer.serial};
    }
    m_left = 0;
    return std::nullopt;
}

} // namespace Actors::Internal
