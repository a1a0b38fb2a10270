// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/timerwheel_p.h"

#include <QTest>

#include <deque>
#include <map>
#include <random>
#include <vector>

using namespace Actors::Internal;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

namespace {

struct Timer : TimerNode
{
    int number = 0;
};

constexpr nanoseconds Year = 24h * 365;

} // namespace

class TimerWheelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        TimerWheel wheel;
        QVERIFY(wheel.isEmpty());
        QVERIFY(!wheel.nextDue());
        QVERIFY(!wheel.takeDue(nanoseconds::max()));
    }

    void givesEveryTimerBackAtItsTimeAndNotBefore_data()
    {
        QTest::addColumn<qint64>("due");
        QTest::newRow("before the epoch") << qint64(-5);
        QTest::newRow("at the epoch") << qint64(0);
        for (int bit = 0; bit < 63; ++bit) {
            QTest::addRow("2^%d - 1", bit) << (qint64(1) << bit) - 1;
            QTest::addRow("2^%d", bit) << (qint64(1) << bit);
        }
        QTest::newRow("end of time") << qint64(nanoseconds::max().count());
    }

    void givesEveryTimerBackAtItsTimeAndNotBefore()
    {
        QFETCH(const qint64, due);
        TimerWheel wheel;
        Timer timer;
        timer.due = nanoseconds(due);
        wheel.insert(&timer);
        QVERIFY(timer.isQueued());
        QCOMPARE(*wheel.nextDue(), timer.due);
        QVERIFY(!wheel.takeDue(timer.due - 1ns));
        QCOMPARE(*wheel.nextDue(), timer.due);
        QCOMPARE(wheel.takeDue(timer.due), static_cast<TimerNode *>(&timer));
        QVERIFY(!timer.isQueued());
        QVERIFY(wheel.isEmpty());
    }

    void keepsTheOrderOfInsertionAmongEqualTimes()
    {
        TimerWheel wheel;
        std::deque<Timer> timers(1000);
        for (int i = 0; i < 1000; ++i) {
            timers[std::size_t(i)].number = i;
            timers[std::size_t(i)].due = nanoseconds(7 * Year) + 1ns * (i % 2);
            wheel.insert(&timers[std::size_t(i)]);
        }
        for (int i = 0; i < 1000; ++i) {
            auto *timer = static_cast<Timer *>(wheel.takeDue(8 * Year));
            QVERIFY(timer);
            QCOMPARE(timer->number, i < 500 ? 2 * i : 2 * (i - 500) + 1);
        }
    }

    void agreesWithASortedMapOverRandomOperations_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void agreesWithASortedMapOverRandomOperations()
    {
        QFETCH(const int, seed);
        std::mt19937_64 random{quint64(seed)};
        const auto below = [&random](quint64 bound) { return qint64(random() % bound); };

        TimerWheel wheel;
        std::deque<Timer> timers(400);
        std::vector<Timer *> idle;
        idle.reserve(timers.size());
        for (Timer &timer : timers)
            idle.push_back(&timer);
        using Map = std::multimap<nanoseconds, Timer *>; // keeps the order of equal keys
        Map map;
        const auto find = [&map](const Timer *timer) {
            auto it = map.lower_bound(timer->due);
            while (it->second != timer)
                ++it;
            return it;
        };

        nanoseconds now{below(quint64(1) << below(50))};
        for (int step = 0; step < 20'000; ++step) {
            const qint64 choice = below(100);
            if (choice < 45 && !idle.empty()) {
                Timer *timer = idle.back();
                idle.pop_back();
                // From the past to decades ahead, often near each other or equal.
                const nanoseconds distance{below(quint64(1) << below(60))};
                switch (below(8)) {
                case 0:
                    timer->due = now - std::min(distance, now);
                    break;
                case 1:
                    timer->due = now + 5s;
                    break;
                case 2:
                    timer->due = map.empty() ? now : map.begin()->first + nanoseconds(below(3));
                    break;
                default:
                    timer->due = now + distance;
                }
                wheel.insert(timer);
                map.emplace(timer->due, timer);
            } else if (choice < 60 && !map.empty()) {
                auto it = map.begin();
                if (below(2) == 0)
                    it = find(&*std::find_if(timers.begin(), timers.end(),
                                             [](const Timer &t) { return t.isQueued(); }));
                wheel.remove(it->second);
                idle.push_back(it->second);
                map.erase(it);
            } else if (choice < 80) {
                if (below(4) == 0 && !map.empty())
                    now = std::max(now, map.begin()->first - nanoseconds(below(2)));
                else
                    now += nanoseconds(below(quint64(1) << below(50)));
                const qint64 most = below(30);
                for (qint64 i = 0; i < most; ++i) {
                    auto *timer = static_cast<Timer *>(wheel.takeDue(now));
                    const bool isDue = !map.empty() && map.begin()->first <= now;
                    QCOMPARE(timer, isDue ? map.begin()->second : nullptr);
                    if (!timer)
                        break;
                    map.erase(map.begin());
                    idle.push_back(timer);
                }
            } else {
                QCOMPARE(wheel.nextDue().has_value(), !map.empty());
                if (!map.empty())
                    QCOMPARE(*wheel.nextDue(), map.begin()->first);
            }
            QCOMPARE(wheel.size(), qsizetype(map.size()));
        }
        while (!map.empty()) {
            QCOMPARE(static_cast<Timer *>(wheel.takeDue(nanoseconds::max())), map.begin()->second);
            map.erase(map.begin());
        }
        QVERIFY(wheel.isEmpty());
    }

    void jumpsOverYearsWithoutVisitingThem()
    {
        TimerWheel wheel;
        Timer timer;
        for (int year = 1; year <= 200; ++year) {
            timer.due = year * Year + 1ns * year;
            wheel.insert(&timer);
            QVERIFY(!wheel.takeDue(timer.due - 1ns));
            QCOMPARE(wheel.takeDue(timer.due), static_cast<TimerNode *>(&timer));
        }
    }

    void holdsAMillionTimers()
    {
        constexpr int Count = 1'000'000;
        TimerWheel wheel;
        std::deque<Timer> timers(Count);
        std::mt19937_64 random{1};
        for (Timer &timer : timers) {
            timer.due = nanoseconds(qint64(random() % quint64(nanoseconds(1h).count())));
            wheel.insert(&timer);
        }
        for (int i = 0; i < Count; i += 2)
            wheel.remove(&timers[std::size_t(i)]);
        nanoseconds last{};
        int taken = 0;
        for (nanoseconds now{}; now <= 1h; now += 100ms) {
            while (const TimerNode *timer = wheel.takeDue(now)) {
                QVERIFY(timer->due >= last && timer->due <= now);
                last = timer->due;
                ++taken;
            }
        }
        QCOMPARE(taken, Count / 2);
    }

    void answersTheNextTimeQuicklyWhereTheEarliestIsAlwaysRemoved()
    {
        // What time limits of requests do: all as far ahead, answered in the order they were made.
        constexpr int Count = 200'000;
        TimerWheel wheel;
        std::deque<Timer> timers(Count);
        for (int i = 0; i < Count; ++i) {
            timers[std::size_t(i)].due = 5s + i * 1us;
            wheel.insert(&timers[std::size_t(i)]);
        }
        for (int i = 0; i < Count; ++i) {
            QCOMPARE(*wheel.nextDue(), timers[std::size_t(i)].due);
            wheel.remove(&timers[std::size_t(i)]);
        }
    }
};

QTEST_GUILESS_MAIN(TimerWheelTest)

#include "timerwheeltest.moc"
