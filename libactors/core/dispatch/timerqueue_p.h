// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QAbstractEventDispatcher>
#include <QList>

#include <chrono>
#include <compare>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace Actors::Internal {

/*!
 * \brief The QObject timers of one thread, in the order in which they are due.
 *
 * Knows Qt's rules about times (coarseness, order, missed intervals) and nothing of clocks and
 * events: whoever uses it says what time it is and sends the event. Starting, stopping and
 * activating a timer takes logarithmic time.
 */
class ACTORS_CORE_EXPORT TimerQueue
{
public:
    using Time = std::chrono::nanoseconds;

    //! A timer whose event must be sent now. finished() must be called with it afterwards.
    struct Activation
    {
        int timerId;
        QObject *object;
        Time interval;
        quint64 serial;
    };

    TimerQueue();
    ~TimerQueue();
    Q_DISABLE_COPY_MOVE(TimerQueue)

    void start(int timerId, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object,
               Time now);
    bool stop(int timerId);
    bool stopAll(QObject *object);

    bool isEmpty() const { return m_due.empty(); }
    QList<QAbstractEventDispatcher::TimerInfo> timersOf(QObject *object) const;

    //! The time until the timer fires, in whole milliseconds rounded up; empty if there is none.
    std::optional<std::chrono::milliseconds> remaining(int timerId, Time now) const;

    //! When the first timer is due whose event is not being handled; Time::max() if there is none.
    Time nextDue() const;

    /*!
     * \brief One turn of the timers that are due: none fires twice in it.
     *
     * Event handlers may do to the queue what they like between two calls of next(), a turn of
     * their own included.
     */
    class ACTORS_CORE_EXPORT Turn
    {
    public:
        Turn(TimerQueue &queue, Time now);

        //! The next timer to fire; empty at the end of the turn.
        std::optional<Activation> next(Time now);

    private:
        TimerQueue &m_queue;
        const quint64 m_serial;
        qsizetype m_left = 0;
    };

    //! The handler of the event has returned: the timer may fire again.
    void finished(const Activation &activation);

private:
    // Equal times in the order in which they were put in.
    struct Position
    {
        Time due;
        quint64 order;
        // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a null where there is none
        auto operator<=>(const Position &) const = default;
    };
    struct Timer
    {
        int id;
        Time interval;
        Qt::TimerType type;
        QObject *object;
        Position position;
        quint64 serial; //!< Distinguishes a timer from a later one with the same id.
        quint64 turn = 0;
        bool isRunning = false;
    };
    using Due = std::pair<Position, Timer *>;

    void insert(Timer &timer, Time due);
    void remove(Timer &timer);
    static Time following(const Timer &timer, Time now);

    std::unordered_map<int, Timer> m_timers;
    std::set<Due> m_due;
    std::set<std::pair<const QObject *, int>> m_byObject;
    quint64 m_lastOrder = 0;
    quint64 m_lastSerial = 0;
    quint64 m_lastTurn = 0;
};

} // namespace Actors::Internal
