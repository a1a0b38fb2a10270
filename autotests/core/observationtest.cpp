// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Clock>
#include <Actors/Core/Instrumentation>
#include <Actors/Core/observation.h>

#include <QScopeGuard>
#include <QTest>

#include <atomic>
#include <map>
#include <semaphore>

using namespace Actors;
using namespace Actors::Internal;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! Handles its first message until it is let go.
class Doorkeeper : public Actor
{
    Q_OBJECT

public:
    void wait()
    {
        entered.release();
        leave.acquire();
    }
    void pass() { }
    void crash() { throw ActorError(u"on purpose"_s); }

    static inline std::binary_semaphore entered{0};
    static inline std::binary_semaphore leave{0};
};

class Parent : public Actor
{
    Q_OBJECT

public:
    void have(const QString &child) { spawn<Doorkeeper>(child); }
};

class ObservationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyActorIsShownOnceWithItsParent();
    void theDepthBehindABlockedHandlerIsExact_data();
    void theDepthBehindABlockedHandlerIsExact();
    void whoRunsIsShownWithItsMessage();
    void aFailedActorIsToldFromASuspendedOne();
    void aStepIsOneMessage();
    void theApplicationsInstrumentationIsToldBesideTheInspectors();
    void theWitnessIsToldOfEachSystem();

private:
    static std::map<QString, ActorLook> survey(ActorSystem &system)
    {
        const Observation observation(system);
        std::map<QString, ActorLook> looks;
        observation.survey([&](const ActorLook &look) {
            const QString path = observation.path(look.id);
            QVERIFY2(!looks.contains(path), qPrintable(path));
            looks.emplace(path, look);
        });
        return looks;
    }
};

void ObservationTest::everyActorIsShownOnceWithItsParent()
{
    ActorSystem system(u"test"_s);
    const auto parent = system.spawn<Parent>(u"parent"_s);
    for (int i = 0; i < 5; ++i)
        parent.tell(&Parent::have, u"child%1"_s.arg(i));
    QTRY_COMPARE(system.actorCount(), 6);
    const auto looks = survey(system);
    QCOMPARE(looks.size(), std::size_t(9));
    QVERIFY(looks.at(u"/"_s).parent.isNull());
    QVERIFY(!looks.at(u"/user"_s).type);
    QCOMPARE(looks.at(u"/user/parent"_s).parent, looks.at(u"/user"_s).id);
    QCOMPARE(looks.at(u"/user/parent/child3"_s).parent, looks.at(u"/user/parent"_s).id);
    QCOMPARE(looks.at(u"/user/parent/child3"_s).type, &Doorkeeper::staticMetaObject);
    QVERIFY(looks.at(u"/user/parent/child3"_s).birth > looks.at(u"/user/parent"_s).birth);
    system.lookup(u"/user/parent/child3"_s).stop();
    QTRY_COMPARE(survey(system).size(), std::size_t(8));
}

