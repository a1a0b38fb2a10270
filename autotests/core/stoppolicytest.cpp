// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <semaphore>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Order
{
    int number;
};

class Clerk : public Actor
{
    Q_OBJECT

public:
    int answer(int number) { return number; }
    void receive(const Order &) { }
};

class StopPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverStaysUntilItIsToldToStop();
    void afterOneMessageStopsAlsoAfterAnAsk();
    void afterMessageStopsAfterTheFirstThatMatches();
    void afterMessageIsGivenTheArgumentsOfACall();
    void afterIdleStopsWhenNothingCameForItsTime();
    void aHandlerSeesThatItIsToldToEndEarly();
    void anInterruptionEndsTheActor();
};

void StopPolicyTest::neverStaysUntilItIsToldToStop()
{
    TestSystem system;
    const auto clerk = system.spawn(Props<Clerk>().withStopPolicy(StopPolicy::Never()), u"clerk"_s);
    clerk.tell(Order{1});
    system.settle();
    system.advance(24h);
    QVERIFY(!clerk.isStopped());
}

void StopPolicyTest::afterOneMessageStopsAlsoAfterAnAsk()
{
    TestSystem system;
    const auto clerk =
        system.spawn(Props<Clerk>().withStopPolicy(StopPolicy::AfterOneMessage()), u"clerk"_s);
    system.settle();
    QVERIFY(!clerk.isStopped());
    auto first = clerk.ask(&Clerk::answer, 1);
    auto second = clerk.ask(&Clerk::answer, 2);
    system.settle();
    QCOMPARE(first.result(), 1);
    QCOMPARE(second.error().code(), ActorError::Code::ActorStopped);
    QVERIFY(clerk.isStopped());
    QCOMPARE(clerk.handledMessageCount(), 1u);
}

void StopPolicyTest::afterMessageStopsAfterTheFirstThatMatches()
{
    TestSystem system;
    const auto policy = StopPolicy::AfterMessage([](const QVariant &message) {
        return message.canConvert<Order>() && message.value<Order>().number == 3;
    });
    const auto clerk = system.spawn(Props<Clerk>().withStopPolicy(policy), u"clerk"_s);
    clerk.tell(Order{1});
    clerk.tell(Order{2});
    system.settle();
    QVERIFY(!clerk.isStopped());
    clerk.tell(Order{3});
    clerk.tell(Order{4});
    system.settle();
    QVERIFY(clerk.isStopped());
    QCOMPARE(clerk.handledMessageCount(), 3u);
    QCOMPARE(system.deadLetters()->count(), 1u);
}

void StopPolicyTest::afterMessageIsGivenTheArgumentsOfACall()
{
    TestSystem system;
    const auto policy = StopPolicy::AfterMessage(
        [](const QVariant &message) { return message.toList() == QVariantList{QVariant(3)}; });
    const auto clerk = system.spawn(Props<Clerk>().withStopPolicy(policy), u"clerk"_s);
    clerk.tell(&Clerk::answer, 1);
    system.settle();
    QVERIFY(!clerk.isStopped());
    clerk.tell(&Clerk::answer, 3);
    system.settle();
    QVERIFY(clerk.isStopped());
}

void StopPolicyTest::afterIdleStopsWhenNothingCameForItsTime()
{
    TestSystem system;
    const auto clerk =
        system.spawn(Props<Clerk>().withStopPolicy(StopPolicy::AfterIdle(10s)), u"clerk"_s);
    system.settle();
    system.advance(9s);
    clerk.tell(Order{1});
    system.settle();
    system.advance(9s);
    QVERIFY(!clerk.isStopped());
    system.advance(1s);
    QVERIFY(clerk.isStopped());
    QCOMPARE(system.verify(), QString());
}

void StopPolicyTest::aHandlerSeesThatItIsToldToEndEarly()
{
    static std::counting_semaphore<> begun(0);
    class Digger : public Actor
    {
    public:
        void dig()
        {
            begun.release();
            while (!isInterruptionRequested()) { }
        }
    };
    ActorSystem system(u"dig"_s);
    const auto digger =
        system.spawn(Props<Digger>().withDispatcher(Dispatcher::dedicated()), u"digger"_s);
    digger.tell(&Digger::dig);
    begun.acquire();
    digger.requestInterruption();
    QTRY_VERIFY(digger.isStopped());
}

void StopPolicyTest::anInterruptionEndsTheActor()
{
    TestSystem system;
    const auto clerk = system.spawn<Clerk>(u"clerk"_s);
    auto waiting = clerk.ask(&Clerk::answer, 1);
    clerk.requestInterruption();
    system.settle();
    QVERIFY(clerk.isStopped());
    QVERIFY(waiting.isFinished());
}

QTEST_GUILESS_MAIN(StopPolicyTest)

#include "stoppolicytest.moc"
