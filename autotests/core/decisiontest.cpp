// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "reports.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Instrumentation>
#include <Actors/Core/Supervisor>
#include <Actors/TestKit/TestSystem>

#include <QProcess>
#include <QPromise>
#include <QSemaphore>
#include <QTest>

#include <exception>
#include <map>
#include <mutex>
#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! What has happened, in order, and what is to fail how often.
class Script
{
public:
    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_lines.clear();
        m_failures.clear();
    }
    void fail(const QString &step, int times)
    {
        const std::lock_guard lock(m_mutex);
        m_failures[step] = times;
    }
    void note(const QString &line)
    {
        const std::lock_guard lock(m_mutex);
        m_lines.append(line);
    }
    void step(const QString &name)
    {
        const std::lock_guard lock(m_mutex);
        m_lines.append(name);
        if (m_failures[name]-- > 0)
            throw std::runtime_error(name.toStdString());
    }
    QStringList lines() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }
    int count(const QString &line) const { return int(lines().count(line)); }

private:
    mutable std::mutex m_mutex;
    QStringList m_lines;
    std::map<QString, int> m_failures;
};

Script script;
QSemaphore blocked;
QSemaphore gate;

class Part : public Actor
{
    Q_OBJECT

public:
    ~Part() override { script.note(u"part destroyed"_s); }
    void fail() { throw std::runtime_error("part"); }
    int work() { return ++m_done; }

protected:
    void beforeStop() override { script.note(u"part beforeStop"_s); }
    void afterStop() override { script.note(u"part afterStop"_s); }

private:
    int m_done = 0;
};

class Machine : public Actor
{
    Q_OBJECT

public:
    explicit Machine(const SupervisorStrategy &forParts = SupervisorStrategy::children())
        : m_forParts(forParts)
    {
        script.step(u"constructor"_s);
    }
    ~Machine() override { script.note(u"destroyed"_s); }

    int work()
    {
        script.step(u"work"_s);
        return ++m_done;
    }
    Ref<Part> part(const QString &name) { return spawn<Part>(name); }
    void holdStop(const QFuture<void> &future) { m_held = future; }
    void terminate() { std::terminate(); }
    void block()
    {
        blocked.release();
        gate.acquire();
    }

protected:
    void beforeStart() override { script.note(u"beforeStart"_s); }
    void beforeStop() override
    {
        script.step(u"beforeStop"_s);
        if (m_held)
            hold(*m_held);
    }
    void beforeRestart(const Failure &) override { script.step(u"beforeRestart"_s); }
    void afterRestart(const Failure &) override { script.step(u"afterRestart"_s); }
    void beforeResume(const Failure &) override { script.step(u"beforeResume"_s); }
    SupervisorStrategy supervisorStrategy() const override { return m_forParts; }

private:
    const SupervisorStrategy m_forParts;
    std::optional<QFuture<void>> m_held;
    int m_done = 0;
};

//! Decides when it is told to, or fails to.
class Judge : public Supervisor
{
    Q_OBJECT

public:
    void inform(const ActorError &, const Supervised &supervised) override
    {
        m_open.append(supervised);
        script.step(u"inform"_s);
    }
    void resumeAll()
    {
        for (const Supervised &one : std::exchange(m_open, {}))
            one.resume();
    }

private:
    QList<Supervised> m_open;
};

SupervisorStrategy always(Directive directive)
{
    return SupervisorStrategy::oneForOne().otherwise(directive).maxRestarts(-1);
}

Props<Machine> machine(Directive directive)
{
    return Props<Machine>().withSupervision(always(directive));
}

} // namespace

class DecisionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { script.clear(); }

    void aFailureIsHandledStepByStep()
    {
        //! Writes down what the runtime says of one actor.
        class Observer : public Instrumentation
        {
        public:
            explicit Observer(const ActorRef &actor)
                : m_actor(actor)
            {
            }
            void deadLetter(quint64, quint64, const char *reason, const ObservedType &) override
            {
                note(QString::fromLatin1(reason));
            }
            void failed(quint64, const QString &, const QString &message) override
            {
                note(u"failed in "_s + message);
            }
            void decided(quint64, const char *directive, std::chrono::nanoseconds) override
            {
                note(QString::fromLatin1(directive));
            }
            void restarted(quint64, quint64) override { note(u"restarted"_s); }

        private:
            void note(const QString &line) const
            {
                script.note(line + (m_actor.isSuspended() ? u", suspended"_s : QString()));
            }
            const ActorRef m_actor;
        };
        TestKit::TestSystem system;
        const auto ref = system.spawn(machine(Directive::Restart), u"machine"_s);
        QVERIFY(!ref.ask(&Machine::part, u"part"_s).result().isNull());
        system.settle();
        Observer observer(ref);
        script.clear();
        script.fail(u"work"_s, 1);
        system.setInstrumentation(&observer);
        Reply<int> failing = ref.ask(&Machine::work);
        Reply<int> next = ref.ask(&Machine::work);
        QCOMPARE(next.result(), 1);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, failing.result());
        system.settle();
        system.setInstrumentation(nullptr);
        QCOMPARE(script.lines(),
                 QStringList({u"work"_s, u"HandlerFailed, suspended"_s,
                              u"failed in Machine::work(), suspended"_s, u"Restart, suspended"_s,
                              u"beforeRestart"_s, u"part beforeStop"_s, u"part afterStop"_s,
                              u"part destroyed"_s, u"destroyed"_s, u"constructor"_s,
                              u"afterRestart"_s, u"restarted, suspended"_s, u"work"_s}));
        QVERIFY(!ref.isSuspended());
    }

    void anErrorInBeforeRestartIsLoggedAndTheRestartGoesOn()
    {
        const Reports reports;
        TestKit::TestSystem system;
        const auto ref = system.spawn(machine(Directive::Restart), u"machine"_s);
        script.fail(u"work"_s, 1);
        script.fail(u"beforeRestart"_s, 1);
        ref.tell(&Machine::work);
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        QCOMPARE(ref.failureCount(), 1U);
        QCOMPARE(ref.restartCount(), 1U);
        QCOMPARE(reports.count(Diagnostic::HookThrew), 1);
        QCOMPARE(script.count(u"constructor"_s), 2);
    }

    void anErrorInAfterRestartIsANewFailure()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn(machine(Directive::Restart), u"machine"_s);
        script.fail(u"work"_s, 1);
        script.fail(u"afterRestart"_s, 2);
        ref.tell(&Machine::work);
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        QCOMPARE(ref.failureCount(), 3U);
        QCOMPARE(script.count(u"constructor"_s), 4);
    }

    void anErrorInTheConstructorOfARestartCountsUntilTheLimit()
    {
        TestKit::TestSystem system;
        const auto ref =
            system.spawn(Props<Machine>().withSupervision(
                             SupervisorStrategy::oneForOne().maxRestarts(3).within(60s).onLimit(
                                 Directive::Stop)),
                         u"machine"_s);
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        script.fail(u"work"_s, 1);
        script.fail(u"constructor"_s, 1000);
        ref.tell(&Machine::work);
        QVERIFY(ref.terminated().waitForFinished(5s));
        // The message, and three objects that could not be made.
        QCOMPARE(ref.failureCount(), 4U);
        QCOMPARE(script.count(u"constructor"_s), 4);
    }

    void theSameObjectIsToldBeforeItResumes()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn(machine(Directive::Resume), u"machine"_s);
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        script.fail(u"work"_s, 1);
        ref.tell(&Machine::work);
        QCOMPARE(ref.ask(&Machine::work).result(), 2);
        QCOMPARE(script.lines(),
                 QStringList({u"constructor"_s, u"beforeStart"_s, u"work"_s, u"work"_s,
                              u"beforeResume"_s, u"work"_s}));
    }

    void allForOneMayStopAllSiblings()
    {
        TestKit::TestSystem system;
        const auto parent =
            system.spawn(Props<Machine>(SupervisorStrategy::allForOne().otherwise(Directive::Stop)),
                         u"parent"_s);
        const auto a = parent.ask(&Machine::part, u"a"_s).result();
        const auto b = parent.ask(&Machine::part, u"b"_s).result();
        const auto c = parent.ask(&Machine::part, u"c"_s).result();
        b.tell(&Part::fail);
        for (const auto &part : {a, b, c})
            QVERIFY(part.terminated().waitForFinished(5s));
        QCOMPARE(parent.ask(&Machine::work).result(), 1);
        QCOMPARE(parent.failureCount(), 0U);
    }

    void aSupervisorThatFailsToDecideLetsTheNextOneDecide()
    {
        TestKit::TestSystem system;
        const auto judge =
            system.spawn(Props<Judge>().withSupervision(always(Directive::Restart)), u"judge"_s);
        system.registerSupervisor(u"judge"_s, judge);
        const auto ref = system.spawn(Props<Machine>().withSupervisor(u"judge"_s), u"machine"_s);
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        script.fail(u"work"_s, 1);
        script.fail(u"inform"_s, 1);
        ref.tell(&Machine::work);
        system.settle();
        QCOMPARE(judge.failureCount(), 1U);
        QCOMPARE(judge.restartCount(), 1U);
        system.advance(5s);
        // The default for top-level actors is a restart.
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        QCOMPARE(ref.restartCount(), 1U);
    }

    void aSupervisorThatNeverDecidesIsPassedOverAfterItsTime()
    {
        TestKit::TestSystem system;
        const auto judge = system.spawn<Judge>(u"judge"_s);
        system.registerSupervisor(u"judge"_s, judge);
        const auto ref = system.spawn(Props<Machine>().withSupervisor(u"judge"_s), u"machine"_s);
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        script.fail(u"work"_s, 1);
        ref.tell(&Machine::work);
        ref.tell(&Machine::work);
        system.advance(4s);
        QVERIFY(ref.isSuspended());
        QCOMPARE(script.count(u"work"_s), 2);
        system.advance(1s);
        QVERIFY(!ref.isSuspended());
        QCOMPARE(ref.restartCount(), 1U);
        QCOMPARE(script.count(u"work"_s), 3);
        // It is too late now.
        judge.tell(&Judge::resumeAll);
        QCOMPARE(ref.ask(&Machine::work).result(), 2);
    }

    void aFailedActorSuspendsItsChildrenUntilItIsDecided()
    {
        TestKit::TestSystem system;
        const auto judge = system.spawn<Judge>(u"judge"_s);
        system.registerSupervisor(u"judge"_s, judge);
        const auto ref = system.spawn(Props<Machine>().withSupervisor(u"judge"_s), u"machine"_s);
        const auto part = ref.ask(&Machine::part, u"part"_s).result();
        QCOMPARE(part.ask(&Part::work).result(), 1);
        script.fail(u"work"_s, 1);
        ref.tell(&Machine::work);
        system.settle();
        QVERIFY(part.isSuspended());
        Reply<int> waiting = part.ask(&Part::work);
        system.settle();
        QVERIFY(!waiting.isFinished());
        judge.tell(&Judge::resumeAll);
        QCOMPARE(waiting.result(), 2);
        QVERIFY(!part.isSuspended());
    }

    void resumingAStoppedActorDeliversNothing()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Machine>(u"machine"_s);
        QVERIFY(ref.started().waitForFinished(5s));
        ref.suspend();
        system.settle();
        ref.tell(&Machine::work);
        ref.tell(&Machine::work);
        QVERIFY(ref.stop().waitForFinished(5s));
        ref.resume();
        system.settle();
        QCOMPARE(script.count(u"work"_s), 0);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 2U);
    }

    void aStopThatTakesTooLongFailsWithStopTimeout()
    {
        TestKit::TestSystem system;
        QPromise<void> promise;
        promise.start();
        const auto ref = system.spawn<Machine>(u"machine"_s);
        ref.tell(&Machine::holdStop, promise.future());
        QCOMPARE(ref.ask(&Machine::work).result(), 1);
        Reply<void> stopped = ref.stop(1s);
        system.settle();
        QVERIFY(!stopped.isFinished());
        ref.tell(&Machine::work);
        QCOMPARE(system.deadLetters()->count(), 1U);
        system.advance(1s);
        QVERIFY(stopped.isFinished());
        QCOMPARE(stopped.error().code(), ActorError::Code::StopTimeout);
        promise.finish();
        QVERIFY(ref.terminated().waitForFinished(5s));
    }

    void anActorThatIsStuckIsClosedWhenTheTimeOfItsStopIsOver()
    {
        ActorSystem system(u"test"_s);
        const auto ref = system.spawn<Machine>(u"machine"_s);
        ref.tell(&Machine::block);
        QVERIFY(blocked.tryAcquire(1, 10000));
        Reply<void> stopped = ref.stop(20ms);
        QVERIFY(stopped.waitForFinished(10s));
        QCOMPARE(stopped.error().code(), ActorError::Code::StopTimeout);
        QVERIFY(ref.isMailboxClosed());
        QCOMPARE(ref.tryTell(&Machine::work), SendResult::Closed);
        gate.release();
        QVERIFY(ref.terminated().waitForFinished(10s));
    }

    void anErrorThatNobodyCanSurviveEndsTheProcess()
    {
        if (qEnvironmentVariableIsSet("ACTORS_TEST_TERMINATES")) {
            ActorSystem system(u"test"_s);
            const auto ref = system.spawn(machine(Directive::Resume), u"machine"_s);
            ref.ask(&Machine::terminate).waitForFinished(5s);
            return;
        }
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ACTORS_TEST_TERMINATES"_s, u"1"_s);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(),
                      {u"-nocrashhandler"_s, u"anErrorThatNobodyCanSurviveEndsTheProcess"_s});
        QVERIFY(process.waitForFinished());
        QVERIFY(process.exitStatus() == QProcess::CrashExit || process.exitCode() != 0);
    }
};

QTEST_GUILESS_MAIN(DecisionTest)

#include "decisiontest.moc"
