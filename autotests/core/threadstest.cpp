// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/memorypool.h>

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QHash>
#include <QSemaphore>
#include <QSet>
#include <QTest>
#include <QThread>

#include <atomic>
#include <malloc.h>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Dweller : public Actor
{
    Q_OBJECT

public:
    quint64 thread() const { return quint64(quintptr(QThread::currentThreadId())); }
    QString threadName() const { return QThread::currentThread()->objectName(); }
    void passOn(const ActorRef &next, int left)
    {
        if (left > 0)
            Ref<Dweller>(next).tell(&Dweller::arrive, left);
    }
    void arrive(int left) { m_arrived += left; }
    int arrived() const { return m_arrived; }
    void runEventLoop()
    {
        QEventLoop loop;
        nested = &loop;
        loop.exec();
    }
    void leave() { stop(); }
    void fail() { Actor::fail(ActorError(u"on purpose"_s)); }

    static inline std::atomic<QEventLoop *> nested = nullptr;

private:
    int m_arrived = 0;
};

int threadsOfProcess()
{
    return int(QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

int descriptorsOfProcess()
{
    return int(QDir(u"/proc/self/fd"_s)
                   .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                   .size());
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

Props<Dweller> on(const Dispatcher &dispatcher)
{
    return Props<Dweller>().withDispatcher(dispatcher);
}

} // namespace

class ThreadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_threads = threadsOfProcess(); }
    //! The system lists a thread for a moment after it was joined.
    void init() { QTRY_COMPARE(threadsOfProcess(), m_threads); }

    void aPoolSpreadsItsActorsAndKeepsEachOnItsThread();
    void dedicatedActorsHaveThreadsOfTheirNames();
    void aRestartKeepsTheThread();
    void aThreadEndsWithItsActor();
    void theThreadOfAStoppedActorGoesBackToTheBudget();
    void aNamedDispatcherIsStartedWhenItIsNeeded();
    void aThousandTopLevelActorsShareFewThreads();
    void aThousandDedicatedActorsTalkInLessThanAGigabyte();
    void aHundredThousandActorsLeaveNothingBehind();
    void anActorThatStopsWhileAnotherRunsANestedLoopIsGoneAtOnce();

private:
    int m_threads = 0;
};

void ThreadsTest::aPoolSpreadsItsActorsAndKeepsEachOnItsThread()
{
    ActorSystem system(u"test"_s);
    const Dispatcher four = Dispatcher::pool(4);
    QList<Ref<Dweller>> actors;
    QHash<quint64, int> load;
    QList<quint64> homes;
    for (int i = 0; i < 16; ++i)
        actors.append(system.spawn(on(four), u"actor-%1"_s.arg(i)));
    for (const auto &actor : std::as_const(actors)) {
        homes.append(actor.ask(&Dweller::thread).result());
        ++load[homes.last()];
    }
    QCOMPARE(load.size(), 4);
    for (const int actorsOfThread : std::as_const(load))
        QCOMPARE(actorsOfThread, 4);
    QVERIFY(!load.contains(quint64(quintptr(QThread::currentThreadId()))));
    for (int round = 0; round < 100; ++round) {
        for (int i = 0; i < 16; ++i)
            QCOMPARE(actors[i].ask(&Dweller::thread).result(), homes[i]);
    }
}

void ThreadsTest::dedicatedActorsHaveThreadsOfTheirNames()
{
    ActorSystem system(u"test"_s);
    QSet<quint64> threads;
    for (int i = 0; i < 16; ++i) {
        const QString name = u"actor-%1"_s.arg(i);
        const auto actor = system.spawn(on(Dispatcher::dedicated()), name);
        threads.insert(actor.ask(&Dweller::thread).result());
        QCOMPARE(actor.ask(&Dweller::threadName).result(), name);
    }
    QCOMPARE(threads.size(), 16);
}

void ThreadsTest::aRestartKeepsTheThread()
{
    ActorSystem system(u"test"_s);
    const auto actor = system.spawn(on(Dispatcher::dedicated()), u"actor"_s);
    const auto before = actor.ask(&Dweller::thread).result();
    actor.tell(&Dweller::fail);
    QTRY_COMPARE(actor.restartCount(), 1U);
    QCOMPARE(actor.ask(&Dweller::thread).result(), before);
}

