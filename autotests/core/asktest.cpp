// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/TestKit/TestSystem>

#include <QSignalSpy>
#include <QTest>

#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Query
{
    int value = 0;
};

class Server : public Actor
{
    Q_OBJECT

public:
    int twice(int value) { return 2 * value; }
    void touch() { }
    void failing() { throw std::invalid_argument("no"); }
    int receive(const Query &query) { return query.value + 1; }
    void byHand(int value) { Q_UNUSED(value) }
    void never() { m_open = deferReply<void>(); }
    int answerTwice()
    {
        reply(1);
        reply(2);
        return 3;
    }
    QFuture<int> later(int value)
    {
        QPromise<int> promise;
        promise.start();
        promise.addResult(value);
        promise.finish();
        return promise.future();
    }

private:
    Deferred<void> m_open;
};

class Client : public Actor
{
    Q_OBJECT

public:
    explicit Client(const Ref<Server> &server)
        : m_server(server)
    {
    }
    //! Finishes when the server has answered: serial until then.
    Reply<int> askOn(int value)
    {
        return m_server.ask(&Server::twice, value).then(this, [this](int answer) {
            m_answers.append(answer);
            return answer;
        });
    }
    Reply<int> throughMyself(int value) { return self<Client>().ask(&Client::plain, value); }
    int plain(int value) { return value; }
    QList<int> answers() const { return m_answers; }
    void remember(int value)
    {
        m_server.ask(&Server::twice, value).then(this, [this](int answer) {
            m_answers.append(answer);
        });
    }

private:
    const Ref<Server> m_server;
    QList<int> m_answers;
};

} // namespace

class AskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAHandlerReturnsAnswersTheAsk()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QCOMPARE(server.ask(&Server::twice, 21).result(), 42);
        QCOMPARE(server.ask(Query{1}).result(), 2);
        Reply<void> touched = server.ask(&Server::touch);
        QVERIFY(touched.waitForFinished(5s));
        QVERIFY(touched.isSuccessful());
        QCOMPARE((server.ask<&Server::twice>(4).result()), 8);
    }

    void thenRunsInTheThreadOfItsContext()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        int answer = 0;
        QThread *thread = nullptr;
        server.ask(&Server::twice, 3).then(this, [&](int value) {
            answer = value;
            thread = QThread::currentThread();
        });
        system.settle();
        QCOMPARE(answer, 6);
        QCOMPARE(thread, QThread::currentThread());
    }

    void aContinuationMayBeAttachedAfterTheAnswer()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        Reply<int> reply = server.ask(&Server::twice, 3);
        QVERIFY(reply.waitForFinished(5s));
        int answer = 0;
        reply.then(this, [&](int value) { answer = value; });
        QCOMPARE(answer, 0);
        system.settle();
        QCOMPARE(answer, 6);
    }

    void aContinuationIsNotCalledAfterTheDeathOfItsContext()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        auto context = std::make_unique<QObject>();
        bool called = false;
        server.ask(&Server::twice, 3).then(context.get(), [&](int) { called = true; });
        context.reset();
        QCOMPARE(server.ask(&Server::twice, 3).result(), 6);
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void aContinuationRunsInAnotherThread()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QThread thread;
        QObject context;
        context.moveToThread(&thread);
        thread.start();
        std::atomic<QThread *> ranOn = nullptr;
        server.ask(&Server::twice, 3).then(&context, [&](int) {
            ranOn = QThread::currentThread();
        });
        system.settle();
        QTRY_VERIFY(ranOn.load());
        QCOMPARE(ranOn.load(), &thread);
        thread.quit();
        thread.wait();
    }

    void repliesChain()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QString text;
        server.ask(&Server::twice, 3)
            .then(this, [server](int value) { return server.ask(&Server::twice, value); })
            .then(this, [](int value) { return QString::number(value); })
            .then(this, [&text](const QString &value) { text = value; });
        system.settle();
        QCOMPARE(text, u"12"_s);
    }

    void aFailureReachesOnFailedByItsType()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QString seen;
        server.ask(&Server::failing)
            .onFailed(this, [&](const AskTimeout &) { seen = u"timeout"_s; })
            .onFailed(this, [&](const std::invalid_argument &error) {
                seen = QString::fromLatin1(error.what());
            });
        system.settle();
        QCOMPARE(seen, u"no"_s);
    }

    void anAskThatIsNotAnsweredTimesOutWithTargetTypeAndTime()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        Reply<void> reply = server.ask<&Server::never>();
        Reply<void> quick = server.ask(20ms, &Server::never);
        QVERIFY(quick.waitForFinished(5s));
        QCOMPARE(quick.error().code(), ActorError::Code::AskTimeout);
        QVERIFY2(quick.error().text().contains(u"/user/server"_s),
                 qPrintable(quick.error().text()));
        QVERIFY2(quick.error().text().contains(u"20 ms"_s), qPrintable(quick.error().text()));
    }

    void theFirstAnswerWins()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QCOMPARE(server.ask(&Server::answerTwice).result(), 1);
    }

    void anAskBecomesAFuture()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QFuture<int> future = server.ask(&Server::twice, 5);
        system.settle();
        QVERIFY(future.isFinished());
        QCOMPARE(future.result(), 10);
    }

    void aHandlerMayReturnAFuture()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QCOMPARE(server.ask(&Server::later, 9).result(), 9);
    }

    void aHandlerThatReturnsAReplyIsSerialUntilItHasFinished()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        const auto client = system.spawn<Client>(u"client"_s, server);
        Reply<int> first = client.ask(&Client::askOn, 1);
        Reply<int> second = client.ask(&Client::askOn, 2);
        Reply<QList<int>> answers = client.ask(&Client::answers);
        QCOMPARE(first.result(), 2);
        QCOMPARE(second.result(), 4);
        QCOMPARE(answers.result(), QList<int>({2, 4}));
    }

    void aMessageOfItsOwnChainIsAdmitted()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        const auto client = system.spawn<Client>(u"client"_s, server);
        QCOMPARE(client.ask(&Client::throughMyself, 7).result(), 7);
    }

    void aStrictActorRefusesItsOwnChainWithADeadlockError()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        const auto client = system.spawn(
            Props<Client>(server)
                .withReentrancy(Reentrancy::Strict)
                .withSupervision(SupervisorStrategy::oneForOne().otherwise(Directive::Resume)),
            u"client"_s);
        Reply<int> reply = client.ask(&Client::throughMyself, 7);
        QVERIFY(reply.waitForFinished(3s));
        QCOMPARE(reply.error().code(), ActorError::Code::DeadlockError);
        QVERIFY2(reply.error().text().contains(u"throughMyself"_s),
                 qPrintable(reply.error().text()));
    }

    void aCancelledRequestIsNotHandled()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        QVERIFY(server.started().waitForFinished(5s));
        server.suspend();
        system.settle();
        QVERIFY(server.isSuspended());
        Reply<int> reply = server.ask(&Server::twice, 1);
        reply.cancel();
        QCOMPARE(reply.error().code(), ActorError::Code::Cancelled);
        server.resume();
        QCOMPARE(server.ask(&Server::twice, 2).result(), 4);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Cancelled), 1U);
        system.settle();
        QCOMPARE(server.handledMessageCount(), 1U);
    }

    void aCancelledRequestThatWasHeldHoldsUpNobody()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        server.suspend();
        system.settle();
        Reply<int> reply = server.ask(&Server::twice, 1);
        system.settle();
        QCOMPARE(server.mailboxSize(), 1U);
        reply.cancel();
        system.settle();
        QCOMPARE(server.mailboxSize(), 0U);
        server.resume();
        system.settle();
        QCOMPARE(server.ask(&Server::twice, 2).result(), 4);
    }

    void noAskIsLeftUnfinishedWhenTheSystemCloses()
    {
        TestKit::TestSystem system;
        std::vector<Reply<void>> replies;
        replies.reserve(50);
        const auto server = system.spawn<Server>(u"server"_s);
        for (int i = 0; i < 50; ++i)
            replies.push_back(server.ask(&Server::never));
        QVERIFY(system.shutdown().waitForFinished(5s));
        for (const auto &reply : replies)
            QVERIFY(reply.waitForFinished(5s));
        QVERIFY(system.ledger().isBalanced());
    }

    void methodsAreCalledByName()
    {
        TestKit::TestSystem system;
        const auto server = system.spawn<Server>(u"server"_s);
        Reply<QVariant> unknown = server.invoke("nothing", 1);
        QVERIFY(unknown.waitForFinished(5s));
        QCOMPARE(unknown.error().code(), ActorError::Code::NoSuchMethod);
    }
};

QTEST_GUILESS_MAIN(AskTest)

#include "asktest.moc"
