// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/TestKit/TestSystem>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>
#include <semaphore>
#include <thread>
#include <vector>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Server : public Actor
{
    Q_OBJECT

public:
    explicit Server(const std::shared_ptr<const int> &kept = {})
        : m_kept(kept)
    {
    }
    int twice(int value) { return 2 * value; }
    void never() { m_open = deferReply<void>(); }
    Ref<Server> bear() { return spawn<Server>(u"child"_s, std::shared_ptr<const int>()); }

private:
    const std::shared_ptr<const int> m_kept;
    Deferred<void> m_open;
};

//! Leaves it to others to answer.
class Clerk : public Actor
{
    Q_OBJECT

public:
    explicit Clerk(std::shared_ptr<Deferred<void>> answer)
        : m_answer(std::move(answer))
    {
    }
    void leaveOpen() { *m_answer = deferReply<void>(); }

private:
    const std::shared_ptr<Deferred<void>> m_answer;
};

Ref<Server> spawnServer(ActorSystem &system, const Dispatcher &dispatcher = Dispatcher::automatic(),
                        const std::shared_ptr<const int> &kept = {})
{
    return system.spawn(Props<Server>(kept).withDispatcher(dispatcher), u"server"_s);
}

//! All that a reference can be asked for once its system is gone.
void useOrphan(const Ref<Server> &server, const QString &path)
{
    QVERIFY(!server.isNull());
    QVERIFY(server.isStopped());
    QCOMPARE(server.path(), path);
    QCOMPARE(server.type(), u"Server"_s);
    QString text;
    QDebug(&text) << server;
    QVERIFY2(text.contains(path) && text.contains(u"stopped"_s), qPrintable(text));
    QCOMPARE(server.tryTell(&Server::twice, 1), SendResult::Closed);
    server.tell(&Server::twice, 1);
    server.suspend();
    server.resume();
    QCOMPARE(server.mailboxSize(), 0U);
    Reply<int> answer = server.ask(&Server::twice, 1);
    QVERIFY(answer.waitForFinished(10s));
    QCOMPARE(answer.error().code(), ActorError::Code::ActorStopped);
    QVERIFY(server.stop().waitForFinished(10s));
    QVERIFY(server.terminated().waitForFinished(10s));
    const Ref<Server> copy = server; // NOLINT(performance-unnecessary-copy-initialization)
    QCOMPARE(copy, server);
}

} // namespace

class LifetimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReferenceMayOutliveItsSystem_data();
    void aReferenceMayOutliveItsSystem();
    void aReferenceMayOutliveItsTestSystem();
    void theLastReferenceFreesWhatItLedTo();
    void aReplyMayOutliveItsSystem();
    void aReplyThatNobodyHasAnsweredFailsWithItsSystem();
    void aContinuationOfAFinishedReplyRunsAfterTheEndOfItsSystem();
    void aCancelableMayOutliveItsSystem();
    void threadsMayTellAskAndLetGoWhileTheSystemEnds();
    void aThreadMayServeItsAnswersWhileTheSystemEnds();
    void theGuiThreadMayRunItsActorsWhileTheSystemEnds();
    void aContinuationRunsInTheThreadOfItsContextAndTheNextOneWhereWasAsked();
    void repliesMayBeDroppedWhileTheirAnswersAreRefused();
    void aReplyEndsWhereWasAskedThoughItsContextIsElsewhere();
    void aTopLevelActorHasNoParent();
    void aReferenceMayOutliveMain();
};

void LifetimeTest::aReferenceMayOutliveItsSystem_data()
{
    QTest::addColumn<Dispatcher>("dispatcher");
    QTest::newRow("dedicated") << Dispatcher::dedicated();
    QTest::newRow("pool") << Dispatcher::pool(2);
    QTest::newRow("gui") << Dispatcher::gui();
}

