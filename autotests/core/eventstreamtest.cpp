// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/TestKit/TestSystem>

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace std::chrono_literals;

struct Event
{
    int number;
};
struct PriceChanged : Event
{
    QString share;
};
Q_DECLARE_METATYPE(PriceChanged)

class Listener : public Actor
{
    Q_OBJECT

public:
    void onEvent(const Event &event) { m_seen << QString::number(event.number); }
    void onPrice(const PriceChanged &price) { m_seen << price.share; }
    void receive(const PriceChanged &price) { m_seen << QStringLiteral("r:") + price.share; }
    void crash() { throw ActorError(QStringLiteral("it broke")); }
    QStringList seen() const { return m_seen; }

private:
    QStringList m_seen;
};

class EventStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsEventsToThoseWhoSubscribed();
    void bringsEventsToReceive();
    void bringsEventsToSubscribersOfABaseType();
    void bringsAnEventOncePerSubscription();
    void endsOneSubscriptionOrAll();
    void endsTheSubscriptionsOfAStoppedActor();
    void keepsTheSubscriptionsInARestart();
    void emitsEachEvent();
    void mayBeUsedFromSeveralThreads();

private:
    static QStringList seenBy(TestSystem &system, const Ref<Listener> &listener)
    {
        auto reply = listener.ask(&Listener::seen);
        system.settle();
        return reply.result();
    }
    static PriceChanged price(int number, const char *share)
    {
        PriceChanged price;
        price.number = number;
        price.share = QString::fromLatin1(share);
        return price;
    }
};

void EventStreamTest::bringsEventsToThoseWhoSubscribed()
{
    TestSystem system;
    const auto first = system.spawn<Listener>(QStringLiteral("first"));
    const auto second = system.spawn<Listener>(QStringLiteral("second"));
    system.eventStream()->subscribe<PriceChanged>(first, &Listener::onPrice);
    system.eventStream()->publish(price(1, "A"));
    system.eventStream()->subscribe<PriceChanged>(second, &Listener::onPrice);
    system.eventStream()->publish(price(2, "B"));
    QCOMPARE(seenBy(system, first), QStringList({QStringLiteral("A"), QStringLiteral("B")}));
    QCOMPARE(seenBy(system, second), QStringList(QStringLiteral("B")));
}

void EventStreamTest::bringsEventsToReceive()
{
    TestSystem system;
    const auto listener = system.spawn<Listener>(QStringLiteral("listener"));
    system.eventStream()->subscribe<PriceChanged>(listener);
    system.eventStream()->publish(price(1, "A"));
    QCOMPARE(seenBy(system, listener), QStringList(QStringLiteral("r:A")));
}

void EventStreamTest::bringsEventsToSubscribersOfABaseType()
{
    TestSystem system;
    const auto general = system.spawn<Listener>(QStringLiteral("general"));
    const auto special = system.spawn<Listener>(QStringLiteral("special"));
    system.eventStream()->subscribe<Event>(general, &Listener::onEvent);
    system.eventStream()->subscribe<PriceChanged>(special, &Listener::onPrice);
    system.eventStream()->publish<Event>(price(1, "A"));
    system.eventStream()->publish(Event{2});
    QCOMPARE(seenBy(system, general), QStringList({QStringLiteral("1"), QStringLiteral("2")}));
    QCOMPARE(seenBy(system, special), QStringList(QStringLiteral("A")));
}

void EventStreamTest::bringsAnEventOncePerSubscription()
{
    TestSystem system;
    const auto listener = system.spawn<Listener>(QStringLiteral("listener"));
    system.eventStream()->subscribe<PriceChanged>(listener, &Listener::onPrice);
    system.eventStream()->subscribe<PriceChanged>(listener, &Listener::onPrice);
    QCOMPARE(system.eventStream()->subscriberCount(), 2);
    system.eventStream()->publish(price(1, "A"));
    QCOMPARE(seenBy(system, listener).size(), 2);
}

void EventStreamTest::endsOneSubscriptionOrAll()
{
    TestSystem system;
    const auto listener = system.spawn<Listener>(QStringLiteral("listener"));
    EventStream *stream = system.eventStream();
    stream->subscribe<PriceChanged>(listener, &Listener::onPrice);
    stream->subscribe<Event>(listener, &Listener::onEvent);
    stream->unsubscribe<PriceChanged>(listener);
    stream->publish<Event>(price(1, "A"));
    QCOMPARE(seenBy(system, listener), QStringList(QStringLiteral("1")));
    stream->subscribe<PriceChanged>(listener, &Listener::onPrice);
    stream->unsubscribe(listener);
    stream->publish<Event>(price(2, "B"));
    QCOMPARE(seenBy(system, listener).size(), 1);
    QCOMPARE(stream->subscriberCount(), 0);
}

void EventStreamTest::endsTheSubscriptionsOfAStoppedActor()
{
    TestSystem system;
    const auto listener = system.spawn<Listener>(QStringLiteral("listener"));
    EventStream *stream = system.eventStream();
    stream->subscribe<PriceChanged>(listener, &Listener::onPrice);
    stream->subscribe<Event>(listener, &Listener::onEvent);
    QCOMPARE(stream->subscriberCount(), 2);
    listener.stop();
    system.settle();
    QCOMPARE(stream->subscriberCount(), 0);
    stream->publish(price(1, "A"));
    system.settle();
    QCOMPARE(system.deadLetters()->count(), 0);
    // Who has stopped already does not stay either.
    stream->subscribe<PriceChanged>(listener, &Listener::onPrice);
    system.settle();
    QCOMPARE(stream->subscriberCount(), 0);
}

void EventStreamTest::keepsTheSubscriptionsInARestart()
{
    TestSystem system;
    const auto listener = system.spawn<Listener>(QStringLiteral("listener"));
    system.eventStream()->subscribe<PriceChanged>(listener, &Listener::onPrice);
    listener.tell(&Listener::crash);
    system.advance(1s);
    system.eventStream()->publish(price(1, "A"));
    QCOMPARE(seenBy(system, listener), QStringList(QStringLiteral("A")));
}

void EventStreamTest::emitsEachEvent()
{
    TestSystem system;
    QSignalSpy published(system.eventStream(), &EventStream::published);
    system.eventStream()->publish(price(1, "A"));
    QCOMPARE(published.count(), 1);
    const QVariant event = published.first().first().value<QVariant>();
    QCOMPARE(event.value<PriceChanged>().share, QStringLiteral("A"));
}

void EventStreamTest::mayBeUsedFromSeveralThreads()
{
    ActorSystem system(QStringLiteral("test"));
    const auto listener = system.spawn<Listener>(QStringLiteral("listener"));
    constexpr int Rounds = 200;
    const std::unique_ptr<QThread> publisher(QThread::create([&system] {
        for (int i = 0; i < Rounds; ++i)
            system.eventStream()->publish(Event{i});
    }));
    system.eventStream()->subscribe<Event>(listener, &Listener::onEvent);
    publisher->start();
    for (int i = 0; i < 50; ++i) {
        const auto guest = system.spawnAnonymous<Listener>();
        system.eventStream()->subscribe<Event>(guest, &Listener::onEvent);
        guest.stop();
    }
    QVERIFY(publisher->wait(30000));
    QTRY_COMPARE(listener.handledMessageCount(), quint64(Rounds));
    QTRY_COMPARE(system.eventStream()->subscriberCount(), 1);
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "eventstreamtest.moc"
