// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/TestKit/TestSystem>

#include <QPromise>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace std::chrono_literals;

class Child : public Actor
{
    Q_OBJECT

public:
    int count() { return ++m_count; }

private:
    int m_count = 0;
};

ActorRef whoRuns()
{
    return Actor::current();
}

class Parent : public Actor
{
    Q_OBJECT

public:
    Parent()
    {
        m_phases << phase();
        m_current = whoRuns();
    }

    QStringList childNames() const
    {
        QStringList names;
        for (const ActorRef &child : childActors())
            names << child.name();
        return names;
    }
    void haveChildren()
    {
        for (const char *name : {"a", "b", "c"})
            spawn<Child>(QString::fromLatin1(name));
    }
    bool stopByName(const QString &name) { return !stopChild(name).isNull(); }
    bool stopByRef(const ActorRef &child) { return !stopChild(child).isNull(); }
    Reply<void> stopAndWait(const QString &name) { return stopChild(name); }
    bool restart(const ActorRef &child) { return restartChild(child); }
    void stopAll() { stopAllChildren(); }
    ActorRef child(const QString &name) const { return childActor(name); }
    ActorRef runsInConstructor() const { return m_current; }
    ActorRef runsNow() const { return whoRuns(); }
    QList<Actor::Phase> phases()
    {
        m_phases << phase();
        return m_phases;
    }

protected:
    void beforeStart() override { m_phases << phase(); }

private:
    QList<Actor::Phase> m_phases;
    ActorRef m_current;
};

//! Writes its phase at the end where the test can see it.
class Ending : public Actor
{
    Q_OBJECT

public:
    using Seen = std::shared_ptr<std::atomic<int>>;
    explicit Ending(Seen seen)
        : m_seen(std::move(seen))
    {
    }

protected:
    void beforeStop() override { *m_seen = int(phase()); }

private:
    const Seen m_seen;
};

//! Says itself what is to be done when it fails.
class SelfWilled : public Child
{
    Q_OBJECT

public:
    static SupervisorStrategy supervision()
    {
        return SupervisorStrategy::oneForOne().otherwise(Directive::Resume);
    }
    void crash() { throw std::runtime_error("it broke"); }
    QString category() const { return QString::fromLatin1(log().categoryName()); }
};

//! Works until it is asked to end.
class Endless : public Actor
{
    Q_OBJECT

public:
    using Flag = std::shared_ptr<std::atomic<int>>;
    explicit Endless(Flag state)
        : m_state(std::move(state))
    {
    }
    void work()
    {
        *m_state = 1;
        while (!isInterruptionRequested())
            QThread::yieldCurrentThread();
        *m_state = 2;
    }

private:
    const Flag m_state;
};

//! Asks, and fails before there is an answer.
class Hasty : public Child
{
    Q_OBJECT

public:
    using Counter = std::shared_ptr<std::atomic<int>>;
    explicit Hasty(Counter answers)
        : m_answers(std::move(answers))
    {
    }
    void askAndCrash(const ActorRef &child)
    {
        [[maybe_unused]] const Reply<int> reply = ask(child);
        throw std::runtime_error("it broke");
    }
    void askOnly(const ActorRef &child) { ask(child); }

private:
    Reply<int> ask(const ActorRef &child)
    {
        return child.as<Child>().ask(&Child::count).then([answers = m_answers](int number) {
            ++*answers;
            return number;
        });
    }

    const Counter m_answers;
};

//! Lets others answer for it, later.
class Patient : public Actor
{
    Q_OBJECT

public:
    using Slot = std::shared_ptr<Deferred<int>>;
    explicit Patient(Slot slot)
        : m_slot(std::move(slot))
    {
    }
    int wait()
    {
        *m_slot = deferReply<int>();
        return -1;
    }

private:
    const Slot m_slot;
};

//! Is not ready before something else is.
class Waiting : public Actor
{
    Q_OBJECT

public:
    explicit Waiting(const QFuture<void> &future)
        : m_future(future)
    {
    }
    int count() { return ++m_count; }

protected:
    void beforeStart() override { hold(m_future); }

private:
    const QFuture<void> m_future;
    int m_count = 0;
};

