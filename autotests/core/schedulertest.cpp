// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/TestKit/TestSystem>

#include <QCoreApplication>
#include <QTest>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace std::chrono_literals;

struct Alert
{
    int level;
};

class Clockwork : public Actor
{
    Q_OBJECT

public:
    void tick() { m_ticks << QString(); }
    void tickWith(int number, const QString &text)
    {
        m_ticks << QStringLiteral("%1 %2").arg(number).arg(text);
    }
    void receive(const Alert &alert) { m_ticks << QStringLiteral("alert %1").arg(alert.level); }
    void crash()
    {
        m_ticks << QString();
        throw ActorError(QStringLiteral("it broke"));
    }
    void count() { m_missed << Scheduler::missed(); }
    void countOfNoTick() { m_missed << Scheduler::missed(); }
    QStringList ticks() const { return m_ticks; }
    QList<int> missed() const { return m_missed; }

private:
    QStringList m_ticks;
    QList<int> m_missed;
};

class SchedulerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsOnceAfterTheDelay();
    void sendsInTheNextTurnWithoutADelay();
    void sendsNothingThatWasCancelledBefore();
    void cancelsOnce();
    void repeatsFromTheInitialDelayOn();
    void sendsTheSameDataEachTime();
    void keepsTheRateOrTheDelayBetween();
    void goesOnAfterAnErrorInAFunction();
    void makesTheErrorOfATickTheFailureOfItsActor();
    void firesInTheOrderOfTheTimes();
    void firesOnlyWhatIsDue();
    void stopsWhenTheActorHasStopped();
    void stopsWhenTheContextIsGone();
    void cancelsAllWhenItIsClosed();
    void refusesWhenItIsClosed();
    void refusesNegativeTimes();
    void sendsNothingToANullReference();
    void letsOneTickWaitAndSaysHowManyWereMissed();
    void coalescesTheTicksOfAValue();
    void goesOnWhenATickIsLost();
    void ticksAProbe();
    void handlesNoTickThatWasCancelledWhileItWaited();

private:
    static QStringList ticksOf(TestSystem &system, const Ref<Clockwork> &clockwork)
    {
        auto reply = clockwork.ask(&Clockwork::ticks);
        system.settle();
        return reply.result();
    }
    //! Lets time pass, and functions run that wait in this thread's event loop.
    static void advance(TestSystem &system, std::chrono::milliseconds time)
    {
        for (; time > 0ms; time -= 1ms) {
            system.advance(1ms);
            QCoreApplication::processEvents();
            system.settle();
        }
    }
};

void SchedulerTest::sendsOnceAfterTheDelay()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    system.scheduler()->once(5s, clockwork, &Clockwork::tick);
    system.scheduler()->once(5s, clockwork, Alert{3});
    system.advance(4999ms);
    QCOMPARE(ticksOf(system, clockwork).size(), 0);
    system.advance(1ms);
    QCOMPARE(ticksOf(system, clockwork), QStringList({QString(), QStringLiteral("alert 3")}));
    system.advance(1h);
    QCOMPARE(ticksOf(system, clockwork).size(), 2);
}

void SchedulerTest::sendsInTheNextTurnWithoutADelay()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    system.scheduler()->once(0s, clockwork, &Clockwork::tick);
    system.advance(0s);
    QCOMPARE(ticksOf(system, clockwork).size(), 1);
}

void SchedulerTest::sendsNothingThatWasCancelledBefore()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    auto early = system.scheduler()->once(5s, clockwork, &Clockwork::tick);
    early.cancel();
    auto late = system.scheduler()->once(5s, clockwork, &Clockwork::tick);
    system.advance(4s);
    late.cancel();
    system.advance(10s);
    QCOMPARE(ticksOf(system, clockwork).size(), 0);
}

void SchedulerTest::cancelsOnce()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    auto timer = system.scheduler()->repeat(1s, 1s, clockwork, &Clockwork::tick);
    auto copy = timer;
    QVERIFY(!timer.isCancelled());
    QVERIFY(timer.cancel());
    QVERIFY(!timer.cancel());
    QVERIFY(!copy.cancel());
    QVERIFY(timer.isCancelled());
    QVERIFY(copy.isCancelled());
}

