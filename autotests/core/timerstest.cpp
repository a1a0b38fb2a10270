// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Clock>
#include <Actors/Core/Timers>

#include <QEventLoop>
#include <QTest>

#include <memory>
#include <thread>

using namespace Actors;
using namespace std::chrono_literals;

class TimersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOffOnceAndNeverEarly_data()
    {
        QTest::addColumn<qint64>("delay");
        QTest::newRow("past") << qint64(-1'000'000);
        QTest::newRow("now") << qint64(0);
        QTest::newRow("a nanosecond") << qint64(1);
        QTest::newRow("less than a millisecond") << qint64(300'000);
        QTest::newRow("a broken number of milliseconds") << qint64(12'345'678);
    }

    void goesOffOnceAndNeverEarly()
    {
        QFETCH(const qint64, delay);
        for (int i = 0; i < 3; ++i) {
            const std::chrono::nanoseconds due =
                Clock::real()->now() + std::chrono::nanoseconds(delay);
            int early = 0;
            int calls = 0;
            const auto alarm = Timers::real()->createAlarm(QStringLiteral("test"), [&] {
                ++calls;
                early += Clock::real()->now() < due ? 1 : 0;
            });
            alarm->set(due);
            QCOMPARE(calls, 0); // not inside set()
            QTRY_COMPARE(calls, 1);
            QCOMPARE(early, 0);

            bool laterWentOff = false;
            const auto later =
                Timers::real()->createAlarm(QStringLiteral("later"), [&] { laterWentOff = true; });
            later->set(Clock::real()->now() + 2ms);
            QTRY_VERIFY(laterWentOff);
            QCOMPARE(calls, 1);
        }
    }

    void staysSilentOnceClearedOrDestroyed()
    {
        QStringList calls;
        const auto make = [&calls](const QString &name) {
            return Timers::real()->createAlarm(name, [&calls, name] { calls.append(name); });
        };
        const std::chrono::nanoseconds now = Clock::real()->now();
        auto neverSet = make(QStringLiteral("never set"));
        auto cleared = make(QStringLiteral("cleared"));
        auto destroyed = make(QStringLiteral("destroyed"));
        auto control = make(QStringLiteral("control"));
        cleared->set(now);
        destroyed->set(now);
        control->set(now + 3ms);
        cleared->clear();
        cleared->clear();
        destroyed.reset();
        QTRY_VERIFY(!calls.isEmpty());
        QCOMPARE(calls, QStringList{QStringLiteral("control")});
    }

    void keepsOnlyTheLatestTime()
    {
        int calls = 0;
        const auto alarm =
            Timers::real()->createAlarm(QStringLiteral("test"), [&calls] { ++calls; });
        alarm->set(std::chrono::nanoseconds::max());
        alarm->set(Clock::real()->now() + 1ms);
        QTRY_COMPARE(calls, 1);
        alarm->set(Clock::real()->now());
        alarm->set(std::chrono::nanoseconds::max());
        bool laterWentOff = false;
        const auto later =
            Timers::real()->createAlarm(QStringLiteral("later"), [&] { laterWentOff = true; });
        later->set(Clock::real()->now() + 3ms);
        QTRY_VERIFY(laterWentOff);
        QCOMPARE(calls, 1);
    }

    void maySetItselfAnewAndDestroyItself()
    {
        int calls = 0;
        std::unique_ptr<Alarm> alarm;
        auto payload = std::make_shared<int>(42);
        const std::weak_ptr<int> watched = payload;
        int seenAfterDestruction = 0;
        alarm =
            Timers::real()->createAlarm(QStringLiteral("test"), [&, payload = std::move(payload)] {
                if (++calls < 5) {
                    alarm->set(Clock::real()->now());
                } else {
                    alarm.reset();
                    seenAfterDestruction = *payload;
                }
            });
        alarm->set(Clock::real()->now());
        QTRY_COMPARE(calls, 5);
        QVERIFY(!alarm);
        QCOMPARE(seenAfterDestruction, 42);
        QVERIFY(watched.expired());
    }

    void goesOffOnTheThreadThatCreatedIt()
    {
        std::thread::id seen;
        std::thread thread([&seen] {
            QEventLoop loop;
            const auto alarm = Timers::real()->createAlarm(QStringLiteral("test"), [&] {
                seen = std::this_thread::get_id();
                loop.quit();
            });
            alarm->set(Clock::real()->now() + 1ms);
            loop.exec();
        });
        const std::thread::id expected = thread.get_id();
        thread.join();
        QVERIFY(seen == expected);
    }
};

QTEST_GUILESS_MAIN(TimersTest)

#include "timerstest.moc"
