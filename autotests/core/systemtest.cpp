// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Instrumentation>
#include <Actors/Core/Supervisor>
#include <Actors/TestKit/TestSystem>

#include <QHash>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <mutex>
#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Whose objects were destroyed, in order, and where.
class Graveyard
{
public:
    void add(const QString &path, bool atHome)
    {
        const std::lock_guard lock(m_mutex);
        m_paths.append(path);
        m_allAtHome = m_allAtHome && atHome;
    }
    QStringList take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_paths, {});
    }
    bool allAtHome()
    {
        const std::lock_guard lock(m_mutex);
        return m_allAtHome;
    }

private:
    std::mutex m_mutex;
    QStringList m_paths;
    bool m_allAtHome = true;
};

Graveyard graveyard;

class Member : public Actor
{
    Q_OBJECT

public:
    explicit Member(bool failing = false)
        : m_failing(failing)
    {
    }
    ~Member() override { graveyard.add(m_path, QThread::currentThread() == m_home); }

    ActorRef add(const QString &name) { return spawn<Member>(name); }
    ActorRef addFailing(const QString &name) { return spawn<Member>(name, true); }
    ActorRef above() const { return parentActor(); }
    void crash() { throw std::runtime_error("it broke"); }
    int echo(int number) { return number; }

protected:
    void beforeStop() override
    {
        if (m_failing)
            throw std::runtime_error("does not want to stop");
    }

private:
    const QString m_path = path();
    const bool m_failing;
    QThread *const m_home = QThread::currentThread();
};

class Overseer : public Supervisor
{
    Q_OBJECT

public:
    ~Overseer() override { graveyard.add(u"overseer"_s, true); }
};

//! A handler that blocks until the test lets it go.
class Stuck : public Actor
{
    Q_OBJECT

public:
    void block()
    {
        entered.release();
        mayGoOn.acquire();
    }

    static inline QSemaphore entered{0};
    static inline QSemaphore mayGoOn{0};
};

//! Writes down what a system tells about itself.
class Chronicle final : public Instrumentation
{
public:
    void spawned(quint64 actor, quint64, const QString &path, const char *className) override
    {
        add(actor, u"spawned %1 %2"_s.arg(path, QString::fromLatin1(className)));
    }
    void started(quint64 actor) override { add(actor, u"started"_s); }
    void stopped(quint64 actor, const QString &cause) override
    {
        add(actor, u"stopped by "_s + cause);
    }
    void failed(quint64 actor, const QString &error, const QString &message) override
    {
        add(actor, u"failed "_s + error + u' ' + message);
    }
    void decided(quint64 actor, const char *directive, std::chrono::nanoseconds) override
    {
        add(actor, QString::fromLatin1(directive));
    }
    void restarted(quint64 actor, quint64 incarnation) override
    {
        add(actor, u"restarted as %1"_s.arg(incarnation));
    }
    void deadLetter(quint64 recipient, quint64, const char *reason, const ObservedType &) override
    {
        add(recipient, QString::fromLatin1(reason));
    }

    QStringList of(quint64 actor)
    {
        const std::lock_guard lock(m_mutex);
        return m_lines.value(actor);
    }

private:
    void add(quint64 actor, const QString &line)
    {
        const std::lock_guard lock(m_mutex);
        m_lines[actor].append(line);
    }

    std::mutex m_mutex;
    QHash<quint64, QStringList> m_lines;
};

class Bat : public Actor
{
    Q_OBJECT

public:
    void meet(const ActorRef &other) { m_other = Ref<Bat>(other); }
    void hit(int left)
    {
        ++m_hits;
        if (left > 0)
            m_other.tell(&Bat::hit, left - 1);
    }
    int hits() const { return m_hits; }

private:
    Ref<Bat> m_other;
    int m_hits = 0;
};

} // namespace

class SystemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { graveyard.take(); }

    void theFirstActorFindsTheRootThere()
    {
        ActorSystem system(u"test"_s);
        QCOMPARE(system.actorCount(), 0);
        QCOMPARE(system.dumpTree(), u"/user\n"_s);
        const auto member = system.spawn<Member>(u"member"_s);
        QCOMPARE(member.path(), u"/user/member"_s);
        QVERIFY(member.parent().isNull());
        QVERIFY(member.ask(&Member::above).result().isNull());
        const ActorRef child = member.ask(&Member::add, u"child"_s).result();
        QCOMPARE(child.path(), u"/user/member/child"_s);
        QCOMPARE(child.parent(), member.untyped());
        QCOMPARE(system.topLevelActors(), QList<ActorRef>({member}));
        QVERIFY(system.lookup(u"/user"_s).isNull());
    }

    void actorsAreFoundByTheirPath()
    {
        ActorSystem system(u"test"_s);
        const auto member = system.spawn<Member>(u"member"_s);
        const ActorRef child = member.ask(&Member::add, u"child"_s).result();
        QCOMPARE(system.lookup(u"/user/member/child"_s), child);
        QCOMPARE(system.lookup(u"member/child"_s), child);
        QCOMPARE(system.lookup(u"member"_s), member.untyped());
        QVERIFY(system.lookup(u"child"_s).isNull());
        QVERIFY(system.lookup(u"/user/nobody"_s).isNull());
        QVERIFY(system.lookup({}).isNull());
        QVERIFY(member.stop().waitForFinished(5s));
        QVERIFY(system.lookup(u"/user/member"_s).isNull());
        QVERIFY(system.lookup(u"/user/member/child"_s).isNull());
    }

    void namesOfAnyScriptAreToldApart()
    {
        ActorSystem system(u"test"_s);
        QHash<QString, ActorRef> members;
        // The characters of "A" and "\u0141" differ in the upper byte alone.
        for (const QString &name :
             {u"A"_s, u"\u0141"_s, u"na\u00efve"_s, u"\u043d\u0430\u0438\u0432"_s,
              u"\u540d\u524d"_s, QString(300, u'x'), QString(300, u'\u0141')}) {
            const auto member = system.spawn<Member>(name);
            QCOMPARE(member.path(), u"/user/"_s + name);
            members.insert(name, member);
        }
        for (auto it = members.cbegin(); it != members.cend(); ++it) {
            QCOMPARE(system.lookup(it.key()), it.value());
            QCOMPARE(it.value().name(), it.key());
        }
    }

    void severalSystemsLiveInOneProcess()
    {
        ActorSystem first(u"first"_s);
        const auto here = first.spawn<Member>(u"member"_s);
        {
            ActorSystem second(u"second"_s);
            QCOMPARE(first.name(), u"first"_s);
            QCOMPARE(second.name(), u"second"_s);
            const auto there = second.spawn<Member>(u"member"_s);
            QCOMPARE(here.path(), there.path());
            QVERIFY(here.untyped() != there.untyped());
            QCOMPARE(here.ask(&Member::echo, 1).result(), 1);
            QCOMPARE(there.ask(&Member::echo, 2).result(), 2);
        }
        QCOMPARE(here.ask(&Member::echo, 3).result(), 3);
    }

    void closesWithoutActors()
    {
        ActorSystem system(u"test"_s);
        QSignalSpy states(&system, &ActorSystem::stateChanged);
        Reply<void> terminated = system.terminated();
        QVERIFY(!terminated.isFinished());
        QVERIFY(system.shutdown().waitForFinished(5s));
        QCOMPARE(system.state(), ActorSystem::State::Closed);
        QVERIFY(terminated.waitForFinished(5s));
        QVERIFY(system.shutdown().waitForFinished(5s));
        QVERIFY(system.terminated().waitForFinished(5s));
        QTRY_COMPARE(states.size(), 2);
    }

    void closesChildrenBeforeParentsAndSupervisorsLast()
    {
        TestKit::TestSystem system;
        const auto overseer = system.spawn<Overseer>(u"overseer"_s);
        system.registerSupervisor(u"overseer"_s, overseer);
        const auto a = system.spawn<Member>(u"a"_s);
        const auto child = a.ask(&Member::add, u"child"_s).result().as<Member>();
        const auto grandchild = child.ask(&Member::add, u"grandchild"_s).result();
        QVERIFY(!a.ask(&Member::addFailing, u"failing"_s).result().isNull());
        system.spawn<Member>(u"b"_s);
        system.settle();
        QVERIFY(system.shutdown().waitForFinished(5s));
        QCOMPARE(system.actorCount(), 0);
        const QStringList dead = graveyard.take();
        QCOMPARE(dead.size(), 6);
        const auto place = [&dead](const QString &path) { return dead.indexOf(path); };
        QVERIFY(place(u"/user/a/child/grandchild"_s) < place(u"/user/a/child"_s));
        QVERIFY(place(u"/user/a/child"_s) < place(u"/user/a"_s));
        QVERIFY(place(u"/user/a/failing"_s) < place(u"/user/a"_s));
        QVERIFY(dead.contains(u"/user/b"_s));
        QCOMPARE(dead.last(), u"overseer"_s);
        QVERIFY(grandchild.isStopped());
    }

    void itsEndStopsAndAwaitsWhatIsLeft()
    {
        {
            ActorSystem system(u"test"_s);
            const auto member =
                system.spawn(Props<Member>().withDispatcher(Dispatcher::dedicated()), u"member"_s);
            QVERIFY(!member.ask(&Member::add, u"child"_s).result().isNull());
        }
        QCOMPARE(graveyard.take(), QStringList({u"/user/member/child"_s, u"/user/member"_s}));
        QVERIFY(graveyard.allAtHome());
    }

    void namesWhoDidNotStopInTime()
    {
        ActorSystem system(u"test"_s);
        const auto stuck = system.spawn<Stuck>(u"stuck"_s);
        system.spawn<Member>(u"member"_s);
        stuck.tell(&Stuck::block);
        Stuck::entered.acquire();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"/user/stuck.*ACT-"_s));
        Reply<void> done = system.shutdown(50ms);
        QVERIFY(done.waitForFinished(10s));
        QCOMPARE(done.error().code(), ActorError::Code::StopTimeout);
        QVERIFY2(done.error().text().contains(u"/user/stuck"_s), qPrintable(done.error().text()));
        QCOMPARE(system.culprits(), QStringList(u"/user/stuck"_s));
        QCOMPARE(system.state(), ActorSystem::State::Closing);
        Stuck::mayGoOn.release();
        QVERIFY(system.terminated().waitForFinished(10s));
        QCOMPARE(system.state(), ActorSystem::State::Closed);
    }

    void closesWhenTheApplicationQuits()
    {
        ActorSystem system(u"test"_s);
        const auto member = system.spawn<Member>(u"member"_s);
        QVERIFY(member.started().waitForFinished(5s));
        QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        QCoreApplication::exec();
        QVERIFY(system.state() != ActorSystem::State::Running);
        QVERIFY(system.terminated().waitForFinished(5s));
        QVERIFY(member.isStopped());
    }

    void aFailureThatReachesTheRootStopsTheActorAndIsSaid()
    {
        TestKit::TestSystem system;
        QSignalSpy escalated(&system, &ActorSystem::escalated);
        const auto member = system.spawn(
            Props<Member>().withSupervision(SupervisorStrategy::escalating()), u"member"_s);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"it broke.*ACT-0018"_s));
        member.tell(&Member::crash);
        QVERIFY(member.terminated().waitForFinished(5s));
        QTRY_COMPARE(escalated.size(), 1);
        const auto failure = escalated.first().first().value<Failure>();
        QCOMPARE(failure.error().text(), u"it broke"_s);
        QCOMPARE(failure.actor(), member.untyped());
    }

    void tellsAnObserverOfTheWholeLife()
    {
        Chronicle chronicle;
        TestKit::TestSystem system;
        system.setInstrumentation(&chronicle);
        const auto member =
            system.spawn(Props<Member>().withSupervision(
                             SupervisorStrategy::oneForOne().otherwise(Directive::Restart)),
                         u"member"_s);
        member.tell(&Member::crash);
        system.settle();
        QVERIFY(member.stop().waitForFinished(5s));
        QCOMPARE(chronicle.of(member.id()),
                 QStringList({u"spawned /user/member Member"_s, u"started"_s, u"HandlerFailed"_s,
                              u"failed it broke Member::crash()"_s, u"Restart"_s,
                              u"restarted as 2"_s, u"stopped by a call of stop()"_s}));
        system.setInstrumentation(nullptr);
    }

    void aRestartWaitsForItsBackoff()
    {
        TestKit::TestSystem system;
        const auto member = system.spawn(
            Props<Member>().withSupervision(SupervisorStrategy::oneForOne().backoff(100ms, 1s)),
            u"member"_s);
        std::chrono::milliseconds delay = 100ms;
        for (quint64 failures = 1; failures <= 3; ++failures) {
            member.tell(&Member::crash);
            system.settle();
            QVERIFY(member.isSuspended());
            system.advance(delay - 1ms);
            QCOMPARE(member.restartCount(), failures - 1);
            system.advance(1ms);
            QCOMPARE(member.restartCount(), failures);
            QVERIFY(!member.isSuspended());
            delay *= 2;
        }
    }

    void aRestartLimitEndsInWhatTheStrategySays()
    {
        TestKit::TestSystem system;
        const auto member =
            system.spawn(Props<Member>().withSupervision(
                             SupervisorStrategy::oneForOne().maxRestarts(2).within(10s).onLimit(
                                 Directive::Stop)),
                         u"member"_s);
        for (quint64 failures = 1; failures <= 2; ++failures) {
            member.tell(&Member::crash);
            system.settle();
            QCOMPARE(member.restartCount(), failures);
        }
        member.tell(&Member::crash);
        system.settle();
        QVERIFY(member.isStopped());
        QCOMPARE(member.restartCount(), 2U);
    }

    void oneThatFailsForEverHoldsNobodyUp()
    {
        TestKit::TestSystem system;
        const auto parent = system.spawn<Member>(u"parent"_s);
        const auto healthy = parent.ask(&Member::add, u"healthy"_s).result().as<Member>();
        const auto failing = system.spawn(
            Props<Member>().withSupervision(SupervisorStrategy::oneForOne().backoff(100ms, 1s)),
            u"failing"_s);
        for (int i = 0; i < 100; ++i) {
            failing.tell(&Member::crash);
            QCOMPARE(healthy.ask(1ms, &Member::echo, i).result(), i);
        }
        system.settle();
        QVERIFY(failing.failureCount() > 0);
        QCOMPARE(healthy.failureCount(), 0U);
        QVERIFY(failing.stop().waitForFinished(5s));
    }

    void twoActorsWithRoomForOneMessagePlayPingPong()
    {
        TestKit::TestSystem system;
        for (const auto &overflow : {Overflow(Overflow::Fail), Overflow::Block(1h)}) {
            const auto props = Props<Bat>().withMailbox(Mailbox::bounded(1, overflow));
            const auto ping = system.spawn(props);
            const auto pong = system.spawn(props);
            QVERIFY(ping.ask(&Bat::meet, pong).waitForFinished(5s));
            QVERIFY(pong.ask(&Bat::meet, ping).waitForFinished(5s));
            ping.tell(&Bat::hit, 1000);
            system.settle();
            QCOMPARE(ping.ask(&Bat::hits).result() + pong.ask(&Bat::hits).result(), 1001);
        }
        QCOMPARE(system.deadLetters()->count(), 0U);
    }
};

QTEST_GUILESS_MAIN(SystemTest)

#include "systemtest.moc"
