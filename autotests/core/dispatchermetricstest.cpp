// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Clock>

#include <QScopeGuard>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class Busy : public Actor
{
    Q_OBJECT

public:
    int work()
    {
        const auto end = Clock::real()->now() + 10us;
        while (Clock::real()->now() < end) { }
        return 1;
    }
    void crash() { throw ActorError(u"on purpose"_s); }
};

class DispatcherMetricsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachPoolIsCountedAsAWhole();
    void dedicatedThreadsAndTheThreadOfTheApplicationStandAlone();
    void waitingMessagesAndLongHandlersAreCounted();
    void countersAreRightUnderLoad();

private:
    static DispatcherMetrics metricsOf(const ActorSystem &system, const QString &name)
    {
        const auto all = system.dispatcherMetrics();
        const auto found = std::find_if(
            all.begin(), all.end(), [&name](const auto &metrics) { return metrics.name == name; });
        return found == all.end() ? DispatcherMetrics() : *found;
    }
    static Props<Busy> on(const Dispatcher &dispatcher)
    {
        return Props<Busy>()
            .withDispatcher(dispatcher)
            .withSupervision(SupervisorStrategy::oneForOne().otherwise(Directive::Resume));
    }
};

void DispatcherMetricsTest::eachPoolIsCountedAsAWhole()
{
    ActorSystem system(u"test"_s);
    system.configureDispatcher(u"io"_s, Dispatcher::pool(2));
    QVERIFY(system.dispatcherMetrics().isEmpty());
    QList<Ref<Busy>> actors;
    for (int i = 0; i < 4; ++i)
        actors.append(system.spawn(on(u"io"_s), u"actor-%1"_s.arg(i)));
    const auto other = system.spawn(on(Dispatcher::pool()), u"other"_s);
    QCOMPARE(other.ask(&Busy::work).result(), 1);
    for (const auto &actor : std::as_const(actors)) {
        for (int i = 0; i < 199; ++i)
            actor.tell(&Busy::work);
        actor.tell(&Busy::crash);
        QCOMPARE(actor.ask(&Busy::work).result(), 1);
    }
    const DispatcherMetrics io = metricsOf(system, u"io"_s);
    QCOMPARE(io.kind, Dispatcher::Kind::Pool);
    QCOMPARE(io.threads, 2);
    QCOMPARE(io.actors, 4);
    QTRY_COMPARE(metricsOf(system, u"io"_s).handledMessages, 800u);
    QCOMPARE(io.failures, 4u);
    QCOMPARE(io.waitingMessages, 0u);
    // 800 handlings of at least 10 microseconds, less what the last sample of a thread left out.
    const auto least = (800 - 2 * 64) * 10us;
    QVERIFY2(io.handlingTime > least / 2, qPrintable(QString::number(io.handlingTime.count())));
    QTRY_COMPARE(metricsOf(system, u"pool"_s).handledMessages, 1u);

    actors.first().stop();
    QVERIFY(actors.first().terminated().waitForFinished(10s));
    QTRY_COMPARE(metricsOf(system, u"io"_s).actors, 3);
}

void DispatcherMetricsTest::dedicatedThreadsAndTheThreadOfTheApplicationStandAlone()
{
    ActorSystem system(u"test"_s);
    const auto alone = system.spawn(on(Dispatcher::dedicated()), u"alone"_s);
    const auto gui = system.spawn(on(Dispatcher::gui()), u"gui"_s);
    QCOMPARE(alone.ask(&Busy::work).result(), 1);
    QCOMPARE(gui.ask(&Busy::work).result(), 1);
    QCOMPARE(metricsOf(system, u"alone"_s).kind, Dispatcher::Kind::Dedicated);
    QCOMPARE(metricsOf(system, u"alone"_s).threads, 1);
    QTRY_COMPARE(metricsOf(system, u"alone"_s).handledMessages, 1u);
    QCOMPARE(metricsOf(system, u"main"_s).kind, Dispatcher::Kind::Gui);
    QCOMPARE(metricsOf(system, u"main"_s).actors, 1);
}

