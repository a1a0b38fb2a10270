// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorTimers>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Heartbeat
{
};

class Clockwork : public Actor
{
    Q_OBJECT

public:
    void start(int seconds)
    {
        timers().startPeriodic(u"tick"_s, std::chrono::seconds(seconds), &Clockwork::tick);
    }
    void startOnce(int seconds)
    {
        timers().startSingle(u"tick"_s, std::chrono::seconds(seconds), &Clockwork::tick);
    }
    void startWith(const QString &text)
    {
        timers().startSingle(u"text"_s, 1s, &Clockwork::note, text);
    }
    void startBreaking() { timers().startPeriodic(u"crash"_s, 1s, &Clockwork::crash); }
    bool cancel() { return timers().cancel(u"tick"_s); }
    bool isActive() const { return const_cast<Clockwork *>(this)->timers().isActive(u"tick"_s); }
    void note(const QString &line) { m_lines.append(line); }
    void crash() { throw std::runtime_error("it broke"); }
    void setQuietTime(int seconds) { setReceiveTimeout(std::chrono::seconds(seconds)); }
    void beOther()
    {
        become(Behavior().on([this](const Heartbeat &) { m_lines.append(u"beat"_s); }));
    }
    void receive(const Heartbeat &) { }
    QStringList lines() const { return m_lines; }

protected:
    void onReceiveTimeout() override { m_lines.append(u"quiet"_s); }

private:
    void tick() { m_lines.append(u"tick %1"_s.arg(timers().missed())); }

    QStringList m_lines;
};

SupervisorStrategy always(Directive directive)
{
    return SupervisorStrategy::oneForOne().otherwise(directive);
}

QStringList ticks(int count)
{
    return QStringList(count, u"tick 0"_s);
}

} // namespace

class ActorTimersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTickIsAMessageOfTheActor()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn<Clockwork>(u"clockwork"_s);
        clockwork.tell(&Clockwork::start, 1);
        clockwork.tell(&Clockwork::startWith, u"once"_s);
        system.settle();
        const quint64 before = clockwork.handledMessageCount();
        system.advance(3s);
        QCOMPARE(clockwork.handledMessageCount(), before + 4);
        const QStringList lines = clockwork.ask(&Clockwork::lines).result();
        QCOMPARE(lines.count(u"tick 0"_s), 3);
        QCOMPARE(lines.count(u"once"_s), 1);
    }

    void whatATickThrowsIsAFailureOfTheActor()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn(
            Props<Clockwork>().withSupervision(always(Directive::Resume)), u"clockwork"_s);
        clockwork.tell(&Clockwork::startBreaking);
        system.settle();
        system.advance(3s);
        QCOMPARE(clockwork.failureCount(), 3U);
        QVERIFY(!clockwork.isSuspended());
    }

    void atMostOneTickWaitsAndTheOthersAreCounted()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn<Clockwork>(u"clockwork"_s);
        clockwork.tell(&Clockwork::start, 1);
        system.settle();
        clockwork.suspend();
        system.settle();
        system.advance(5s);
        QCOMPARE(clockwork.mailboxSize(), 1U);
        clockwork.resume();
        system.settle();
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), QStringList(u"tick 4"_s));
        system.advance(1s);
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(),
                 QStringList({u"tick 4"_s, u"tick 0"_s}));
    }

    void theWaitingTickOfAReplacedTimerIsDropped()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn<Clockwork>(u"clockwork"_s);
        clockwork.tell(&Clockwork::start, 1);
        system.settle();
        clockwork.suspend();
        system.settle();
        clockwork.tell(&Clockwork::start, 10);
        system.advance(1s);
        QCOMPARE(clockwork.mailboxSize(), 2U);
        clockwork.resume();
        system.settle();
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), QStringList());
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Cancelled), 1U);
        system.advance(10s);
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), ticks(1));
        system.settle();
        QVERIFY(system.ledger().isBalanced());
    }

    void aCancelledTimerIsSilent()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn<Clockwork>(u"clockwork"_s);
        QVERIFY(!clockwork.ask(&Clockwork::cancel).result());
        clockwork.tell(&Clockwork::startOnce, 2);
        QVERIFY(clockwork.ask(&Clockwork::isActive).result());
        QVERIFY(clockwork.ask(&Clockwork::cancel).result());
        QVERIFY(!clockwork.ask(&Clockwork::isActive).result());
        QVERIFY(!clockwork.ask(&Clockwork::cancel).result());
        system.advance(10s);
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), QStringList());
    }

    void timersEndWithARestart()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn(
            Props<Clockwork>().withSupervision(always(Directive::Restart)), u"clockwork"_s);
        clockwork.tell(&Clockwork::start, 1);
        clockwork.tell(&Clockwork::setQuietTime, 2);
        system.settle();
        clockwork.suspend();
        system.settle();
        clockwork.tell(&Clockwork::crash);
        system.advance(1s);
        // Behind the failing message waits a tick of the timer that ends with it.
        QCOMPARE(clockwork.mailboxSize(), 2U);
        clockwork.resume();
        system.settle();
        QCOMPARE(clockwork.restartCount(), 1U);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::IncarnationGone), 1U);
        system.advance(10s);
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), QStringList());
        QVERIFY(!clockwork.ask(&Clockwork::isActive).result());
    }

    void timersEndWithTheActor()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn<Clockwork>(u"clockwork"_s);
        clockwork.tell(&Clockwork::start, 1);
        clockwork.tell(&Clockwork::setQuietTime, 1);
        system.settle();
        QVERIFY(clockwork.stop().waitForFinished(5s));
        system.advance(10s);
        QCOMPARE(system.deadLetters()->count(), 0U);
        QVERIFY(!system.nextDue());
    }

    void timersSurviveAResumeAndANewBehaviour()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn(
            Props<Clockwork>().withSupervision(always(Directive::Resume)), u"clockwork"_s);
        clockwork.tell(&Clockwork::start, 1);
        clockwork.tell(&Clockwork::crash);
        system.settle();
        system.advance(1s);
        QCOMPARE(clockwork.failureCount(), 1U);
        clockwork.tell(&Clockwork::beOther);
        system.settle();
        system.advance(1s);
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), ticks(2));
    }

    void theReceiveTimeoutComesOnceAfterAQuietTime()
    {
        TestKit::TestSystem system;
        const auto clockwork = system.spawn<Clockwork>(u"clockwork"_s);
        clockwork.tell(&Clockwork::setQuietTime, 10);
        system.settle();
        system.advance(9s);
        clockwork.tell(Heartbeat());
        system.settle();
        system.advance(9s);
        // The question is a message, too.
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), QStringList());
        system.advance(60s);
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), QStringList(u"quiet"_s));
        clockwork.tell(&Clockwork::setQuietTime, 0);
        system.settle();
        system.advance(60s);
        QCOMPARE(clockwork.ask(&Clockwork::lines).result(), QStringList(u"quiet"_s));
    }
};

QTEST_GUILESS_MAIN(ActorTimersTest)

#include "actortimerstest.moc"
