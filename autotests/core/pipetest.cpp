// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Pipe>

#include <QCoreApplication>
#include <QPromise>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <memory>

using namespace Actors;
using namespace std::chrono_literals;

struct Page
{
    QString text;
};
Q_DECLARE_METATYPE(Page)

//! Takes what others have worked out.
class Reader : public Actor
{
    Q_OBJECT

public:
    void numberCame(int number)
    {
        m_seen << QString::number(number);
        m_onOwnThread &= QThread::currentThread() == thread();
    }
    void crash() { throw ActorError(QStringLiteral("it broke")); }
    void done() { m_seen << QStringLiteral("done"); }
    void receive(const Page &page) { m_seen << page.text; }
    void receive(const Failure &failure) { m_seen << failure.error().text(); }
    QStringList seen() const { return m_seen; }
    bool isOnOwnThread() const { return m_onOwnThread; }

private:
    QStringList m_seen;
    bool m_onOwnThread = true;
};

//! Knows nothing of failures.
class Simple : public Actor
{
    Q_OBJECT

public:
    void numberCame(int) { }
};

class Source : public Actor
{
    Q_OBJECT

public:
    int number(int given) const { return given; }
    int nothing() const { throw ActorError(QStringLiteral("nothing there")); }
};

//! Works with futures in its handlers.
class Analyst : public Actor
{
    Q_OBJECT

public:
    explicit Analyst(const Ref<Reader> &reader = {}, const Ref<Source> &source = {})
        : m_reader(reader)
        , m_source(source)
    {
    }

    void pipeAnswerToReader()
    {
        pipeTo(m_source.ask(&Source::number, 3), m_reader, &Reader::numberCame);
    }
    void pipeFailureToReader()
    {
        pipeTo(m_source.ask(&Source::nothing), m_reader, &Reader::numberCame);
    }

    void analyse()
    {
        pipeToSelf(system()->blocking([] {
            QThread::yieldCurrentThread();
            return 42;
        }),
                   &Analyst::analysed);
    }
    void analyseBadly()
    {
        pipeToSelf(system()->blocking([]() -> int { throw ActorError(QStringLiteral("no data")); }),
                   &Analyst::analysed);
    }
    void askBadly() { pipeToSelf(m_source.ask(&Source::nothing), &Analyst::analysed); }
    void analysed(int result)
    {
        m_result = result;
        m_ranOnOwnThread = QThread::currentThread() == thread();
    }
    int result() const { return m_result; }
    bool ranOnOwnThread() const { return m_ranOnOwnThread; }
    //! Answers when the work elsewhere has finished.
    QFuture<int> later(int given)
    {
        return system()->blocking([given] { return given * 2; });
    }
    QFuture<int> never()
    {
        return system()->blocking([]() -> int { throw ActorError(QStringLiteral("no luck")); });
    }

private:
    const Ref<Reader> m_reader;
    const Ref<Source> m_source;
    int m_result = 0;
    bool m_ranOnOwnThread = false;
};

class PipeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversTheValueOfAFutureAsACall();
    void deliversTheValueOfAFutureAsAMessage();
    void deliversTheEndOfAFutureWithoutAValue();
    void tellsTheFailureOfAFuture();
    void tellsThatAFutureWasCancelled();
    void makesADeadLetterOfAFailureThatNobodyTakes();
    void givesUpAFutureWhoseActorHasStopped();
    void reachesTheActorAfterARestart();
    void deliversTheAnswerToAnAsk();
    void tellsTheFailureOfAnAsk();
    void runsBlockingWorkElsewhereAndGoesOnInside();
    void failsTheActorWithTheFailureOfItsWork();
    void failsTheActorWithTheFailureOfItsAsk();
    void answersAnAskWithAFuture();
    void failsAnAskWithAFuture();

private:
    static QStringList seenBy(const Ref<Reader> &reader)
    {
        return reader.ask(&Reader::seen).result();
    }
};

void PipeTest::deliversTheValueOfAFutureAsACall()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    QPromise<int> promise;
    promise.start();
    pipeTo(promise.future(), reader, &Reader::numberCame);
    QVERIFY(seenBy(reader).isEmpty());
    promise.addResult(7);
    promise.finish();
    QTRY_COMPARE(seenBy(reader), QStringList(QStringLiteral("7")));
    QVERIFY(reader.ask(&Reader::isOnOwnThread).result());
    // One that has finished before does as well.
    pipeTo(promise.future(), reader, &Reader::numberCame);
    QTRY_COMPARE(seenBy(reader).size(), 2);
}

void PipeTest::deliversTheValueOfAFutureAsAMessage()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    QPromise<Page> promise;
    promise.start();
    pipeTo(promise.future(), reader);
    promise.addResult(Page{QStringLiteral("page")});
    promise.finish();
    QTRY_COMPARE(seenBy(reader), QStringList(QStringLiteral("page")));
}

void PipeTest::deliversTheEndOfAFutureWithoutAValue()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    pipeTo(system.blocking([] {}), reader, &Reader::done);
    QTRY_COMPARE(seenBy(reader), QStringList(QStringLiteral("done")));
}