void DispatcherMetricsTest::waitingMessagesAndLongHandlersAreCounted()
{
    static std::atomic<bool> mayEnd = false;
    class Stuck : public Actor
    {
    public:
        void wait()
        {
            while (!mayEnd)
                QThread::yieldCurrentThread();
        }
    };
    ActorSystem system(u"test"_s);
    const auto stuck = system.spawn(
        Props<Stuck>().withDispatcher(Dispatcher::dedicated().withMaxHandlerTime(20ms)),
        u"stuck"_s);
    for (int i = 0; i < 10; ++i)
        stuck.tell(&Stuck::wait);
    QTRY_COMPARE(metricsOf(system, u"stuck"_s).waitingMessages, 9u);
    QTRY_COMPARE(metricsOf(system, u"stuck"_s).longHandlers, 1u);
    mayEnd = true;
    QTRY_COMPARE(metricsOf(system, u"stuck"_s).waitingMessages, 0u);
    QTRY_COMPARE(metricsOf(system, u"stuck"_s).handledMessages, 10u);
}

void DispatcherMetricsTest::countersAreRightUnderLoad()
{
    static std::atomic<quint64> begun = 0;
    //! Counts for itself what the counters are held against.
    class Witness : public Actor
    {
    public:
        void note() { begun.fetch_add(1); }
    };
    constexpr quint64 Each = 100'000;
    std::atomic<quint64> sendsBegun = 0;
    std::atomic<quint64> sendsEnded = 0;
    ActorSystem system(u"test"_s);
    const auto witness =
        system.spawn(Props<Witness>().withDispatcher(Dispatcher::dedicated()), u"witness"_s);
    const auto send = [&] {
        for (quint64 i = 0; i < Each; ++i) {
            sendsBegun.fetch_add(1);
            witness.tell(&Witness::note);
            sendsEnded.fetch_add(1);
        }
    };
    std::thread first(send);
    std::thread second(send);
    const auto join = qScopeGuard([&] {
        first.join();
        second.join();
    });
    int looks = 0;
    quint64 most = 0;
    do {
        const quint64 sentBefore = sendsEnded;
        const quint64 begunBefore = begun;
        const quint64 waiting = witness.mailboxSize();
        const quint64 handled = witness.handledMessageCount();
        const quint64 handledByThread = metricsOf(system, u"witness"_s).handledMessages;
        const quint64 begunAfter = begun;
        const quint64 sentAfter = sendsBegun;
        // One is just running: it neither waits nor is it handled. One may be seen twice, or not,
        // while the thread takes it over.
        QVERIFY2(waiting + begunAfter + 2 >= sentBefore && waiting + begunBefore <= sentAfter + 1,
                 qPrintable(u"%1 waiting, %2 to %3 begun, %4 to %5 sent"_s.arg(waiting)
                                .arg(begunBefore)
                                .arg(begunAfter)
                                .arg(sentBefore)
                                .arg(sentAfter)));
        QVERIFY(handled + 1 >= begunBefore && handled <= begunAfter);
        QVERIFY(handledByThread + 1 >= handled && handledByThread <= begunAfter);
        most = std::max(most, waiting);
        ++looks;
    } while (begun < 2 * Each);
    QVERIFY2(looks > 10 && most > 10, qPrintable(u"%1 looks, %2"_s.arg(looks).arg(most)));
    QTRY_COMPARE(witness.handledMessageCount(), 2 * Each);
    QTRY_COMPARE(metricsOf(system, u"witness"_s).handledMessages, 2 * Each);
    QCOMPARE(witness.mailboxSize(), 0u);
    QTRY_VERIFY(system.isQuiet());
    const ActorSystem::Ledger ledger = system.ledger();
    QCOMPARE(ledger.sent, 2 * Each);
    QCOMPARE(ledger.handled, 2 * Each);
    QCOMPARE(ledger.dead + ledger.waiting, 0u);
}

QTEST_GUILESS_MAIN(DispatcherMetricsTest)

#include "dispatchermetricstest.moc"