//! A handler that runs until the test lets it go.
class Busy : public Actor
{
    Q_OBJECT

public:
    using Flag = std::shared_ptr<std::atomic<int>>;
    explicit Busy(Flag state)
        : m_state(std::move(state))
    {
    }
    void work()
    {
        *m_state = 1;
        while (*m_state == 1)
            QThread::yieldCurrentThread();
    }
    void more() { }

private:
    const Flag m_state;
};

class ActorContextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAboutTheActorWhileItIsBusy();
    void stopsAChildByNameOrReference();
    void saysWhenAChildHasStopped();
    void doesNotStopWhoIsNoChild();
    void restartsAChild();
    void refusesToRestartWhoIsNoChild();
    void stopsAllChildren();
    void knowsItsPhase();
    void handlesNothingBeforeWhatItHoldsHasFinished();
    void failsWithWhatItHolds();
    void takesTheStrategyOfItsClass();
    void hasALogCategoryOfItsClass();
    void endsAHandlerThatLooksForInterruption();
    void dropsAnAnswerToAFormerIncarnation();
    void letsAnAskBeAnsweredLaterAndOnce();
    void tellsAFreeFunctionWhoseCodeRuns();

private:
    template<class T>
    static T resultOf(TestSystem &system, const Reply<T> &reply)
    {
        system.settle();
        return reply.result();
    }
};

void ActorContextTest::answersAboutTheActorWhileItIsBusy()
{
    ActorSystem system(QStringLiteral("test"));
    const auto state = std::make_shared<std::atomic<int>>(0);
    const auto busy =
        system.spawn(Props<Busy>::from([state] { return std::make_unique<Busy>(state); }),
                     QStringLiteral("busy"));
    busy.tell(&Busy::work);
    QTRY_COMPARE(state->load(), 1);
    busy.tell(&Busy::more);
    QCOMPARE(busy.path(), QStringLiteral("/user/busy"));
    QCOMPARE(busy.name(), QStringLiteral("busy"));
    QCOMPARE(busy.type(), QStringLiteral("Busy"));
    QCOMPARE(busy.toString(), QStringLiteral("Busy(/user/busy)"));
    QCOMPARE(busy.definition().type, QStringLiteral("Busy"));
    QCOMPARE(busy.definition().address, QStringLiteral("/user/busy"));
    QVERIFY(!busy.address().isNull());
    QVERIFY(busy.id() != 0);
    QVERIFY(busy == system.lookup(QStringLiteral("/user/busy")));
    QCOMPARE(qHash(busy), qHash(system.lookup(QStringLiteral("busy"))));
    QVERIFY(!busy.isStopped());
    QVERIFY(!busy.isSuspended());
    QVERIFY(!busy.isMailboxClosed());
    QVERIFY(busy.isReceivable());
    QCOMPARE(busy.mailboxCapacity(), -1);
    QCOMPARE(busy.handledMessageCount(), 0);
    QCOMPARE(state->load(), 1);
    *state = 2;
    QTRY_COMPARE(busy.handledMessageCount(), 2);
}

void ActorContextTest::stopsAChildByNameOrReference()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    parent.tell(&Parent::haveChildren);
    const ActorRef b = resultOf(system, parent.ask(&Parent::child, QStringLiteral("b")));
    QVERIFY(resultOf(system, parent.ask(&Parent::stopByName, QStringLiteral("a"))));
    QVERIFY(resultOf(system, parent.ask(&Parent::stopByRef, b)));
    QCOMPARE(resultOf(system, parent.ask(&Parent::childNames)), QStringList(QStringLiteral("c")));
    QVERIFY(b.isStopped());
    QVERIFY(!parent.isStopped());
}

void ActorContextTest::saysWhenAChildHasStopped()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    parent.tell(&Parent::haveChildren);
    auto stopped = parent.ask(&Parent::stopAndWait, QStringLiteral("a"));
    system.settle();
    QVERIFY(stopped.isSuccessful());
    QVERIFY(system.lookup(QStringLiteral("/user/parent/a")).isNull());
}

void ActorContextTest::doesNotStopWhoIsNoChild()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    const auto stranger = system.spawn<Child>(QStringLiteral("stranger"));
    QVERIFY(!resultOf(system, parent.ask(&Parent::stopByRef, ActorRef(stranger))));
    QVERIFY(!resultOf(system, parent.ask(&Parent::stopByName, QStringLiteral("nobody"))));
    QVERIFY(!resultOf(system, parent.ask(&Parent::stopByRef, ActorRef())));
    QVERIFY(!stranger.isStopped());
}