void LifetimeTest::aReferenceMayOutliveItsSystem()
{
    QFETCH(const Dispatcher, dispatcher);
    Ref<Server> server;
    Ref<Server> child;
    {
        ActorSystem system(u"gone"_s);
        server = spawnServer(system, dispatcher);
        child = server.ask(&Server::bear).result();
        QCOMPARE(server.ask(&Server::twice, 2).result(), 4);
    }
    useOrphan(server, u"/user/server"_s);
    useOrphan(child, u"/user/server/child"_s);
    QCOMPARE(child.parent(), ActorRef(server));
    std::thread([server = std::exchange(server, {}), child = std::exchange(child, {})] {
        useOrphan(server, u"/user/server"_s);
        useOrphan(child, u"/user/server/child"_s);
    }).join();
}

void LifetimeTest::aReferenceMayOutliveItsTestSystem()
{
    Ref<Server> server;
    {
        TestKit::TestSystem system(TestKit::TestSystem::Deterministic);
        server = spawnServer(system);
        QCOMPARE(server.ask(&Server::twice, 2).result(), 4);
    }
    useOrphan(server, u"/user/server"_s);
    std::thread([server = std::exchange(server, {})] {
        useOrphan(server, u"/user/server"_s);
    }).join();
}

void LifetimeTest::theLastReferenceFreesWhatItLedTo()
{
    std::weak_ptr<const int> argument;
    Ref<Server> server;
    {
        ActorSystem system(u"gone"_s);
        const auto kept = std::make_shared<const int>(1);
        argument = kept;
        server = spawnServer(system, Dispatcher::automatic(), kept);
        QVERIFY(server.started().waitForFinished(10s));
    }
    QVERIFY(!argument.expired());
    std::thread([server = std::exchange(server, {})] {}).join();
    QVERIFY(argument.expired());
}

void LifetimeTest::aReplyMayOutliveItsSystem()
{
    Reply<int> answered;
    Reply<int> onTheWay;
    Reply<void> open;
    {
        ActorSystem system(u"gone"_s);
        const auto server = spawnServer(system);
        answered = server.ask(&Server::twice, 2);
        QVERIFY(answered.waitForFinished(10s));
        onTheWay = server.ask(&Server::twice, 3);
        open = server.ask(&Server::never);
    }
    QCOMPARE(answered.result(), 4);
    QVERIFY(onTheWay.isFinished());
    QVERIFY(open.isFinished());
    // Stopped before or after its handler has run.
    QVERIFY(!open.isSuccessful());
    QVERIFY(open.waitForFinished());
    open.cancel();
}

void LifetimeTest::aReplyThatNobodyHasAnsweredFailsWithItsSystem()
{
    const auto answer = std::make_shared<Deferred<void>>();
    Reply<void> open;
    int failures = 0;
    {
        ActorSystem system(u"gone"_s);
        const auto clerk =
            system.spawn(Props<Clerk>::from([answer] { return std::make_unique<Clerk>(answer); }));
        open = clerk.ask(&Clerk::leaveOpen);
        open.then([] {}).onFailed([&failures](const ActorError &error) {
            failures += error.code() == ActorError::Code::SystemClosed ? 1 : 100;
        });
        QTRY_VERIFY(answer->isWanted());
    }
    QVERIFY(open.isFinished());
    QCOMPARE(open.error().code(), ActorError::Code::SystemClosed);
    QCOMPARE(failures, 1);
    // It comes too late, by whichever thread.
    std::thread([answer] { answer->resolve(); }).join();
    QCOMPARE(open.error().code(), ActorError::Code::SystemClosed);
    QCOMPARE(failures, 1);
}

void LifetimeTest::aContinuationOfAFinishedReplyRunsAfterTheEndOfItsSystem()
{
    Reply<int> answered;
    {
        ActorSystem system(u"gone"_s);
        answered = spawnServer(system).ask(&Server::twice, 2);
        QVERIFY(answered.waitForFinished(10s));
    }
    bool isAttached = false;
    Reply<int> next = answered.then([&](int value) { return isAttached ? value + 1 : 0; });
    isAttached = true;
    QVERIFY(next.waitForFinished(10s));
    QCOMPARE(next.result(), 5);
    int last = 0;
    next.then([&](int value) { last = value; });
    QCOMPARE(last, 0);
    QTRY_COMPARE(last, 5);
}

