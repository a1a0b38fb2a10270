// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Gone
{
    int number = 0;
};

class Guest : public Actor
{
    Q_OBJECT

public:
    void touch() { }
    void crash() { throw std::runtime_error("it broke"); }
};

class Porter : public Actor
{
    Q_OBJECT

public:
    void watchFor(const ActorRef &actor) { watch(actor); }
    void watchWithNumber(const ActorRef &actor, int number) { watch<Porter>(actor, Gone{number}); }
    void unwatchIt(const ActorRef &actor) { unwatch(actor); }
    Ref<Guest> letIn(const QString &name)
    {
        auto guest = spawn<Guest>(name);
        watch(guest);
        return guest;
    }
    void spawnAgain() { m_spawnsAgain = true; }
    void receive(const Gone &gone) { m_seen.append(QString::number(gone.number)); }
    QStringList seen() const { return m_seen; }

protected:
    void onTerminated(const Terminated &terminated) override
    {
        m_seen.append(terminated.path() + u' ' + QVariant::fromValue(terminated.reason()).toString()
                      + u' ' + terminated.error().text());
        if (m_spawnsAgain) {
            const auto next = spawn<Guest>(terminated.actor().name());
            m_seen.append(next.isNull() ? next.error().text() : next.path());
        }
    }

private:
    QStringList m_seen;
    bool m_spawnsAgain = false;
};

//! Does not say what is to be done when another has stopped.
class Twin : public Actor
{
    Q_OBJECT

public:
    void linkTo(const ActorRef &actor) { link(actor); }
};

SupervisorStrategy stopping()
{
    return SupervisorStrategy::stopping();
}

} // namespace

class DeathWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnceThatAnActorHasStopped()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        porter.tell(&Porter::watchFor, guest);
        porter.tell(&Porter::watchFor, guest);
        system.settle();
        guest.stop();
        guest.stop();
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result(), QStringList(u"/user/guest Stopped "_s));
    }

    void tellsOfAnActorThatHadStoppedBefore()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        QVERIFY(guest.stop().waitForFinished(5s));
        porter.tell(&Porter::watchFor, guest);
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result(), QStringList(u"/user/guest Stopped "_s));
    }

    void tellsTheErrorThatStoppedTheActor()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn(Props<Guest>().withSupervision(stopping()), u"guest"_s);
        porter.tell(&Porter::watchFor, guest);
        system.settle();
        guest.suspend();
        system.settle();
        guest.tell(&Guest::crash);
        guest.tell(&Guest::touch);
        guest.tell(&Guest::touch);
        guest.resume();
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result(), QStringList(u"/user/guest Failed it broke"_s));
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 2U);
    }

    void doesNotTakeARestartForTheEnd()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        porter.tell(&Porter::watchFor, guest);
        guest.tell(&Guest::crash);
        system.advance(1s);
        QCOMPARE(guest.restartCount(), 1U);
        QCOMPARE(porter.ask(&Porter::seen).result(), QStringList());
        QVERIFY(guest.stop().waitForFinished(5s));
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result().size(), 1);
    }

    void tellsNothingMoreAfterUnwatch()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        porter.tell(&Porter::watchFor, guest);
        porter.tell(&Porter::unwatchIt, guest);
        system.settle();
        QVERIFY(guest.stop().waitForFinished(5s));
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result(), QStringList());
    }

    void dropsANoticeThatWaitsWhenItIsUnwatched()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        porter.tell(&Porter::watchFor, guest);
        system.settle();
        porter.suspend();
        system.settle();
        porter.tell(&Porter::unwatchIt, guest);
        guest.stop();
        system.settle();
        QVERIFY(guest.isStopped());
        QCOMPARE(porter.mailboxSize(), 2U);
        porter.resume();
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result(), QStringList());
        system.settle();
        QVERIFY(system.ledger().isBalanced());
    }

    void findsTheNameFreeWhenItTells()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        porter.tell(&Porter::spawnAgain);
        const auto first = porter.ask(&Porter::letIn, u"guest"_s).result();
        first.stop();
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result(),
                 QStringList({u"/user/porter/guest Stopped "_s, u"/user/porter/guest"_s}));
        const ActorRef second = system.lookup(u"/user/porter/guest"_s);
        QVERIFY(!second.isNull());
        QVERIFY(second != first);
    }

    void tellsAMessageOfTheWatchersOwn()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        porter.tell(&Porter::watchWithNumber, guest, 17);
        system.settle();
        QVERIFY(guest.stop().waitForFinished(5s));
        system.settle();
        QCOMPARE(porter.ask(&Porter::seen).result(), QStringList(u"17"_s));
    }

    void letsALinkedActorFailWithTheOther()
    {
        TestKit::TestSystem system;
        const auto twin = system.spawn(Props<Twin>().withSupervision(stopping()), u"twin"_s);
        const auto bystander =
            system.spawn(Props<Twin>().withSupervision(stopping()), u"bystander"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        twin.tell(&Twin::linkTo, guest);
        system.settle();
        QVERIFY(guest.stop().waitForFinished(5s));
        QVERIFY(twin.terminated().waitForFinished(5s));
        QCOMPARE(twin.failureCount(), 1U);
        QVERIFY(!bystander.isStopped());
    }

    void endsWithTheWatcher()
    {
        TestKit::TestSystem system;
        const auto porter = system.spawn<Porter>(u"porter"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s);
        porter.tell(&Porter::watchFor, guest);
        system.settle();
        QVERIFY(porter.stop().waitForFinished(5s));
        QVERIFY(guest.stop().waitForFinished(5s));
        system.settle();
        QVERIFY(system.ledger().isBalanced());
    }
};

QTEST_GUILESS_MAIN(DeathWatchTest)

#include "deathwatchtest.moc"
