// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/worker_p.h"
#include "reports.h"
#include "system/actorsystem_p.h"

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Executor>

#include <QSemaphore>
#include <QTest>

#include <memory>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Block
{
};

//! Blocks until the test lets it go on.
class Blocker : public Actor
{
    Q_OBJECT

public:
    explicit Blocker(std::shared_ptr<QSemaphore> gate = {})
        : m_gate(std::move(gate))
    {
    }
    void block() { m_gate->acquire(); }
    void receive(const Block &) { m_gate->acquire(); }
    void quick() { }
    void overdo(std::chrono::nanoseconds time)
    {
        const auto end = Clock::real()->now() + time;
        while (Clock::real()->now() < end) { }
    }
    int answer() const { return 42; }

private:
    const std::shared_ptr<QSemaphore> m_gate;
};

Props<Blocker> blocking(const std::shared_ptr<QSemaphore> &gate)
{
    return Props<Blocker>::from([gate] { return std::make_unique<Blocker>(gate); });
}

Props<Blocker> watched(const std::shared_ptr<QSemaphore> &gate)
{
    return blocking(gate).withDispatcher(Dispatcher::dedicated().withMaxHandlerTime(20ms));
}

quint64 longHandlers(const ActorSystem &system)
{
    quint64 count = 0;
    system.priv().workers.forEach(
        [&count](Internal::Worker &worker) { count += worker.longHandlers.load(); });
    return count;
}

} // namespace

class WatchdogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLongHandlerIsReportedOnceWhileItRuns();
    void namesTheTypeOfAValue();
    void seesTheThreadOfTheApplicationWhileItIsStuck();
    void aThreadWithoutALimitIsLeftAlone();
    void quickHandlersAreNotReported();
    void aHandlerThatReturnsBetweenTwoLooksIsReportedAsWell();
    void aHandlerThatBlocksTheOnlyThreadIsNamed();
    void endsWithTheSystem();
};

void WatchdogTest::aLongHandlerIsReportedOnceWhileItRuns()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    auto gate = std::make_shared<QSemaphore>();
    const auto blocker = system.spawn(watched(gate), u"blocker"_s);
    blocker.tell(&Blocker::block);
    QTRY_COMPARE(reports.count(Diagnostic::LongHandler), 1);
    const auto report = reports.last(Diagnostic::LongHandler);
    QCOMPARE(report.actorPath, u"/user/blocker"_s);
    QVERIFY2(report.what.contains(u"block"_s), qPrintable(report.what));
    QVERIFY2(report.cause.contains(u"on thread \"blocker\""_s), qPrintable(report.cause));
    QVERIFY2(report.cause.contains(u"the limit is 20 ms"_s), qPrintable(report.cause));
    // Looked at several times more.
    blocker.tell(&Blocker::quick);
    gate->release();
    blocker.tell(&Blocker::block);
    QTRY_COMPARE(reports.count(Diagnostic::LongHandler), 2);
    gate->release();
    QCOMPARE(blocker.ask(&Blocker::answer).result(), 42);
    QCOMPARE(reports.count(Diagnostic::LongHandler), 2);
    QCOMPARE(longHandlers(system), 2U);
}

void WatchdogTest::namesTheTypeOfAValue()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    auto gate = std::make_shared<QSemaphore>();
    const auto blocker = system.spawn(watched(gate), u"blocker"_s);
    blocker.tell(Block());
    QTRY_COMPARE(reports.count(Diagnostic::LongHandler), 1);
    gate->release();
    const QString what = reports.last(Diagnostic::LongHandler).what;
    QVERIFY2(what.contains(u"Block"_s), qPrintable(what));
}