void LifetimeTest::aCancelableMayOutliveItsSystem()
{
    Cancelable once;
    Cancelable repeated;
    {
        ActorSystem system(u"gone"_s);
        int calls = 0;
        once = system.scheduler()->once(0ms, this, [&calls] { ++calls; });
        repeated = system.scheduler()->repeat(1h, 1h, Scheduler::Repeat::FixedRate, this, [] {});
        QTRY_COMPARE(calls, 1);
    }
    once.cancel();
    QVERIFY(repeated.isCancelled());
    QVERIFY(!repeated.cancel());
}

void LifetimeTest::threadsMayTellAskAndLetGoWhileTheSystemEnds()
{
    for (int round = 0; round < 20; ++round) {
        std::optional<ActorSystem> system(std::in_place, u"gone"_s);
        std::vector<Ref<Server>> servers;
        servers.reserve(8);
        for (int i = 0; i < 8; ++i)
            servers.push_back(system->spawn(Props<Server>(std::shared_ptr<const int>())));
        std::atomic<bool> isGone = false;
        std::atomic<int> answers = 0;
        std::vector<std::thread> threads;
        threads.reserve(4);
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([own = servers, &isGone, &answers]() mutable {
                int afterTheEnd = 3;
                while (afterTheEnd > 0) {
                    if (isGone)
                        --afterTheEnd;
                    for (const auto &server : own) {
                        server.tell(&Server::twice, 1);
                        const auto reply = server.ask(&Server::twice, 1);
                        if (!reply.waitForFinished(10s))
                            qFatal("an ask was left without an answer");
                        ++answers;
                    }
                }
                own.clear();
            });
        }
        servers.clear();
        while (answers < 100)
            QThread::yieldCurrentThread();
        system.reset();
        isGone = true;
        for (std::thread &thread : threads)
            thread.join();
    }
}

