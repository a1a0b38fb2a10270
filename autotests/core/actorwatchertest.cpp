// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorWatcher>
#include <Actors/TestKit/TestSystem>

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace std::chrono_literals;

class Worker : public Actor
{
    Q_OBJECT

public:
    void work() { ++m_handled; }
    int handled() const { return m_handled; }
    void crash() { throw ActorError(QStringLiteral("it broke")); }

private:
    int m_handled = 0;
};

//! A handler that runs until the test lets it go.
class Stuck : public Actor
{
    Q_OBJECT

public:
    explicit Stuck(std::shared_ptr<std::atomic<bool>> release)
        : m_release(std::move(release))
    {
    }
    void block()
    {
        while (!*m_release)
            QThread::yieldCurrentThread();
    }
    void work() { }

private:
    const std::shared_ptr<std::atomic<bool>> m_release;
};

class ActorWatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheWholeLifeInOrder();
    void tellsOfAnActorThatHasStoppedBefore();
    void tellsOfAnActorThatHasStartedBefore();
    void tellsANullReferenceAsStopped();
    void emitsInItsOwnThread();
    void doesNotTellARestartAsTheEnd();
    void tellsWhyTheActorEnded();
    void findsTheNameFreeWhenTheActorHasStopped();
    void tellsOfTheHighMarkWhileTheActorIsBusy();
    void tellsTheLowMarkOnce();
    void mayDieBeforeTheActor();
};

void ActorWatcherTest::tellsTheWholeLifeInOrder()
{
    ActorSystem system(QStringLiteral("test"));
    const auto worker = system.spawn<Worker>(QStringLiteral("worker"));
    ActorWatcher watcher(worker);
    QStringList life;
    connect(&watcher, &ActorWatcher::started, this, [&] { life << QStringLiteral("started"); });
    connect(&watcher, &ActorWatcher::failed, this,
            [&](const Failure &failure) { life << failure.error().text() << failure.message(); });
    connect(&watcher, &ActorWatcher::restarted, this, [&] { life << QStringLiteral("restarted"); });
    connect(&watcher, &ActorWatcher::stopping, this, [&] { life << QStringLiteral("stopping"); });
    connect(&watcher, &ActorWatcher::stopped, this, [&] {
        life << QStringLiteral("stopped");
        QVERIFY(watcher.isStopped());
    });
    connect(&watcher, &ActorWatcher::terminated, this,
            [&](const Terminated &terminated) { life << terminated.path(); });
    QVERIFY(!watcher.isStopped());
    QTRY_COMPARE(life.size(), 1);

    worker.tell(&Worker::crash);
    QTRY_COMPARE(life.size(), 4);
    worker.stop();
    QTRY_COMPARE(life.size(), 7);
    QCOMPARE(life,
             QStringList({QStringLiteral("started"), QStringLiteral("it broke"),
                          QStringLiteral("Worker::crash()"), QStringLiteral("restarted"),
                          QStringLiteral("stopping"), QStringLiteral("stopped"),
                          QStringLiteral("/user/worker")}));
}

void ActorWatcherTest::tellsOfAnActorThatHasStoppedBefore()
{
    TestSystem system;
    const auto worker = system.spawn<Worker>(QStringLiteral("worker"));
    worker.stop();
    system.settle();
    ActorWatcher watcher(worker);
    QSignalSpy started(&watcher, &ActorWatcher::started);
    QSignalSpy stopped(&watcher, &ActorWatcher::stopped);
    QSignalSpy terminated(&watcher, &ActorWatcher::terminated);
    system.settle();
    QTRY_COMPARE(terminated.count(), 1);
    QCOMPARE(stopped.count(), 1);
    QCOMPARE(started.count(), 0);
    QVERIFY(watcher.isStopped());
}

void ActorWatcherTest::tellsOfAnActorThatHasStartedBefore()
{
    TestSystem system;
    const auto worker = system.spawn<Worker>(QStringLiteral("worker"));
    system.settle();
    ActorWatcher watcher(worker);
    QSignalSpy started(&watcher, &ActorWatcher::started);
    system.settle();
    QTRY_COMPARE(started.count(), 1);
}

void ActorWatcherTest::tellsANullReferenceAsStopped()
{
    ActorWatcher watcher{ActorRef()};
    QSignalSpy terminated(&watcher, &ActorWatcher::terminated);
    QTRY_COMPARE(terminated.count(), 1);
    QVERIFY(watcher.isStopped());
}

void ActorWatcherTest::emitsInItsOwnThread()
{
    ActorSystem system(QStringLiteral("test"));
    const auto worker = system.spawn<Worker>(QStringLiteral("worker"));
    QThread thread;
    thread.start();
    auto *watcher = new ActorWatcher(worker);
    std::atomic<QThread *> emittedIn = nullptr;
    connect(
        watcher, &ActorWatcher::stopped, watcher,
        [&emittedIn] { emittedIn = QThread::currentThread(); }, Qt::DirectConnection);
    watcher->moveToThread(&thread);
    worker.stop();
    QTRY_COMPARE(emittedIn.load(), &thread);
    watcher->deleteLater();
    thread.quit();
    thread.wait();
}