void ObservationTest::theDepthBehindABlockedHandlerIsExact_data()
{
    QTest::addColumn<Mailbox>("mailbox");
    QTest::addColumn<int>("messages");
    QTest::newRow("plain") << Mailbox() << 5000;
    QTest::newRow("bounded") << Mailbox::bounded(10'000) << 5000;
    QTest::newRow("priority") << Mailbox::priority() << 5000;
    QTest::newRow("Qt queued") << Mailbox::qtQueued() << 500;
}

void ObservationTest::theDepthBehindABlockedHandlerIsExact()
{
    QFETCH(const Mailbox, mailbox);
    QFETCH(const int, messages);
    ActorSystem system(u"test"_s);
    const auto gate = system.spawn(Props<Doorkeeper>().withMailbox(mailbox), u"gate"_s);
    const auto open = qScopeGuard([] { Doorkeeper::leave.release(); });
    gate.tell(&Doorkeeper::wait);
    Doorkeeper::entered.acquire();
    const auto before = std::chrono::duration_cast<std::chrono::microseconds>(system.clock().now());
    for (int i = 0; i < messages; ++i)
        gate.tell(&Doorkeeper::pass);
    const ActorLook look = survey(system).at(u"/user/gate"_s);
    QCOMPARE(look.depth, quint64(messages));
    QVERIFY(look.oldest.has_value());
    // The stamp of a message may be that of a look at the clock some messages before it.
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(system.clock().now());
    const auto age = qint32(quint32(now.count()) - *look.oldest);
    QVERIFY2(age >= 0 && age <= (now - before).count() + 100'000, qPrintable(QString::number(age)));
}

void ObservationTest::whoRunsIsShownWithItsMessage()
{
    ActorSystem system(u"test"_s);
    const auto gate =
        system.spawn(Props<Doorkeeper>().withDispatcher(Dispatcher::dedicated()), u"gate"_s);
    const auto open = qScopeGuard([] { Doorkeeper::leave.release(); });
    gate.tell<&Doorkeeper::wait>();
    Doorkeeper::entered.acquire();
    const Observation observation(system);
    const ActorLook look = survey(system).at(u"/user/gate"_s);
    const auto threads = observation.threads();
    const auto home = std::find_if(threads.begin(), threads.end(), [&](const ThreadLook &thread) {
        return thread.running.thread == look.thread;
    });
    QVERIFY(home != threads.end());
    QCOMPARE(home->running.actor, look.address);
    QCOMPARE(Observation::typeName(*home->running.table), u"Doorkeeper::wait"_s);
    QCOMPARE(home->kind, Dispatcher::Kind::Dedicated);
    QCOMPARE(home->actors, 1);
}

void ObservationTest::aFailedActorIsToldFromASuspendedOne()
{
    ActorSystem system(u"test"_s);
    const auto suspended = system.spawn<Doorkeeper>(u"suspended"_s);
    const auto failed = system.spawn(
        Props<Doorkeeper>().withSupervision(
            SupervisorStrategy::oneForOne().backoff(1h, 1h).otherwise(Directive::Restart)),
        u"failed"_s);
    suspended.suspend();
    failed.tell(&Doorkeeper::crash);
    QTRY_VERIFY(survey(system).at(u"/user/failed"_s).hasFailed);
    QTRY_VERIFY(survey(system).at(u"/user/suspended"_s).isSuspended);
    QVERIFY(!survey(system).at(u"/user/suspended"_s).hasFailed);
    QCOMPARE(survey(system).at(u"/user/failed"_s).failures, quint64(1));
}

void ObservationTest::aStepIsOneMessage()
{
    ActorSystem system(u"test"_s);
    const auto gate = system.spawn<Doorkeeper>(u"gate"_s);
    const Observation observation(system);
    const CellId id = gate.cell()->id();
    QVERIFY(observation.perform(id, [](Cell &cell) { cell.suspend(Cell::Cause::Inspector); }));
    QTRY_VERIFY(gate.isSuspended());
    for (int i = 0; i < 3; ++i)
        gate.tell(&Doorkeeper::pass);
    for (quint64 handled = 1; handled <= 2; ++handled) {
        QVERIFY(observation.perform(id, &Observation::step));
        QTRY_COMPARE(gate.handledMessageCount(), handled);
        QTRY_VERIFY(gate.isSuspended());
        QCOMPARE(gate.mailboxSize(), 3 - handled);
    }
    QVERIFY(observation.perform(id, [](Cell &cell) { cell.resume(Cell::Cause::Inspector); }));
    QTRY_COMPARE(gate.handledMessageCount(), quint64(3));
    QVERIFY(!gate.isSuspended());
}

class Counter : public Instrumentation
{
public:
    void deadLetter(quint64, quint64, const char *, const ObservedType &type) override
    {
        ++letters;
        const std::lock_guard lock(mutex);
        names[type.identity()] = type.name();
    }
    std::atomic<int> letters = 0;
    std::mutex mutex;
    std::map<const void *, QString> names;
};

void ObservationTest::theApplicationsInstrumentationIsToldBesideTheInspectors()
{
    ActorSystem system(u"test"_s);
    const auto gate = system.spawn<Doorkeeper>(u"gate"_s);
    gate.stop();
    QTRY_VERIFY(gate.isStopped());
    Counter own;
    const auto inspector = std::make_shared<Counter>();
    const Observation observation(system);
    observation.setInstrumentation(inspector);
    gate.tell<&Doorkeeper::pass>();
    system.setInstrumentation(&own);
    gate.tell<&Doorkeeper::pass>();
    gate.tell<&Doorkeeper::wait>();
    QCOMPARE(inspector->letters, 3);
    QCOMPARE(own.letters, 2);
    QCOMPARE(inspector->names.size(), std::size_t(2));
    observation.setInstrumentation(nullptr);
    gate.tell<&Doorkeeper::pass>();
    QCOMPARE(inspector->letters, 3);
    QCOMPARE(own.letters, 3);
    system.setInstrumentation(nullptr);
}

void ObservationTest::theWitnessIsToldOfEachSystem()
{
    class Witness final : public SystemWitness
    {
    public:
        void made(ActorSystem &system) override { names.append(system.name()); }
        void ending(ActorSystem &system) override { names.append(u'-' + system.name()); }
        QStringList names;
    };
    Witness witness;
    SystemWitness *before = SystemWitness::present();
    SystemWitness::set(&witness);
    const auto restore = qScopeGuard([before] { SystemWitness::set(before); });
    {
        const ActorSystem one(u"one"_s);
        const ActorSystem two(u"two"_s);
    }
    QCOMPARE(witness.names, (QStringList{u"one"_s, u"two"_s, u"-two"_s, u"-one"_s}));
}

QTEST_GUILESS_MAIN(ObservationTest)
#include "observationtest.moc"
