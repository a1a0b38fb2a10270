// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/TestKit/VirtualClock>
#include <Actors/TestKit/VirtualTimers>

#include <QDateTime>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class VirtualTimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clockStandsStillUntilItIsMovedAndNeverGoesBack()
    {
        VirtualClock clock;
        QCOMPARE(clock.now(), 0ns);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(clock.wallTime().count(), Qt::UTC),
                 QDateTime(QDate(2000, 1, 1), QTime(0, 0), Qt::UTC));
        const std::chrono::milliseconds epoch = clock.wallTime();
        clock.setNow(5s);
        clock.setNow(3s);
        QCOMPARE(clock.now(), 5s);
        clock.advance(1500us);
        QCOMPARE(clock.now(), 5001500us);
        QCOMPARE(clock.wallTime(), epoch + 5001ms);
    }

    void clockNeverGoesBackUnderConcurrentMoves()
    {
        VirtualClock clock;
        std::atomic<bool> wentBack = false;
        std::vector<std::thread> threads;
        threads.reserve(4);
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                std::chrono::nanoseconds last{};
                for (int i = 0; i < 20'000; ++i) {
                    clock.setNow(std::chrono::nanoseconds(i * 4 + t));
                    const std::chrono::nanoseconds now = clock.now();
                    if (now < last || now < std::chrono::nanoseconds(i * 4 + t))
                        wentBack = true;
                    last = now;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(!wentBack);
        QCOMPARE(clock.now(), 79'999ns);
    }

    void alarmsGoOffInTheOrderOfTimeAndThenOfCreation()
    {
        VirtualClock clock;
        VirtualTimers timers(&clock);
        QStringList calls;
        std::vector<std::unique_ptr<Alarm>> alarms;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            alarms.push_back(timers.createAlarm(name, [&calls, name] { calls.append(name); }));
        QVERIFY(!timers.nextDue());
        QCOMPARE(timers.fireDue(), 0);

        alarms[3]->set(2s);
        alarms[2]->set(1s);
        alarms[1]->set(2s);
        alarms[0]->set(3s);
        QCOMPARE(*timers.nextDue(), 1s);
        QCOMPARE(timers.pending(), QStringList({u"c"_s, u"b"_s, u"d"_s, u"a"_s}));
        QCOMPARE(timers.fireDue(), 0);
        clock.setNow(1s - 1ns);
        QCOMPARE(timers.fireDue(), 0);
        clock.setNow(2s);
        QCOMPARE(timers.fireDue(), 3);
        QCOMPARE(calls, QStringList({u"c"_s, u"b"_s, u"d"_s}));
        QCOMPARE(timers.fireDue(), 0);
        QCOMPARE(*timers.nextDue(), 3s);
        clock.setNow(10s);
        QCOMPARE(timers.fireDue(), 1);
        QVERIFY(!timers.nextDue());
    }

    void alarmsKeepOnlyTheLatestTime()
    {
        VirtualClock clock;
        VirtualTimers timers(&clock);
        int calls = 0;
        const auto alarm = timers.createAlarm(u"alarm"_s, [&calls] { ++calls; });
        alarm->set(1s);
        alarm->set(3s);
        clock.setNow(2s);
        QCOMPARE(timers.fireDue(), 0);
        alarm->set(1s);
        QCOMPARE(timers.fireDue(), 1);
        alarm->set(2s);
        alarm->clear();
        alarm->clear();
        QCOMPARE(timers.fireDue(), 0);
        QCOMPARE(calls, 1);
    }

    void alarmsMaySetThemselvesAnewWithoutEnd()
    {
        VirtualClock clock;
        VirtualTimers timers(&clock);
        int calls = 0;
        std::unique_ptr<Alarm> alarm;
        alarm = timers.createAlarm(u"alarm"_s, [&] {
            QVERIFY(!timers.nextDue()); // cleared already
            ++calls;
            alarm->set(clock.now());
        });
        clock.setNow(1s);
        alarm->set(0s);
        for (int i = 1; i <= 3; ++i) {
            QCOMPARE(timers.fireDue(), 1);
            QCOMPARE(calls, i);
            QCOMPARE(*timers.nextDue(), 1s);
        }
    }

    void alarmsThatWereClearedOrDestroyedBeforeTheirTurnStaySilent()
    {
        VirtualClock clock;
        VirtualTimers timers(&clock);
        QStringList calls;
        std::unique_ptr<Alarm> cleared;
        std::unique_ptr<Alarm> destroyed;
        std::unique_ptr<Alarm> itself;
        const auto first = timers.createAlarm(u"first"_s, [&] {
            calls.append(u"first"_s);
            cleared->clear();
            destroyed.reset();
        });
        cleared = timers.createAlarm(u"cleared"_s, [&] { calls.append(u"cleared"_s); });
        destroyed = timers.createAlarm(u"destroyed"_s, [&] { calls.append(u"destroyed"_s); });
        const auto text = std::make_shared<QString>(u"itself"_s);
        itself = timers.createAlarm(u"itself"_s, [&, text] {
            itself.reset();
            calls.append(*text);
        });
        const auto last = timers.createAlarm(u"last"_s, [&] { calls.append(u"last"_s); });
        for (Alarm *alarm : {last.get(), itself.get(), destroyed.get(), cleared.get(), first.get()})
            alarm->set(1s);
        clock.setNow(1s);
        QCOMPARE(timers.fireDue(), 3);
        QCOMPARE(calls, QStringList({u"first"_s, u"itself"_s, u"last"_s}));
    }

    void alarmsMayOutliveTheirTimers()
    {
        VirtualClock clock;
        std::unique_ptr<Alarm> alarm;
        {
            VirtualTimers timers(&clock);
            alarm = timers.createAlarm(u"alarm"_s, [] {});
            alarm->set(1s);
        }
        alarm->set(2s);
        alarm->clear();
    }

    void alarmsAreSetFromManyThreads()
    {
        VirtualClock clock;
        VirtualTimers timers(&clock);
        std::atomic<int> calls = 0;
        std::atomic<int> running = 4;
        std::vector<std::thread> threads;
        threads.reserve(4);
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                std::vector<std::unique_ptr<Alarm>> alarms;
                for (int i = 0; i < 500; ++i) {
                    alarms.push_back(timers.createAlarm(u"alarm"_s, [&calls] { ++calls; }));
                    alarms.back()->set(clock.now() + 1ms * (i % 7));
                    if (i % 3 == 0)
                        alarms[std::size_t(i / 2)]->clear();
                }
                --running;
            });
        }
        int fired = 0;
        while (running > 0) {
            clock.advance(1ms);
            fired += timers.fireDue();
        }
        for (std::thread &thread : threads)
            thread.join();
        fired += timers.fireDue();
        QCOMPARE(calls.load(), fired);
        QVERIFY(!timers.nextDue());
    }
};

QTEST_GUILESS_MAIN(VirtualTimeTest)

#include "virtualtimetest.moc"
