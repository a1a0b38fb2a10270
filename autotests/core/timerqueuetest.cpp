// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/timerqueue_p.h"

#include <QTest>

#include <chrono>

using namespace std::chrono_literals;
using Actors::Internal::TimerQueue;
using Time = TimerQueue::Time;

class TimerQueueTest : public QObject
{
    Q_OBJECT

    QObject m_object;

    static QList<int> turn(TimerQueue &queue, Time now)
    {
        QList<int> ids;
        TimerQueue::Turn turn(queue, now);
        while (const auto activation = turn.next(now)) {
            ids.append(activation->timerId);
            queue.finished(*activation);
        }
        return ids;
    }

    static Time due(Qt::TimerType type, std::chrono::milliseconds interval, Time now)
    {
        QObject object;
        TimerQueue queue;
        queue.start(1, interval, type, &object, now);
        return queue.nextDue();
    }

private Q_SLOTS:
    void keepsTheOrderOfEqualTimes()
    {
        TimerQueue queue;
        for (const int id : {3, 1, 2})
            queue.start(id, 10ms, Qt::PreciseTimer, &m_object, 0s);
        QCOMPARE(turn(queue, 9ms), QList<int>());
        QCOMPARE(turn(queue, 10ms), QList<int>({3, 1, 2}));
        QCOMPARE(turn(queue, 20ms), QList<int>({3, 1, 2}));
    }

    void keepsItsRhythmWhenItIsALittleLateAndStartsANewOneWhenItMissedATick()
    {
        TimerQueue queue;
        queue.start(1, 10ms, Qt::PreciseTimer, &m_object, 0s);
        QCOMPARE(turn(queue, 13ms), QList<int>({1}));
        QCOMPARE(queue.nextDue(), 20ms);
        QCOMPARE(turn(queue, 55ms), QList<int>({1}));
        QCOMPARE(queue.nextDue(), 65ms);
    }

    void firesATimerOfIntervalZeroOnceInATurn()
    {
        TimerQueue queue;
        queue.start(1, 0ms, Qt::PreciseTimer, &m_object, 0s);
        queue.start(2, 0ms, Qt::PreciseTimer, &m_object, 0s);
        QCOMPARE(turn(queue, 1ms), QList<int>({1, 2}));
        QCOMPARE(turn(queue, 1ms), QList<int>({1, 2}));
    }

    void skipsTheTicksOfATimerWhoseHandlerRuns()
    {
        TimerQueue queue;
        queue.start(1, 10ms, Qt::PreciseTimer, &m_object, 0s);
        TimerQueue::Turn outer(queue, 10ms);
        const auto running = outer.next(10ms);
        QVERIFY(running);
        QCOMPARE(queue.nextDue(), Time::max());
        QCOMPARE(turn(queue, 31ms), QList<int>());
        queue.finished(*running);
        QCOMPARE(queue.nextDue(), 41ms);
        QVERIFY(!outer.next(31ms));
    }

    void doesNotTakeARestartedTimerForTheOneThatRuns()
    {
        TimerQueue queue;
        queue.start(1, 10ms, Qt::PreciseTimer, &m_object, 0s);
        TimerQueue::Turn outer(queue, 10ms);
        const auto first = outer.next(10ms);
        QVERIFY(first);
        QVERIFY(queue.stop(1));
        queue.start(1, 10ms, Qt::PreciseTimer, &m_object, 10ms);
        TimerQueue::Turn inner(queue, 20ms);
        const auto second = inner.next(20ms);
        QVERIFY(second);
        queue.finished(*first);
        QCOMPARE(queue.nextDue(), Time::max()); // the second still runs
        queue.finished(*second);
        QCOMPARE(queue.nextDue(), 30ms);
    }

    void roundsCoarseTimersToRoundMoments()
    {
        constexpr Time Base = 1000s;
        QCOMPARE(due(Qt::CoarseTimer, 20ms, Base + 1ms), Base + 21ms);
        QCOMPARE(due(Qt::CoarseTimer, 1s, Base + 30ms), Base + 1s);
        QCOMPARE(due(Qt::CoarseTimer, 1s, Base + 470ms), Base + 1500ms);
        QCOMPARE(due(Qt::CoarseTimer, 100ms, Base + 2ms), Base + 100ms);
        QCOMPARE(due(Qt::CoarseTimer, 10s, Base + 400ms), Base + 10s);
        QCOMPARE(due(Qt::VeryCoarseTimer, 4600ms, Base + 400ms), Base + 5s);
        QCOMPARE(due(Qt::VeryCoarseTimer, 4600ms, Base + 600ms), Base + 6s);
    }

    void keepsCoarseTimersWithinFivePercent()
    {
        for (std::chrono::milliseconds interval = 21ms; interval < 20s; interval += 37ms) {
            for (Time now = 5s; now < 6s; now += 13456789ns) {
                const Time wait = due(Qt::CoarseTimer, interval, now) - now;
                QVERIFY(std::chrono::abs(wait - Time(interval)) <= Time(interval) / 20);
            }
        }
    }

    void roundsTheRemainingTimeUp()
    {
        TimerQueue queue;
        queue.start(1, 10ms, Qt::PreciseTimer, &m_object, 0s);
        QCOMPARE(queue.remaining(1, 1ns).value(), 10ms);
        QCOMPARE(queue.remaining(1, 9ms).value(), 1ms);
        QCOMPARE(queue.remaining(1, 11ms).value(), 0ms);
        QVERIFY(!queue.remaining(2, 0ns));
    }

    void forgetsTheTimersOfOneObject()
    {
        QObject other;
        TimerQueue queue;
        QVERIFY(!queue.stopAll(&m_object));
        queue.start(1, 10ms, Qt::PreciseTimer, &m_object, 0s);
        queue.start(2, 10ms, Qt::PreciseTimer, &other, 0s);
        queue.start(3, 10ms, Qt::PreciseTimer, &m_object, 0s);
        QVERIFY(queue.stopAll(&m_object));
        QVERIFY(queue.timersOf(&m_object).isEmpty());
        QCOMPARE(turn(queue, 10ms), QList<int>({2}));
        QVERIFY(queue.stop(2));
        QVERIFY(queue.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TimerQueueTest)

#include "timerqueuetest.moc"
