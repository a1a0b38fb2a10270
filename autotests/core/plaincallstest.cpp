// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/DeadLetters>

#include <QSemaphore>
#include <QTest>

#include <memory>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! A handler has begun to wait.
QSemaphore entered;

class Caller : public Actor
{
    Q_OBJECT

public:
    explicit Caller(std::shared_ptr<QSemaphore> gate = {})
        : m_gate(std::move(gate))
    {
    }
    //! Queues calls to this object, then waits.
    void queueCalls(int count)
    {
        for (int i = 0; i < count; ++i)
            QMetaObject::invokeMethod(
                this, [this] { ++m_calls; }, Qt::QueuedConnection);
        if (m_gate) {
            entered.release();
            m_gate->acquire();
        }
    }
    void queueCallsAndFail(int count)
    {
        queueCalls(count);
        throwError(ActorError(ActorError::Code::Failed, u"on purpose"_s));
    }
    int calls() const { return m_calls; }

private:
    [[noreturn]] static void throwError(const ActorError &error)
    {
        std::rethrow_exception(error.toExceptionPtr());
    }
    const std::shared_ptr<QSemaphore> m_gate;
    int m_calls = 0;
};

Props<Caller> blockable(const std::shared_ptr<QSemaphore> &gate)
{
    return Props<Caller>::from([gate] { return std::make_unique<Caller>(gate); })
        .withDispatcher(Dispatcher::dedicated());
}

//! Knows nothing of actors.
class Legacy : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void queueCall()
    {
        QMetaObject::invokeMethod(
            this, [this] { ++m_calls; }, Qt::QueuedConnection);
    }
    int calls() const { return m_calls; }

private:
    int m_calls = 0;
};

quint64 plainCallsLost(const ActorSystem &system)
{
    return system.deadLetters()->count(DeadLetter::Reason::PlainCall);
}

} // namespace

class PlainCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areRunInTheirTurnAndCountedApart();
    void areDeadLettersWhileTheActorIsSuspended();
    void areDeadLettersWhenTheActorStops();
    void areDeadLettersWhenTheObjectIsReplaced();
    void ofAnAdoptedObjectAreTreatedAlike();
};

void PlainCallsTest::areRunInTheirTurnAndCountedApart()
{
    ActorSystem system(u"test"_s);
    const auto worker = system.spawn<Caller>(u"worker"_s);
    worker.tell(&Caller::queueCalls, 3);
    QTRY_COMPARE(worker.ask(&Caller::calls).result(), 3);
    QCOMPARE(worker.plainCallCount(), 3U);
    QCOMPARE(plainCallsLost(system), 0U);
    QVERIFY(worker.handledMessageCount() >= 2);
    QTRY_VERIFY(system.ledger().isBalanced());
}

void PlainCallsTest::areDeadLettersWhileTheActorIsSuspended()
{
    ActorSystem system(u"test"_s);
    auto gate = std::make_shared<QSemaphore>();
    const auto worker = system.spawn(blockable(gate), u"worker"_s);
    worker.tell(&Caller::queueCalls, 3);
    entered.acquire();
    worker.suspend();
    gate->release();
    QTRY_COMPARE(plainCallsLost(system), 3U);
    const DeadLetter letter = system.deadLetters()->letters().constLast();
    QCOMPARE(letter.reason(), DeadLetter::Reason::PlainCall);
    QCOMPARE(letter.recipient(), u"/user/worker"_s);
    QCOMPARE(letter.messageType(), u"queued call of Qt"_s);
    worker.resume();
    QCOMPARE(worker.ask(&Caller::calls).result(), 0);
    QCOMPARE(worker.plainCallCount(), 3U);
    QTRY_VERIFY(system.ledger().isBalanced());
}

void PlainCallsTest::areDeadLettersWhenTheActorStops()
{
    ActorSystem system(u"test"_s);
    auto gate = std::make_shared<QSemaphore>();
    const auto worker = system.spawn(blockable(gate), u"worker"_s);
    worker.tell(&Caller::queueCalls, 3);
    entered.acquire();
    const auto stopped = worker.stop();
    gate->release();
    QVERIFY(stopped.waitForFinished(10s));
    QCOMPARE(plainCallsLost(system), 3U);
    QTRY_VERIFY(system.ledger().isBalanced());
}

void PlainCallsTest::areDeadLettersWhenTheObjectIsReplaced()
{
    ActorSystem system(u"test"_s);
    const auto worker = system.spawn<Caller>(u"worker"_s);
    worker.tell(&Caller::queueCallsAndFail, 3);
    QTRY_COMPARE(worker.restartCount(), 1U);
    QCOMPARE(worker.ask(&Caller::calls).result(), 0);
    QCOMPARE(plainCallsLost(system), 3U);
    QTRY_VERIFY(system.ledger().isBalanced());
}

void PlainCallsTest::ofAnAdoptedObjectAreTreatedAlike()
{
    ActorSystem system(u"test"_s);
    const auto legacy = system.adopt<Legacy>(u"legacy"_s);
    legacy.tell(&Legacy::queueCall);
    QTRY_COMPARE(legacy.ask(&Legacy::calls).result(), 1);
    QCOMPARE(legacy.plainCallCount(), 1U);
    QCOMPARE(plainCallsLost(system), 0U);
    legacy.tell(&Legacy::queueCall);
    legacy.suspend();
    QTRY_VERIFY(legacy.plainCallCount() == 2 || legacy.mailboxSize() == 1);
    legacy.resume();
    QTRY_COMPARE(legacy.plainCallCount(), 2U);
    QVERIFY(legacy.stop().waitForFinished(10s));
    QTRY_VERIFY(system.ledger().isBalanced());
}

QTEST_GUILESS_MAIN(PlainCallsTest)

#include "plaincallstest.moc"