void ActorContextTest::restartsAChild()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    parent.tell(&Parent::haveChildren);
    const auto child =
        resultOf(system, parent.ask(&Parent::child, QStringLiteral("a"))).as<Child>();
    QCOMPARE(resultOf(system, child.ask(&Child::count)), 1);
    QCOMPARE(resultOf(system, child.ask(&Child::count)), 2);
    QVERIFY(resultOf(system, parent.ask(&Parent::restart, ActorRef(child))));
    QCOMPARE(resultOf(system, child.ask(&Child::count)), 1);
    QCOMPARE(child.restartCount(), 1);
    QCOMPARE(child.failureCount(), 0);
}

void ActorContextTest::refusesToRestartWhoIsNoChild()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    const auto stranger = system.spawn<Child>(QStringLiteral("stranger"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no child")));
    QVERIFY(!resultOf(system, parent.ask(&Parent::restart, ActorRef(stranger))));
    QCOMPARE(stranger.restartCount(), 0);
}

void ActorContextTest::stopsAllChildren()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    parent.tell(&Parent::haveChildren);
    QCOMPARE(resultOf(system, parent.ask(&Parent::childNames)).size(), 3);
    parent.tell(&Parent::stopAll);
    system.settle();
    QCOMPARE(resultOf(system, parent.ask(&Parent::childNames)).size(), 0);
    QVERIFY(!parent.isStopped());
    // The names are free again.
    parent.tell(&Parent::haveChildren);
    QCOMPARE(resultOf(system, parent.ask(&Parent::childNames)).size(), 3);
}

void ActorContextTest::knowsItsPhase()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    using Phase = Actor::Phase;
    QCOMPARE(resultOf(system, parent.ask(&Parent::phases)),
             QList<Phase>({Phase::Starting, Phase::Starting, Phase::Running}));
    const auto seen = std::make_shared<std::atomic<int>>(-1);
    const auto ending =
        system.spawn(Props<Ending>::from([seen] { return std::make_unique<Ending>(seen); }),
                     QStringLiteral("ending"));
    ending.stop();
    system.settle();
    QCOMPARE(seen->load(), int(Phase::Stopping));
}

void ActorContextTest::handlesNothingBeforeWhatItHoldsHasFinished()
{
    TestSystem system;
    QPromise<void> promise;
    promise.start();
    const auto waiting = system.spawn<Waiting>(QStringLiteral("waiting"), promise.future());
    auto started = waiting.started();
    auto first = waiting.ask(1h, &Waiting::count);
    system.settle();
    QVERIFY(!started.isFinished());
    QVERIFY(!first.isFinished());
    QCOMPARE(waiting.handledMessageCount(), 0U);
    promise.finish();
    QTRY_VERIFY((system.settle(), first.isFinished()));
    QCOMPARE(first.result(), 1);
    QVERIFY(started.isSuccessful());
}

void ActorContextTest::failsWithWhatItHolds()
{
    TestSystem system;
    QPromise<void> promise;
    promise.start();
    const auto waiting = system.spawn(
        Props<Waiting>(promise.future()).withSupervision(SupervisorStrategy::stopping()),
        QStringLiteral("waiting"));
    auto started = waiting.started();
    system.settle();
    promise.setException(std::make_exception_ptr(std::runtime_error("no database")));
    promise.finish();
    QTRY_VERIFY((system.settle(), waiting.isStopped()));
    QCOMPARE(started.error().code(), ActorError::Code::StartError);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, std::rethrow_exception(started.error().cause()));
}

void ActorContextTest::takesTheStrategyOfItsClass()
{
    TestSystem system;
    const auto own = system.spawn<SelfWilled>(QStringLiteral("own"));
    QCOMPARE(resultOf(system, own.ask(&SelfWilled::count)), 1);
    own.tell(&SelfWilled::crash);
    QCOMPARE(resultOf(system, own.ask(&SelfWilled::count)), 2);
    // What the Props say goes before.
    const auto given =
        system.spawn(Props<SelfWilled>().withSupervision(SupervisorStrategy::stopping()),
                     QStringLiteral("given"));
    given.tell(&SelfWilled::crash);
    system.settle();
    QVERIFY(given.isStopped());
}

