// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "reports.h"

#include <Actors/Core/ActorSystem>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <mutex>
#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! What the actors of a test have done, in order.
class Diary
{
public:
    void note(const QString &line)
    {
        const std::lock_guard lock(m_mutex);
        m_lines.append(line);
    }
    QStringList lines() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }
    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_lines.clear();
    }

private:
    mutable std::mutex m_mutex;
    QStringList m_lines;
};

Diary diary;

class Worker : public Actor
{
    Q_OBJECT

public:
    explicit Worker(const QString &name = u"worker"_s, const QStringList &failing = {})
        : m_name(name)
        , m_failing(failing)
    {
        step(u"constructor"_s);
    }
    ~Worker() override { diary.note(m_name + u" destructor"_s); }

    int work(int amount)
    {
        diary.note(u"%1 work %2"_s.arg(m_name).arg(amount));
        if (amount < 0)
            throw std::runtime_error("less than nothing");
        m_total += amount;
        return m_total;
    }
    void spawnChild(const QString &name, const QStringList &failing)
    {
        spawn<Worker>(name, m_name + u'/' + name, failing);
    }
    QStringList childNames() const
    {
        QStringList names;
        for (const ActorRef &child : childActors())
            names.append(child.name());
        return names;
    }
    void stopItself() { stop(); }

protected:
    void beforeStart() override { step(u"beforeStart"_s); }
    void beforeStop() override { step(u"beforeStop"_s); }
    void afterStop() override { step(u"afterStop"_s); }
    void beforeRestart(const Failure &failure) override
    {
        step(u"beforeRestart"_s);
        Actor::beforeRestart(failure);
    }
    void afterRestart(const Failure &failure) override
    {
        step(u"afterRestart"_s);
        Actor::afterRestart(failure);
    }
    void beforeResume(const Failure &) override { step(u"beforeResume"_s); }

private:
    void step(const QString &step)
    {
        diary.note(m_name + u' ' + step);
        if (m_failing.contains(step))
            throw std::runtime_error(step.toStdString());
    }

    const QString m_name;
    const QStringList m_failing;
    int m_total = 0;
};

SupervisorStrategy always(Directive directive)
{
    return SupervisorStrategy::oneForOne().otherwise(directive);
}

} // namespace

class LifecycleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { diary.clear(); }

    void beforeStartRunsBeforeTheFirstMessage()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s);
        QCOMPARE(worker.ask(&Worker::work, 2).result(), 2);
        QCOMPARE(
            diary.lines(),
            QStringList({u"worker constructor"_s, u"worker beforeStart"_s, u"worker work 2"_s}));
    }

    void stopCallsTheHooksOnceAndChildrenStopInBetween()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s, u"top"_s);
        worker.tell(&Worker::spawnChild, u"child"_s, QStringList());
        QCOMPARE(worker.ask(&Worker::childNames).result(), QStringList(u"child"_s));
        // The child may start on a thread of its own.
        system.settle();
        diary.clear();
        Reply<void> first = worker.stop();
        Reply<void> second = worker.stop();
        QVERIFY(first.waitForFinished(5s));
        QVERIFY(second.waitForFinished(5s));
        QVERIFY(worker.isStopped());
        QCOMPARE(
            diary.lines(),
            QStringList({u"top beforeStop"_s, u"top/child beforeStop"_s, u"top/child afterStop"_s,
                         u"top/child destructor"_s, u"top afterStop"_s, u"top destructor"_s}));
    }

    void errorsInStopHooksDoNotPreventTheStop()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s, u"top"_s,
                                                 QStringList({u"beforeStop"_s, u"afterStop"_s}));
        worker.tell(&Worker::spawnChild, u"a"_s, QStringList());
        worker.tell(&Worker::spawnChild, u"b"_s, QStringList(u"beforeStop"_s));
        worker.tell(&Worker::spawnChild, u"c"_s, QStringList());
        QCOMPARE(worker.ask(&Worker::childNames).result(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        QVERIFY(worker.stop().waitForFinished(5s));
        for (const QString &name : {u"top"_s, u"top/a"_s, u"top/b"_s, u"top/c"_s})
            QVERIFY2(diary.lines().contains(name + u" destructor"_s), qPrintable(name));
    }

    void messagesAfterStopAreDeadLetters()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s);
        QVERIFY(worker.stop().waitForFinished(5s));
        worker.tell(&Worker::work, 1);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 1U);
        Reply<int> late = worker.ask(&Worker::work, 1);
        QVERIFY(late.waitForFinished(5s));
        QCOMPARE(late.error().code(), ActorError::Code::ActorStopped);
    }

    void aFailedStartIsAStartErrorAndGoesToSupervision()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn(Props<Worker>(u"worker"_s, QStringList(u"beforeStart"_s))
                                             .withSupervision(always(Directive::Stop)),
                                         u"worker"_s);
        QVERIFY(!worker.isNull());
        Reply<void> started = worker.started();
        QVERIFY(started.waitForFinished(5s));
        QCOMPARE(started.error().code(), ActorError::Code::StartError);
        QVERIFY(worker.terminated().waitForFinished(5s));
    }

    void anAskOfAThrowingHandlerFailsWithTheVeryException()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn(
            Props<Worker>(u"worker"_s).withSupervision(always(Directive::Resume)), u"worker"_s);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, worker.ask(&Worker::work, -1).result());
        QCOMPARE(worker.ask(&Worker::work, 3).result(), 3);
        QVERIFY(diary.lines().contains(u"worker beforeResume"_s));
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 1U);
    }

    void restartMakesANewObjectUnderTheSameReference()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn(
            Props<Worker>(u"worker"_s).withSupervision(always(Directive::Restart)), u"worker"_s);
        QCOMPARE(worker.ask(&Worker::work, 5).result(), 5);
        diary.clear();
        worker.tell(&Worker::work, -1);
        QCOMPARE(worker.ask(&Worker::work, 1).result(), 1);
        QCOMPARE(
            diary.lines(),
            QStringList({u"worker work -1"_s, u"worker beforeRestart"_s, u"worker beforeStop"_s,
                         u"worker destructor"_s, u"worker constructor"_s, u"worker afterRestart"_s,
                         u"worker beforeStart"_s, u"worker work 1"_s}));
        QCOMPARE(worker.restartCount(), 1U);
    }

    void restartInPlaceKeepsTheObjectAndItsChildren()
    {
        TestKit::TestSystem system;
        const auto strategy = always(Directive::Restart).restartMode(RestartMode::InPlace);
        const auto worker =
            system.spawn(Props<Worker>(u"worker"_s).withSupervision(strategy), u"worker"_s);
        worker.tell(&Worker::spawnChild, u"child"_s, QStringList());
        QCOMPARE(worker.ask(&Worker::work, 5).result(), 5);
        diary.clear();
        worker.tell(&Worker::work, -1);
        QCOMPARE(worker.ask(&Worker::work, 1).result(), 6);
        QCOMPARE(
            diary.lines(),
            QStringList({u"worker work -1"_s, u"worker beforeRestart"_s, u"worker beforeStop"_s,
                         u"worker afterRestart"_s, u"worker beforeStart"_s, u"worker work 1"_s}));
        QCOMPARE(worker.restartCount(), 1U);
        QCOMPARE(worker.ask(&Worker::childNames).result(), QStringList(u"child"_s));
    }

    void aNameIsFreeAgainAfterTheEnd()
    {
        TestKit::TestSystem system;
        const auto first = system.spawn<Worker>(u"worker"_s);
        const auto taken = system.spawn<Worker>(u"worker"_s);
        QVERIFY(taken.isNull());
        QCOMPARE(taken.error().code(), ActorError::Code::NameTaken);
        QVERIFY(first.stop().waitForFinished(5s));
        const auto second = system.spawn<Worker>(u"worker"_s);
        QVERIFY(!second.isNull());
        QVERIFY(first != second);
        QCOMPARE(system.lookup(u"/user/worker"_s), second);
    }

    void shutdownStopsAllLeafFirst()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s, u"top"_s);
        worker.tell(&Worker::spawnChild, u"child"_s, QStringList());
        QCOMPARE(worker.ask(&Worker::childNames).result().size(), 1);
        QVERIFY(system.shutdown().waitForFinished(5s));
        QCOMPARE(system.state(), ActorSystem::State::Closed);
        const QStringList lines = diary.lines();
        QVERIFY(lines.indexOf(u"top/child destructor"_s) < lines.indexOf(u"top destructor"_s));
        QVERIFY(system.shutdown().waitForFinished(5s));
        const auto late = system.spawn<Worker>(u"late"_s);
        QCOMPARE(late.error().code(), ActorError::Code::ShuttingDown);
    }

    void theLedgerBalancesAtTheEnd()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s);
        for (int i = 0; i < 1000; ++i)
            worker.tell(&Worker::work, 1);
        QCOMPARE(worker.ask(&Worker::work, 0).result(), 1000);
        QVERIFY(system.shutdown().waitForFinished(5s));
        const auto ledger = system.ledger();
        QVERIFY2(ledger.isBalanced(),
                 qPrintable(u"sent %1 handled %2 dead %3 waiting %4"_s.arg(ledger.sent)
                                .arg(ledger.handled)
                                .arg(ledger.dead)
                                .arg(ledger.waiting)));
    }

    void aBlockingWaitOnAnActorsThreadIsRefused()
    {
        class Waiter : public Actor
        {
        public:
            bool waitFor(const Ref<Worker> &other)
            {
                Reply<int> reply = other.ask(&Worker::work, 1);
                return reply.waitForFinished();
            }
        };
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s);
        const auto waiter = system.spawn<Waiter>(u"waiter"_s);
        QCOMPARE(waiter.ask(&Waiter::waitFor, worker).result(), false);
    }

    void aRefusedWaitIsReportedOnce()
    {
        class Waiter : public Actor
        {
        public:
            bool waitFor(const Ref<Worker> &other)
            {
                Reply<int> reply = other.ask(&Worker::work, 1);
                reply.waitForFinished();
                try {
                    reply.result();
                } catch (const DeadlockError &) {
                    return true;
                }
                return false;
            }
        };
        const Reports reports;
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s);
        const auto waiter = system.spawn<Waiter>(u"waiter"_s);
        QCOMPARE(waiter.ask(&Waiter::waitFor, worker).result(), true);
        QCOMPARE(reports.count(Diagnostic::WaitRefused), 1);
    }

    void stopWhenDrainedIsNoMessage()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn<Worker>(u"worker"_s);
        QCOMPARE(worker.ask(&Worker::work, 1).result(), 1);
        worker.tell(&Worker::work, 1);
        const auto before = system.ledger();
        QVERIFY(worker.stopWhenDrained().waitForFinished(5s));
        QVERIFY(worker.stopWhenDrained().waitForFinished(5s));
        QCOMPARE(worker.handledMessageCount(), 2U);
        QCOMPARE(system.deadLetters()->count(), 0U);
        system.settle();
        const auto after = system.ledger();
        // Only the answers to this thread.
        QCOMPARE(after.sent, before.sent + 2);
        QVERIFY(after.isBalanced());
    }

    void aDeadLetterNamesTheThreadThatHasSentIfThatIsKnown()
    {
        TestKit::TestSystem system;
        const auto worker = system.spawn(
            Props<Worker>(u"worker"_s).withSupervision(always(Directive::Stop)), u"worker"_s);
        worker.tell(&Worker::work, -1);
        QVERIFY(worker.terminated().waitForFinished(5s));
        worker.tell(&Worker::work, 1);
        const auto letters = system.deadLetters()->letters();
        QCOMPARE(letters.size(), 2);
        QCOMPARE(letters[0].reason(), DeadLetter::Reason::HandlerFailed);
        QCOMPARE(letters[0].senderThread(), QString());
        QCOMPARE(letters[1].reason(), DeadLetter::Reason::ActorStopped);
        QCOMPARE(letters[1].senderThread(), u"main"_s);
    }

    void anActorInThePlaceOfAnotherBeginsAnew()
    {
        constexpr int Count = 600;
        const Reports reports;
        TestKit::TestSystem system;
        QSet<quint32> places;
        {
            const auto bounded = Props<Worker>(u"first"_s)
                                     .withMailbox(Mailbox::bounded(3))
                                     .withSupervision(always(Directive::Restart));
            std::vector<Ref<Worker>> first(Count);
            for (int i = 0; i < Count; ++i)
                first[i] = i % 2 ? system.spawn(bounded, u"first%1"_s.arg(i))
                                 : system.spawnAnonymous<Worker>(u"first"_s);
            for (const auto &worker : first) {
                worker.tell(&Worker::work, 1);
                worker.tell(&Worker::work, -1);
            }
            system.settle();
            for (const auto &worker : first) {
                QCOMPARE(worker.failureCount(), 1U);
                places.insert(quint32(worker.id()));
                worker.suspend();
                worker.stop();
            }
            for (const auto &worker : first)
                QVERIFY(worker.terminated().waitForFinished(5s));
        }
        system.settle();

        int taken = 0;
        for (int i = 0; i < Count; ++i) {
            const auto worker = system.spawnAnonymous<Worker>(u"second"_s);
            taken += places.contains(quint32(worker.id())) ? 1 : 0;
            QVERIFY(worker.name().startsWith(u'$'));
            QVERIFY(!worker.isStopped());
            QVERIFY(!worker.isSuspended());
            QCOMPARE(worker.mailboxCapacity(), -1);
            QVERIFY(worker.started().waitForFinished(5s));
            QCOMPARE(worker.mailboxSize(), 0U);
            QCOMPARE(worker.handledMessageCount(), 0U);
            QCOMPARE(worker.failureCount(), 0U);
            QCOMPARE(worker.restartCount(), 0U);
            QCOMPARE(worker.ask(&Worker::work, 2).result(), 2);
        }
        QVERIFY(taken > 0);
    }

    void anActorMadeWithoutSpawnHasNoSystem()
    {
        class Loner : public Actor
        {
        public:
            using Actor::system;
        };
        const Reports reports;
        const Loner loner;
        QCOMPARE(loner.system(), nullptr);
        QCOMPARE(reports.count(Diagnostic::ActorWithoutSpawn), 1);
    }
};

QTEST_GUILESS_MAIN(LifecycleTest)

#include "lifecycletest.moc"