void SchedulerTest::repeatsFromTheInitialDelayOn()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    auto timer = system.scheduler()->repeat(20ms, 10ms, clockwork, &Clockwork::tick);
    system.advance(19ms);
    QCOMPARE(ticksOf(system, clockwork).size(), 0);
    system.advance(1ms);
    QCOMPARE(ticksOf(system, clockwork).size(), 1);
    system.advance(9ms);
    QCOMPARE(ticksOf(system, clockwork).size(), 1);
    system.advance(21ms);
    QCOMPARE(ticksOf(system, clockwork).size(), 4);
    timer.cancel();
    system.advance(1s);
    QCOMPARE(ticksOf(system, clockwork).size(), 4);
}

void SchedulerTest::sendsTheSameDataEachTime()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    QString text = QStringLiteral("same");
    system.scheduler()->repeat(1s, 1s, clockwork, &Clockwork::tickWith, 7, text);
    text = QStringLiteral("other");
    system.advance(3s);
    QCOMPARE(ticksOf(system, clockwork), QStringList(3, QStringLiteral("7 same")));
}

void SchedulerTest::keepsTheRateOrTheDelayBetween()
{
    TestSystem system;
    QList<int> rate;
    QList<int> delay;
    const auto now = [&system] {
        return int(std::chrono::duration_cast<std::chrono::milliseconds>(system.now()).count());
    };
    system.scheduler()->repeat(10ms, 10ms, Scheduler::Repeat::FixedRate, this,
                               [&] { rate << now(); });
    system.scheduler()->repeat(10ms, 10ms, Scheduler::Repeat::FixedDelay, this,
                               [&] { delay << now(); });
    advance(system, 30ms);
    QCOMPARE(rate, QList<int>({10, 20, 30}));
    QCOMPARE(delay, QList<int>({10, 20, 30}));
}

void SchedulerTest::goesOnAfterAnErrorInAFunction()
{
    TestSystem system;
    int calls = 0;
    int others = 0;
    system.scheduler()->repeat(10ms, 10ms, Scheduler::Repeat::FixedRate, this, [&calls] {
        ++calls;
        throw ActorError(QStringLiteral("it broke"));
    });
    system.scheduler()->repeat(10ms, 10ms, Scheduler::Repeat::FixedRate, this,
                               [&others] { ++others; });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("it broke")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("it broke")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("it broke")));
    advance(system, 30ms);
    QCOMPARE(calls, 3);
    QCOMPARE(others, 3);
}

void SchedulerTest::makesTheErrorOfATickTheFailureOfItsActor()
{
    TestSystem system;
    const auto clockwork =
        system.spawn(Props<Clockwork>().withSupervision(
                         SupervisorStrategy::oneForOne().otherwise(Directive::Resume)),
                     QStringLiteral("clockwork"));
    system.scheduler()->repeat(1s, 1s, clockwork, &Clockwork::crash);
    system.advance(3s);
    QCOMPARE(clockwork.failureCount(), 3);
    QCOMPARE(ticksOf(system, clockwork).size(), 3);
}

void SchedulerTest::firesInTheOrderOfTheTimes()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    for (const int level : {3, 1, 4, 2, 5})
        system.scheduler()->once(level * 1s, clockwork, Alert{level});
    system.advance(10s);
    QCOMPARE(ticksOf(system, clockwork),
             QStringList({QStringLiteral("alert 1"), QStringLiteral("alert 2"),
                          QStringLiteral("alert 3"), QStringLiteral("alert 4"),
                          QStringLiteral("alert 5")}));
}

void SchedulerTest::firesOnlyWhatIsDue()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    for (int level = 1; level <= 20; ++level)
        system.scheduler()->once(level * 1s, clockwork, Alert{level});
    system.advance(10s);
    QCOMPARE(ticksOf(system, clockwork).size(), 10);
}

void SchedulerTest::stopsWhenTheActorHasStopped()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    system.scheduler()->repeat(1s, 1s, clockwork, &Clockwork::tick);
    system.advance(2s);
    clockwork.stop();
    system.advance(10s);
    QCOMPARE(system.deadLetters()->count(), 0);
    QVERIFY(system.ledger().isBalanced());
}