void ActorContextTest::hasALogCategoryOfItsClass()
{
    TestSystem system;
    const auto own = system.spawn<SelfWilled>(QStringLiteral("own"));
    QCOMPARE(resultOf(system, own.ask(&SelfWilled::category)),
             QStringLiteral("actors.user.SelfWilled"));
}

void ActorContextTest::endsAHandlerThatLooksForInterruption()
{
    ActorSystem system(QStringLiteral("test"));
    const auto state = std::make_shared<std::atomic<int>>(0);
    const auto endless =
        system.spawn(Props<Endless>::from([state] { return std::make_unique<Endless>(state); }),
                     QStringLiteral("endless"));
    endless.tell(&Endless::work);
    QTRY_COMPARE(state->load(), 1);
    endless.requestInterruption();
    QVERIFY(endless.terminated().waitForFinished(10s));
    QCOMPARE(state->load(), 2);
    QCOMPARE(endless.failureCount(), 0U);
}

void ActorContextTest::dropsAnAnswerToAFormerIncarnation()
{
    TestSystem system;
    const auto answers = std::make_shared<std::atomic<int>>(0);
    const auto hasty = system.spawn(
        Props<Hasty>::from([answers] {
            return std::make_unique<Hasty>(answers);
        }).withSupervision(SupervisorStrategy::oneForOne().otherwise(Directive::Restart)),
        QStringLiteral("hasty"));
    const auto child = system.spawn<Child>(QStringLiteral("child"));
    hasty.tell(&Hasty::askOnly, ActorRef(child));
    system.settle();
    QCOMPARE(answers->load(), 1);
    child.suspend();
    system.settle();
    hasty.tell(&Hasty::askAndCrash, ActorRef(child));
    system.settle();
    QCOMPARE(hasty.restartCount(), 1U);
    child.resume();
    system.settle();
    QCOMPARE(answers->load(), 1);
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::IncarnationGone), 1U);
}

void ActorContextTest::letsAnAskBeAnsweredLaterAndOnce()
{
    TestSystem system;
    const auto slot = std::make_shared<Deferred<int>>();
    const auto patient =
        system.spawn(Props<Patient>::from([slot] { return std::make_unique<Patient>(slot); }),
                     QStringLiteral("patient"));
    auto answered = patient.ask(&Patient::wait);
    system.settle();
    QVERIFY(!answered.isFinished());
    QVERIFY(slot->isWanted());
    std::thread([slot] { slot->resolve(7); }).join();
    QVERIFY(!slot->isWanted());
    slot->resolve(8);
    slot->reject(ActorError(QStringLiteral("too late")));
    QCOMPARE(resultOf(system, answered), 7);

    auto refused = patient.ask(&Patient::wait);
    system.settle();
    slot->reject(ActorError(QStringLiteral("not today")));
    slot->resolve(9);
    system.settle();
    QCOMPARE(refused.error().text(), QStringLiteral("not today"));

    auto forgotten = patient.ask(&Patient::wait);
    system.settle();
    *slot = {};
    system.settle();
    QCOMPARE(forgotten.error().code(), ActorError::Code::Cancelled);

    // Nobody has asked.
    patient.tell(&Patient::wait);
    system.settle();
    QVERIFY(!slot->isWanted());
    slot->resolve(10);
}

void ActorContextTest::tellsAFreeFunctionWhoseCodeRuns()
{
    TestSystem system;
    const auto parent = system.spawn<Parent>(QStringLiteral("parent"));
    const auto other = system.spawn<Parent>(QStringLiteral("other"));
    QVERIFY(whoRuns().isNull());
    QCOMPARE(resultOf(system, parent.ask(&Parent::runsNow)), ActorRef(parent));
    QCOMPARE(resultOf(system, other.ask(&Parent::runsNow)), ActorRef(other));
    QCOMPARE(resultOf(system, parent.ask(&Parent::runsInConstructor)), ActorRef(parent));
    QVERIFY(whoRuns().isNull());
}

QTEST_GUILESS_MAIN(ActorContextTest)
#include "actorcontexttest.moc"