void ThreadsTest::aThreadEndsWithItsActor()
{
    ActorSystem system(u"test"_s);
    const int before = threadsOfProcess();
    const auto actor = system.spawn(on(Dispatcher::dedicated()), u"actor"_s);
    QVERIFY(actor.started().waitForFinished(10s));
    QCOMPARE(threadsOfProcess(), before + 1);
    QVERIFY(actor.stop().waitForFinished(10s));
    QTRY_COMPARE(threadsOfProcess(), before);
}

void ThreadsTest::theThreadOfAStoppedActorGoesBackToTheBudget()
{
    ActorSystemOptions options;
    options.dedicatedThreads = 2;
    ActorSystem system(u"test"_s, options);
    const auto first = system.spawn<Dweller>(u"first"_s);
    const auto second = system.spawn<Dweller>(u"second"_s);
    const auto third = system.spawn<Dweller>(u"third"_s);
    QCOMPARE(first.ask(&Dweller::threadName).result(), u"first"_s);
    QCOMPARE(second.ask(&Dweller::threadName).result(), u"second"_s);
    QVERIFY(third.ask(&Dweller::threadName).result().startsWith(u"pool"_s));
    QVERIFY(first.stop().waitForFinished(10s));
    const auto fourth = system.spawn<Dweller>(u"fourth"_s);
    QCOMPARE(fourth.ask(&Dweller::threadName).result(), u"fourth"_s);
}

void ThreadsTest::aNamedDispatcherIsStartedWhenItIsNeeded()
{
    ActorSystem system(u"test"_s);
    const int before = threadsOfProcess();
    system.configureDispatcher(u"io"_s, Dispatcher::pool(2));
    QCOMPARE(threadsOfProcess(), before);
    const auto first = system.spawn(on(u"io"_s), u"first"_s);
    QVERIFY(first.started().waitForFinished(10s));
    QCOMPARE(threadsOfProcess(), before + 1);
    const auto second = system.spawn(on(u"io"_s), u"second"_s);
    const auto third = system.spawn(on(u"io"_s), u"third"_s);
    QVERIFY(third.started().waitForFinished(10s));
    QCOMPARE(threadsOfProcess(), before + 2);
    const auto unknown = system.spawn(on(u"oi"_s), u"fourth"_s);
    QVERIFY(unknown.isNull());
    QCOMPARE(unknown.error().code(), ActorError::Code::UnknownDispatcher);
}

void ThreadsTest::aThousandTopLevelActorsShareFewThreads()
{
    ActorSystemOptions options;
    options.dedicatedThreads = 8;
    ActorSystem system(u"test"_s, options);
    const int before = threadsOfProcess();
    QList<Ref<Dweller>> actors;
    for (int i = 0; i < 1000; ++i)
        actors.append(system.spawn<Dweller>(u"actor-%1"_s.arg(i)));
    for (const auto &actor : std::as_const(actors))
        QVERIFY(actor.started().waitForFinished(10s));
    const int most = options.dedicatedThreads + qMax(2, QThread::idealThreadCount());
    QVERIFY2(threadsOfProcess() - before <= most, qPrintable(QString::number(threadsOfProcess())));
}