void ActorWatcherTest::doesNotTellARestartAsTheEnd()
{
    TestSystem system;
    const auto worker = system.spawn<Worker>(QStringLiteral("worker"));
    ActorWatcher watcher(worker);
    QSignalSpy restarted(&watcher, &ActorWatcher::restarted);
    QSignalSpy terminated(&watcher, &ActorWatcher::terminated);
    for (int i = 0; i < 3; ++i)
        worker.tell(&Worker::crash);
    system.advance(60s);
    QTRY_COMPARE(restarted.count(), 3);
    QCOMPARE(terminated.count(), 0);
}

void ActorWatcherTest::tellsWhyTheActorEnded()
{
    TestSystem system;
    const auto worker = system.spawn(
        Props<Worker>().withSupervision(SupervisorStrategy::stopping()), QStringLiteral("worker"));
    ActorWatcher watcher(worker);
    Terminated last;
    connect(&watcher, &ActorWatcher::terminated, this,
            [&last](const Terminated &terminated) { last = terminated; });
    worker.tell(&Worker::crash);
    system.settle();
    QTRY_VERIFY(watcher.isStopped());
    QCOMPARE(last.reason(), Terminated::Reason::Failed);
    QCOMPARE(last.error().text(), QStringLiteral("it broke"));

    // Who comes later is told the same.
    ActorWatcher late(worker);
    connect(&late, &ActorWatcher::terminated, this,
            [&last](const Terminated &terminated) { last = terminated; });
    last = {};
    system.settle();
    QTRY_VERIFY(late.isStopped());
    QCOMPARE(last.reason(), Terminated::Reason::Failed);
}

void ActorWatcherTest::findsTheNameFreeWhenTheActorHasStopped()
{
    ActorSystem system(QStringLiteral("test"));
    const auto first = system.spawn<Worker>(QStringLiteral("worker"));
    ActorWatcher watcher(first);
    Ref<Worker> second;
    connect(&watcher, &ActorWatcher::stopped, this,
            [&] { second = system.spawn<Worker>(QStringLiteral("worker")); });
    first.stop();
    QTRY_VERIFY(watcher.isStopped());
    QVERIFY(second);
    QVERIFY(!(first == second));
}

void ActorWatcherTest::tellsOfTheHighMarkWhileTheActorIsBusy()
{
    ActorSystem system(QStringLiteral("test"));
    const auto release = std::make_shared<std::atomic<bool>>(false);
    const auto stuck = system.spawn(Props<Stuck>::from([release] {
                                        return std::make_unique<Stuck>(release);
                                    }).withMailbox(Mailbox::unbounded().waterMarks(5, 1)),
                                    QStringLiteral("stuck"));
    ActorWatcher watcher(stuck);
    QSignalSpy started(&watcher, &ActorWatcher::started);
    QSignalSpy high(&watcher, &ActorWatcher::highWater);
    QSignalSpy low(&watcher, &ActorWatcher::lowWater);
    QTRY_COMPARE(started.count(), 1);
    stuck.tell(&Stuck::block);
    QTRY_COMPARE(stuck.mailboxSize(), 0);
    for (int i = 0; i < 20; ++i)
        stuck.tell(&Stuck::work);
    QTRY_COMPARE(high.count(), 1);
    QCOMPARE(high.first().first().toInt(), 5);
    QCOMPARE(low.count(), 0);
    *release = true;
    QTRY_COMPARE(low.count(), 1);
    QCOMPARE(low.first().first().toInt(), 1);
    QCOMPARE(high.count(), 1);
}

void ActorWatcherTest::tellsTheLowMarkOnce()
{
    TestSystem system;
    const auto worker =
        system.spawn(Props<Worker>().withMailbox(Mailbox::unbounded().waterMarks(3, 1)),
                     QStringLiteral("worker"));
    ActorWatcher watcher(worker);
    QSignalSpy high(&watcher, &ActorWatcher::highWater);
    QSignalSpy low(&watcher, &ActorWatcher::lowWater);
    system.settle();
    for (int round = 1; round <= 3; ++round) {
        for (int i = 0; i < 10; ++i)
            worker.tell(&Worker::work);
        system.settle();
        QTRY_COMPARE(low.count(), round);
        QCOMPARE(high.count(), round);
    }
    worker.tell(&Worker::work);
    system.settle();
    QCoreApplication::processEvents();
    QCOMPARE(high.count(), 3);
    QCOMPARE(low.count(), 3);
}

void ActorWatcherTest::mayDieBeforeTheActor()
{
    ActorSystem system(QStringLiteral("test"));
    const auto worker = system.spawn<Worker>(QStringLiteral("worker"));
    for (int i = 0; i < 100; ++i) {
        const ActorWatcher watcher(worker);
        worker.tell(&Worker::crash);
    }
    QVERIFY(worker.stop().waitForFinished(10s));
}

QTEST_GUILESS_MAIN(ActorWatcherTest)
#include "actorwatchertest.moc"