void PipeTest::tellsTheFailureOfAFuture()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    pipeTo(system.blocking([]() -> int { throw ActorError(QStringLiteral("no page")); }), reader,
           &Reader::numberCame);
    QTRY_COMPARE(seenBy(reader), QStringList(QStringLiteral("no page")));
    QCOMPARE(reader.failureCount(), 0);
}

void PipeTest::tellsThatAFutureWasCancelled()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    QPromise<int> promise;
    promise.start();
    pipeTo(promise.future(), reader, &Reader::numberCame);
    promise.future().cancel();
    promise.finish();
    QTRY_COMPARE(seenBy(reader).size(), 1);
    QVERIFY(seenBy(reader).first().contains(QStringLiteral("cancelled")));
}

void PipeTest::makesADeadLetterOfAFailureThatNobodyTakes()
{
    ActorSystem system(QStringLiteral("test"));
    const auto simple = system.spawn<Simple>(QStringLiteral("simple"));
    pipeTo(system.blocking([]() -> int { throw ActorError(QStringLiteral("no page")); }), simple,
           &Simple::numberCame);
    QTRY_COMPARE(system.deadLetters()->count(DeadLetter::Reason::Unhandled), 1);
    QCOMPARE(simple.failureCount(), 0);
}

void PipeTest::givesUpAFutureWhoseActorHasStopped()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    QPromise<int> promise;
    promise.start();
    pipeTo(promise.future(), reader, &Reader::numberCame);
    QVERIFY(reader.stop().waitForFinished(10s));
    promise.addResult(7);
    promise.finish();
    // Nor does one arrive that is piped afterwards.
    pipeTo(promise.future(), reader, &Reader::numberCame);
    QCoreApplication::processEvents();
    QCOMPARE(reader.handledMessageCount(), 0);
}

void PipeTest::reachesTheActorAfterARestart()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    QPromise<int> promise;
    promise.start();
    pipeTo(promise.future(), reader, &Reader::numberCame);
    reader.tell(&Reader::crash);
    QTRY_COMPARE(reader.restartCount(), 1);
    promise.addResult(7);
    promise.finish();
    QTRY_COMPARE(seenBy(reader), QStringList(QStringLiteral("7")));
}

void PipeTest::deliversTheAnswerToAnAsk()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    const auto source = system.spawn<Source>(QStringLiteral("source"));
    const auto analyst = system.spawn<Analyst>(QStringLiteral("analyst"), reader, source);
    analyst.tell(&Analyst::pipeAnswerToReader);
    QTRY_COMPARE(seenBy(reader), QStringList(QStringLiteral("3")));
    pipeTo(source.ask(&Source::number, 4), reader, &Reader::numberCame);
    QTRY_COMPARE(seenBy(reader), QStringList({QStringLiteral("3"), QStringLiteral("4")}));
}

void PipeTest::tellsTheFailureOfAnAsk()
{
    ActorSystem system(QStringLiteral("test"));
    const auto reader = system.spawn<Reader>(QStringLiteral("reader"));
    const auto source = system.spawn<Source>(QStringLiteral("source"));
    const auto analyst = system.spawn<Analyst>(QStringLiteral("analyst"), reader, source);
    analyst.tell(&Analyst::pipeFailureToReader);
    QTRY_COMPARE(seenBy(reader), QStringList(QStringLiteral("nothing there")));
    QCOMPARE(analyst.failureCount(), 0);
}

void PipeTest::runsBlockingWorkElsewhereAndGoesOnInside()
{
    ActorSystem system(QStringLiteral("test"));
    const auto analyst = system.spawn<Analyst>(QStringLiteral("analyst"));
    analyst.tell(&Analyst::analyse);
    QTRY_COMPARE(analyst.ask(&Analyst::result).result(), 42);
    QVERIFY(analyst.ask(&Analyst::ranOnOwnThread).result());
}

void PipeTest::failsTheActorWithTheFailureOfItsWork()
{
    ActorSystem system(QStringLiteral("test"));
    const auto analyst = system.spawn<Analyst>(QStringLiteral("analyst"));
    analyst.tell(&Analyst::analyseBadly);
    QTRY_COMPARE(analyst.failureCount(), 1);
}

void PipeTest::failsTheActorWithTheFailureOfItsAsk()
{
    ActorSystem system(QStringLiteral("test"));
    const auto source = system.spawn<Source>(QStringLiteral("source"));
    const auto analyst = system.spawn<Analyst>(QStringLiteral("analyst"), Ref<Reader>(), source);
    analyst.tell(&Analyst::askBadly);
    QTRY_COMPARE(analyst.failureCount(), 1);
}

void PipeTest::answersAnAskWithAFuture()
{
    ActorSystem system(QStringLiteral("test"));
    const auto analyst = system.spawn<Analyst>(QStringLiteral("analyst"));
    QCOMPARE(analyst.ask(&Analyst::later, 21).result(), 42);
}

void PipeTest::failsAnAskWithAFuture()
{
    ActorSystem system(QStringLiteral("test"));
    const auto analyst = system.spawn<Analyst>(QStringLiteral("analyst"));
    auto reply = analyst.ask(&Analyst::never);
    QVERIFY(reply.waitForFinished(10s));
    QCOMPARE(reply.error().text(), QStringLiteral("no luck"));
    QTRY_COMPARE(analyst.failureCount(), 1);
}

QTEST_GUILESS_MAIN(PipeTest)
#include "pipetest.moc"