void WatchdogTest::seesTheThreadOfTheApplicationWhileItIsStuck()
{
    auto gate = std::make_shared<QSemaphore>();
    Reports reports;
    // The report itself lets the thread of the application go on: without it, this test hangs.
    const auto before = Internal::setReportObserver({});
    Internal::setReportObserver([&](const Internal::DiagnosticReport &report) {
        before(report);
        if (report.diagnostic == Diagnostic::LongHandler)
            gate->release();
    });
    {
        ActorSystem system(u"test"_s);
        const auto blocker =
            system.spawn(blocking(gate).withDispatcher(Dispatcher::gui().withMaxHandlerTime(20ms)),
                         u"blocker"_s);
        blocker.tell(&Blocker::block);
        QTRY_COMPARE(blocker.handledMessageCount(), 1U);
    }
    Internal::setReportObserver(before);
    QCOMPARE(reports.count(Diagnostic::LongHandler), 1);
    QCOMPARE(reports.last(Diagnostic::LongHandler).actorPath, u"/user/blocker"_s);
}

void WatchdogTest::aThreadWithoutALimitIsLeftAlone()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    auto gate = std::make_shared<QSemaphore>();
    const auto limited = system.spawn(watched(gate), u"limited"_s);
    const auto free =
        system.spawn(blocking(gate).withDispatcher(Dispatcher::dedicated()), u"free"_s);
    free.tell(&Blocker::block);
    limited.tell(&Blocker::block);
    QTRY_COMPARE(reports.count(Diagnostic::LongHandler), 1);
    QCOMPARE(reports.last(Diagnostic::LongHandler).actorPath, u"/user/limited"_s);
    gate->release(2);
}

void WatchdogTest::quickHandlersAreNotReported()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    const auto blocker =
        system.spawn(blocking(std::make_shared<QSemaphore>())
                         .withDispatcher(Dispatcher::dedicated().withMaxHandlerTime(2s)),
                     u"blocker"_s);
    for (int i = 0; i < 10'000; ++i)
        blocker.tell(&Blocker::quick);
    QCOMPARE(blocker.ask(&Blocker::answer).result(), 42);
    QCOMPARE(reports.count(Diagnostic::LongHandler), 0);
    QCOMPARE(longHandlers(system), 0U);
}

void WatchdogTest::aHandlerThatReturnsBetweenTwoLooksIsReportedAsWell()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    const auto blocker = system.spawn(watched(nullptr), u"blocker"_s);
    for (int i = 0; i < 10; ++i)
        blocker.tell(&Blocker::overdo, 20ms);
    QCOMPARE(blocker.ask(&Blocker::answer).result(), 42);
    QCOMPARE(reports.count(Diagnostic::LongHandler), 10);
    QCOMPARE(longHandlers(system), 10U);
}

void WatchdogTest::aHandlerThatBlocksTheOnlyThreadIsNamed()
{
    auto gate = std::make_shared<QSemaphore>();
    Reports reports;
    const auto before = Internal::setReportObserver({});
    Internal::setReportObserver([&](const Internal::DiagnosticReport &report) {
        before(report);
        if (report.diagnostic == Diagnostic::HandlerBlocks)
            gate->release();
    });
    {
        ActorSystemOptions options;
        options.executor = Executor::inOrder();
        ActorSystem system(u"test"_s, options);
        Internal::Worker *only = system.priv().workers.only();
        QVERIFY(only->maxHandlerTime >= std::chrono::nanoseconds(1s).count());
        only->maxHandlerTime = std::chrono::nanoseconds(20ms).count();
        const auto blocker = system.spawn(blocking(gate), u"blocker"_s);
        blocker.tell(&Blocker::block);
        QCOMPARE(blocker.ask(&Blocker::answer).result(), 42);
    }
    Internal::setReportObserver(before);
    QCOMPARE(reports.count(Diagnostic::HandlerBlocks), 1);
    const auto report = reports.last(Diagnostic::HandlerBlocks);
    QCOMPARE(report.actorPath, u"/user/blocker"_s);
    QVERIFY2(report.what.contains(u"block"_s), qPrintable(report.what));
}

void WatchdogTest::endsWithTheSystem()
{
    for (int i = 0; i < 20; ++i) {
        ActorSystem system(u"test"_s);
        const auto blocker = system.spawn(watched(std::make_shared<QSemaphore>()), u"blocker"_s);
        blocker.tell(&Blocker::quick);
    }
}

QTEST_GUILESS_MAIN(WatchdogTest)

#include "watchdogtest.moc"