void ThreadsTest::aThousandDedicatedActorsTalkInLessThanAGigabyte()
{
    const qint64 before = residentBytes();
    ActorSystem system(u"test"_s);
    constexpr int Count = 1000;
    QList<Ref<Dweller>> actors;
    for (int i = 0; i < Count; ++i)
        actors.append(system.spawn(on(Dispatcher::dedicated()), u"actor-%1"_s.arg(i)));
    // Each to some others, so that there are inboxes and rings.
    for (int i = 0; i < Count; ++i) {
        for (int k = 1; k <= 10; ++k) {
            for (int n = 0; n < (k == 1 ? 100 : 1); ++n)
                actors[i].tell(&Dweller::passOn, ActorRef(actors[(i + k * k) % Count]), 1);
        }
    }
    QTRY_VERIFY_WITH_TIMEOUT(system.isQuiet(), 30'000);
    for (const auto &actor : std::as_const(actors))
        QCOMPARE(actor.ask(&Dweller::arrived).result(), 109);
    const qint64 used = residentBytes() - before;
    qInfo() << "resident for 1,000 dedicated actors:" << used / 1024 / 1024 << "MiB";
    QVERIFY(used < qint64(1) << 30);
    QVERIFY(system.shutdown(60s).waitForFinished(60s));
}

void ThreadsTest::aHundredThousandActorsLeaveNothingBehind()
{
    constexpr int Count = 100'000;
    ActorSystem system(u"test"_s);
    const Dispatcher two = Dispatcher::pool(2);
    const auto inUse = [] { return Internal::poolStatistics().bytesInUse; };
    const auto held = [] { return Internal::poolStatistics().bytesHeld; };
    const auto liveBytes = [] { return qint64(::mallinfo2().uordblks + ::mallinfo2().hblkhd); };
    qint64 mostInUse = 0;
    qint64 mostAlive = 0;
    const auto spawnAndStop = [&] {
        QList<Ref<Dweller>> actors;
        actors.reserve(Count);
        for (int i = 0; i < Count; ++i)
            actors.append(system.spawn(on(two)));
        for (const auto &actor : std::as_const(actors))
            actor.tell(&Dweller::arrive, 1);
        // None of it may become a dead letter, which is kept.
        if (!QTest::qWaitFor([&] { return system.isQuiet(); }, 60'000))
            return false;
        mostInUse = qMax(mostInUse, inUse());
        mostAlive = qMax(mostAlive, liveBytes());
        for (const auto &actor : std::as_const(actors))
            actor.stop();
        actors.clear();
        return QTest::qWaitFor([&] { return system.actorCount() == 0 && system.isQuiet(); },
                               60'000);
    };
    const qint64 empty = liveBytes() - held();
    QVERIFY(spawnAndStop());
    QCOMPARE(system.deadLetters()->count(), 0U);
    const int threads = threadsOfProcess();
    const int descriptors = descriptorsOfProcess();
    const qint64 bytes = liveBytes();
    const qint64 pooled = inUse();
    const qint64 kept = held();
    QVERIFY(spawnAndStop());
    qInfo() << "live bytes: without actors" << empty << "with them" << mostAlive
            << "after the first" << bytes << "after the second" << liveBytes()
            << "; of pools: with actors" << mostInUse << "in use, then" << pooled << inUse()
            << "in use," << kept << held() << "held";
    QCOMPARE(threadsOfProcess(), threads);
    QCOMPARE(descriptorsOfProcess(), descriptors);
    QVERIFY(qAbs(liveBytes() - bytes) <= bytes / 100);
    QVERIFY(qAbs(held() - kept) <= kept / 100);
    QVERIFY(qAbs(inUse() - pooled) <= qMax<qint64>(pooled / 100, 4096));
    // The memory of the cells, 128 bytes each, was given back: what stays beside the pools is the
    // table by which old references are known, some memory of cells for the next ones, and the
    // lists of the pools. A sanitizer does not count its own.
    QVERIFY(mostAlive == 0 || mostAlive - bytes >= Count * qint64(256));
    QVERIFY2(liveBytes() - held() - empty <= Count * qint64(72),
             QByteArray::number(liveBytes() - held()));
}

void ThreadsTest::anActorThatStopsWhileAnotherRunsANestedLoopIsGoneAtOnce()
{
    ActorSystem system(u"test"_s);
    const Dispatcher one = Dispatcher::pool(1);
    const auto waiting = system.spawn(on(one), u"waiting"_s);
    const auto neighbour = system.spawn(on(one), u"neighbour"_s);
    waiting.tell(&Dweller::runEventLoop);
    QVERIFY(neighbour.ask(&Dweller::thread).waitForFinished(5s));
    QCOMPARE(system.actorCount(), 2);
    // Nobody waits for its end.
    neighbour.tell(&Dweller::leave);
    QTRY_COMPARE(system.actorCount(), 1);
    QMetaObject::invokeMethod(Dweller::nested.load(), &QEventLoop::quit, Qt::QueuedConnection);
    QVERIFY(system.shutdown().waitForFinished(5s));
}

QTEST_GUILESS_MAIN(ThreadsTest)

#include "threadstest.moc"