void LifetimeTest::aThreadMayServeItsAnswersWhileTheSystemEnds()
{
    for (int round = 0; round < 20; ++round) {
        std::optional<ActorSystem> system(std::in_place, u"gone"_s);
        const auto server = spawnServer(*system, Dispatcher::pool(1));
        std::atomic<int> answers = 0;
        std::atomic<int> failures = 0;
        QThread *thread = QThread::create([&answers, &failures, server] {
            QEventLoop loop;
            std::function<void()> ask = [&] {
                server.ask(&Server::twice, 1)
                    .then([&](int) {
                        ++answers;
                        ask();
                    })
                    .onFailed([&] {
                        ++failures;
                        loop.quit();
                    });
            };
            ask();
            loop.exec();
        });
        thread->start();
        while (answers < 100)
            QThread::yieldCurrentThread();
        system.reset();
        QVERIFY(thread->wait(10'000));
        delete thread;
        QCOMPARE(failures.load(), 1);
    }
}

void LifetimeTest::theGuiThreadMayRunItsActorsWhileTheSystemEnds()
{
    for (int round = 0; round < 10; ++round) {
        std::binary_semaphore isMade(0);
        std::binary_semaphore mayEnd(0);
        Ref<Server> server;
        QThread *owner = QThread::create([&] {
            ActorSystem system(u"gone"_s);
            server = spawnServer(system, Dispatcher::gui());
            isMade.release();
            mayEnd.acquire();
        });
        owner->start();
        isMade.acquire();
        int answers = 0;
        bool hasFailed = false;
        std::function<void()> ask = [&] {
            server.tell(&Server::twice, 1);
            server.ask(&Server::twice, 1)
                .then([&](int) {
                    if (++answers == 50)
                        mayEnd.release();
                    ask();
                })
                .onFailed([&] { hasFailed = true; });
        };
        ask();
        QTRY_VERIFY_WITH_TIMEOUT(hasFailed, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(owner->isFinished(), 10'000);
        owner->wait();
        delete owner;
        QVERIFY(server.isStopped());
    }
}

void LifetimeTest::aContinuationRunsInTheThreadOfItsContextAndTheNextOneWhereWasAsked()
{
    ActorSystem system(u"test"_s);
    const auto server = spawnServer(system);
    QThread other;
    other.start();
    auto *context = new QObject;
    context->moveToThread(&other);
    for (int round = 0; round < 100; ++round) {
        QThread *first = nullptr;
        QThread *second = nullptr;
        Reply<int> next = server.ask(&Server::twice, round).then(context, [&](int value) {
            first = QThread::currentThread();
            return value + 1;
        });
        if (round % 3 == 0) {
            QVERIFY(next.waitForFinished(10s));
            QCOMPARE(next.result(), 2 * round + 1);
            QCOMPARE(first, &other);
            continue;
        }
        Reply<int> last = next.then([&](int value) {
            second = QThread::currentThread();
            return value + 1;
        });
        if (round % 3 == 1)
            next = {};
        QVERIFY(last.waitForFinished(10s));
        QCOMPARE(last.result(), 2 * round + 2);
        QCOMPARE(first, &other);
        QCOMPARE(second, QThread::currentThread());
    }
    Reply<int> failing =
        server.ask(&Server::twice, 1).then(context, [](int) -> int { throw ActorError(u"no"_s); });
    QVERIFY(failing.waitForFinished(10s));
    QCOMPARE(failing.error().text(), u"no"_s);
    context->deleteLater();
    other.quit();
    other.wait();
}

void LifetimeTest::repliesMayBeDroppedWhileTheirAnswersAreRefused()
{
    for (int round = 0; round < 20; ++round) {
        std::weak_ptr<const int> captured;
        {
            ActorSystem system(u"test"_s);
            const auto server = spawnServer(system, Dispatcher::dedicated());
            server.suspend();
            const auto kept = std::make_shared<const int>(round);
            captured = kept;
            std::vector<Reply<int>> replies;
            std::thread([&replies, &server, kept] {
                for (int i = 0; i < 1000; ++i) {
                    replies.push_back(server.ask(&Server::twice, i));
                    replies.push_back(replies.back().then([kept](int value) { return value; }));
                }
            }).join();
            server.resume();
            while (server.handledMessageCount() == 0)
                QThread::yieldCurrentThread();
            replies.clear();
        }
        QVERIFY(captured.expired());
    }
}

void LifetimeTest::aReplyEndsWhereWasAskedThoughItsContextIsElsewhere()
{
    ActorSystem system(u"test"_s);
    const auto server = spawnServer(system);
    QThread other;
    other.start();
    auto *context = new QObject;
    context->moveToThread(&other);
    std::binary_semaphore mayEnd(0);
    QMetaObject::invokeMethod(context, [context, &mayEnd] {
        mayEnd.acquire();
        delete context;
    });

    std::atomic<int> calls = 0;
    std::atomic<int> endsHere = 0;
    const auto *here = QThread::currentThread();
    const auto makeTrace = [&endsHere, here] {
        return std::shared_ptr<const QThread>(here, [&endsHere](const QThread *thread) {
            if (QThread::currentThread() == thread)
                ++endsHere;
        });
    };
    constexpr int count = 1000;
    for (int i = 0; i < count; ++i) {
        server.ask(&Server::twice, i)
            .then(context, [&calls](int) { ++calls; })
            .then([trace = makeTrace()] {});
    }
    // The answers have come, and the calls are on their way.
    QVERIFY(server.ask(&Server::twice, 0).waitForFinished(10s));
    mayEnd.release();
    // Meanwhile this thread goes on to count replies of its own.
    for (const QDeadlineTimer end(20s); endsHere < count && !end.hasExpired();)
        QCOMPARE(server.ask(&Server::twice, 2).result(), 4);
    QCOMPARE(endsHere.load(), count);
    QCOMPARE(calls.load(), 0);
    other.quit();
    other.wait();
}

void LifetimeTest::aTopLevelActorHasNoParent()
{
    ActorSystem system(u"test"_s);
    QVERIFY(spawnServer(system).parent().isNull());
}

namespace {

// Older than all that the library makes when it is first used, and so destroyed after it.
Ref<Server> keptUntilTheEnd;

} // namespace

void LifetimeTest::aReferenceMayOutliveMain()
{
    ActorSystem system(u"kept"_s);
    keptUntilTheEnd = spawnServer(system);
    QVERIFY(keptUntilTheEnd.started().waitForFinished(5s));
}

QTEST_GUILESS_MAIN(LifetimeTest)

#include "lifetimetest.moc"