void SchedulerTest::letsOneTickWaitAndSaysHowManyWereMissed()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    system.scheduler()->repeat(1ms, 1ms, clockwork, &Clockwork::count);
    system.advance(1ms);
    clockwork.suspend();
    system.advance(10ms);
    QCOMPARE(clockwork.mailboxSize(), 1U);
    clockwork.resume();
    clockwork.tell(&Clockwork::countOfNoTick);
    system.settle();
    system.advance(1ms);
    Reply<QList<int>> missed = clockwork.ask(&Clockwork::missed);
    system.settle();
    QCOMPARE(missed.result(), QList<int>({0, 9, 0, 0}));
    QCOMPARE(system.deadLetters()->count(), 0U);
}

void SchedulerTest::coalescesTheTicksOfAValue()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    clockwork.suspend();
    system.scheduler()->repeat(1ms, 1ms, clockwork, Alert{7});
    system.advance(10ms);
    QCOMPARE(clockwork.mailboxSize(), 1U);
    clockwork.resume();
    QCOMPARE(ticksOf(system, clockwork), QStringList(QStringLiteral("alert 7")));
}

void SchedulerTest::goesOnWhenATickIsLost()
{
    TestSystem system;
    const auto clockwork =
        system.spawn(Props<Clockwork>().withMailbox(Mailbox::bounded(1, Overflow::DropNewest)),
                     QStringLiteral("clockwork"));
    clockwork.suspend();
    system.settle();
    clockwork.tell(&Clockwork::tickWith, 1, QStringLiteral("told"));
    system.scheduler()->repeat(1ms, 1ms, clockwork, &Clockwork::tick);
    system.advance(3ms);
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::DroppedNewest), 3U);
    clockwork.resume();
    system.advance(1ms);
    QCOMPARE(ticksOf(system, clockwork), QStringList({QStringLiteral("1 told"), QString()}));
}

void SchedulerTest::ticksAProbe()
{
    TestSystem system;
    auto probe = system.createProbe<Clockwork>();
    system.scheduler()->repeat(1ms, 1ms, probe.ref(), &Clockwork::tick);
    system.advance(3ms);
    QCOMPARE(probe.count(), 3);
}

void SchedulerTest::handlesNoTickThatWasCancelledWhileItWaited()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    clockwork.suspend();
    Cancelable ticks = system.scheduler()->repeat(1ms, 1ms, clockwork, &Clockwork::tick);
    system.advance(3ms);
    QVERIFY(ticks.cancel());
    clockwork.resume();
    QCOMPARE(ticksOf(system, clockwork), QStringList());
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Cancelled), 1U);
}

void SchedulerTest::stopsWhenTheContextIsGone()
{
    TestSystem system;
    int calls = 0;
    {
        const QObject context;
        system.scheduler()->repeat(1ms, 1ms, Scheduler::Repeat::FixedRate, &context,
                                   [&calls] { ++calls; });
        advance(system, 3ms);
        QCOMPARE(calls, 3);
    }
    advance(system, 3ms);
    QCOMPARE(calls, 3);
}

void SchedulerTest::cancelsAllWhenItIsClosed()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    auto timer = system.scheduler()->repeat(1s, 1s, clockwork, &Clockwork::tick);
    system.scheduler()->once(1s, clockwork, &Clockwork::tick);
    system.scheduler()->close();
    system.scheduler()->close();
    QVERIFY(system.scheduler()->isClosed());
    QVERIFY(timer.isCancelled());
    system.advance(5s);
    QCOMPARE(ticksOf(system, clockwork).size(), 0);
}

void SchedulerTest::refusesWhenItIsClosed()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    system.scheduler()->close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("scheduler is closed")));
    const auto timer = system.scheduler()->once(1s, clockwork, &Clockwork::tick);
    QVERIFY(timer.isCancelled());
    system.advance(5s);
    QCOMPARE(ticksOf(system, clockwork).size(), 0);
}

void SchedulerTest::refusesNegativeTimes()
{
    TestSystem system;
    const auto clockwork = system.spawn<Clockwork>(QStringLiteral("clockwork"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("below zero")));
    QVERIFY(system.scheduler()->once(-1s, clockwork, &Clockwork::tick).isCancelled());
}

void SchedulerTest::sendsNothingToANullReference()
{
    TestSystem system;
    QVERIFY(system.scheduler()->once(0s, Ref<Clockwork>(), &Clockwork::tick).isCancelled());
}

QTEST_GUILESS_MAIN(SchedulerTest)
#include "schedulertest.moc"
