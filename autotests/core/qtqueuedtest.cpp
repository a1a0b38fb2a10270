// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/DeadLetters>

#include <QCoreApplication>
#include <QSemaphore>
#include <QTest>

#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QSemaphore gate;
QSemaphore entered;

class Listener : public Actor
{
    Q_OBJECT

public:
    void note(const QString &what) { m_notes.append(what); }
    QStringList notes() const { return m_notes; }
    void block()
    {
        entered.release();
        gate.acquire();
    }
    void fail() { throw std::runtime_error("on purpose"); }
    //! Sends messages and posts plain Qt calls in turn: all are events of one queue.
    void interleave()
    {
        const auto me = self<Listener>();
        for (int i = 0; i < 10; ++i) {
            me.tell(&Listener::note, u"message %1"_s.arg(i));
            QMetaObject::invokeMethod(
                this, [this, i] { note(u"call %1"_s.arg(i)); }, Qt::QueuedConnection);
        }
    }
    int answer() const { return 42; }
    void noteSender() { m_notes.append(currentSender().name()); }
    //! Lets \a other be served in the middle of this message.
    void serve(const Ref<Listener> &other)
    {
        other.tell(&Listener::noteSender);
        QCoreApplication::processEvents();
        other.tell(&Listener::noteSender);
    }

private:
    QStringList m_notes;
};

Props<Listener> queued()
{
    return Props<Listener>()
        .withMailbox(Mailbox::qtQueued())
        .withDispatcher(Dispatcher::dedicated());
}

QStringList numbers(int count)
{
    QStringList result;
    for (int i = 0; i < count; ++i)
        result.append(QString::number(i));
    return result;
}

} // namespace

//! Mailbox::qtQueued(): each message is an event of Qt's.
class QtQueuedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeInOrderAndAreCounted();
    void whatWaitsInTheQueueOfQtIsCounted();
    void messagesKeepTheirOrderWithOtherEventsOfTheThread();
    void failuresAreSupervised();
    void anAskIsAnswered();
    void aCancelledRequestIsNotHandled();
    void aSuspendedActorKeepsItsMessages();
    void aStoppedActorMakesDeadLetters();
    void messagesWaitForTheStart();
    void theGuiThreadServesThem();
    void aMessageInTheMiddleOfAnotherLeavesItsHandlerWhatItWas();
};

void QtQueuedTest::messagesComeInOrderAndAreCounted()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    for (const QString &number : numbers(1000))
        listener.tell(&Listener::note, number);
    QCOMPARE(listener.ask(&Listener::notes).result(), numbers(1000));
    QTRY_COMPARE(listener.handledMessageCount(), 1001U);
    QCOMPARE(listener.mailboxSize(), 0U);
    QTRY_VERIFY(system.isQuiet());
    QVERIFY(system.ledger().isBalanced());
}

void QtQueuedTest::whatWaitsInTheQueueOfQtIsCounted()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    listener.tell(&Listener::block);
    entered.acquire();
    for (const QString &number : numbers(10))
        listener.tell(&Listener::note, number);
    QCOMPARE(listener.mailboxSize(), 10U);
    QTRY_VERIFY(listener.oldestMessageAge() > 0ns);
    gate.release();
    QTRY_COMPARE(listener.mailboxSize(), 0U);
    QCOMPARE(listener.oldestMessageAge(), 0ns);
}

void QtQueuedTest::messagesKeepTheirOrderWithOtherEventsOfTheThread()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    listener.tell(&Listener::interleave);
    QStringList expected;
    for (int i = 0; i < 10; ++i)
        expected << u"message %1"_s.arg(i) << u"call %1"_s.arg(i);
    QTRY_COMPARE(listener.ask(&Listener::notes).result(), expected);
    QCOMPARE(listener.plainCallCount(), 10U);
}

void QtQueuedTest::failuresAreSupervised()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    listener.tell(&Listener::note, u"before"_s);
    listener.tell(&Listener::fail);
    listener.tell(&Listener::note, u"after"_s);
    QTRY_COMPARE(listener.restartCount(), 1U);
    QTRY_COMPARE(listener.ask(&Listener::notes).result(), QStringList(u"after"_s));
    QCOMPARE(listener.failureCount(), 1U);
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 1U);
    QTRY_VERIFY(system.isQuiet());
    QVERIFY(system.ledger().isBalanced());
}

void QtQueuedTest::anAskIsAnswered()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    QCOMPARE(listener.ask(&Listener::answer).result(), 42);
}

void QtQueuedTest::aCancelledRequestIsNotHandled()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    listener.tell(&Listener::block);
    entered.acquire();
    Reply<int> cancelled = listener.ask(&Listener::answer);
    Reply<int> wanted = listener.ask(&Listener::answer);
    cancelled.cancel();
    QCOMPARE(cancelled.error().code(), ActorError::Code::Cancelled);
    gate.release();
    QCOMPARE(wanted.result(), 42);
    QTRY_COMPARE(listener.handledMessageCount(), 2U);
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Cancelled), 1U);
    QCOMPARE(listener.mailboxSize(), 0U);
    QTRY_VERIFY(system.ledger().isBalanced());
}

void QtQueuedTest::aSuspendedActorKeepsItsMessages()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    QVERIFY(listener.started().waitForFinished(10s));
    listener.suspend();
    QTRY_VERIFY(listener.isSuspended());
    for (const QString &number : numbers(10))
        listener.tell(&Listener::note, number);
    QTRY_COMPARE(listener.mailboxSize(), 10U);
    QCOMPARE(listener.handledMessageCount(), 0U);
    listener.resume();
    QCOMPARE(listener.ask(&Listener::notes).result(), numbers(10));
    QTRY_VERIFY(system.ledger().isBalanced());
}

void QtQueuedTest::aStoppedActorMakesDeadLetters()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued(), u"listener"_s);
    listener.tell(&Listener::block);
    entered.acquire();
    for (const QString &number : numbers(10))
        listener.tell(&Listener::note, number);
    const auto stopped = listener.stop();
    gate.release();
    QVERIFY(stopped.waitForFinished(10s));
    listener.tell(&Listener::note, u"late"_s);
    QTRY_COMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 11U);
    QCOMPARE(system.deadLetters()->count(), 11U);
    QTRY_VERIFY(system.isQuiet());
    QVERIFY(system.ledger().isBalanced());
}

namespace {

class SlowStarter : public Listener
{
    Q_OBJECT

protected:
    void beforeStart() override
    {
        entered.release();
        gate.acquire();
        note(u"started"_s);
    }
};

} // namespace

void QtQueuedTest::messagesWaitForTheStart()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(Props<SlowStarter>()
                                           .withMailbox(Mailbox::qtQueued())
                                           .withDispatcher(Dispatcher::dedicated()),
                                       u"listener"_s);
    entered.acquire();
    listener.tell(&Listener::note, u"told"_s);
    gate.release();
    QCOMPARE(listener.ask(&Listener::notes).result(), QStringList({u"started"_s, u"told"_s}));
}

void QtQueuedTest::theGuiThreadServesThem()
{
    ActorSystem system(u"test"_s);
    const auto listener = system.spawn(queued().withDispatcher(Dispatcher::gui()), u"listener"_s);
    for (const QString &number : numbers(10))
        listener.tell(&Listener::note, number);
    QTRY_COMPARE(listener.handledMessageCount(), 10U);
}

void QtQueuedTest::aMessageInTheMiddleOfAnotherLeavesItsHandlerWhatItWas()
{
    ActorSystem system(u"test"_s);
    const auto onGui = queued().withDispatcher(Dispatcher::gui());
    const auto server = system.spawn(onGui, u"server"_s);
    const auto listener = system.spawn(onGui, u"listener"_s);
    const auto started = listener.started();
    QTRY_VERIFY(started.isFinished());
    server.tell(&Listener::serve, listener);
    QTRY_COMPARE(listener.handledMessageCount(), 2U);
    const auto notes = listener.ask(&Listener::notes);
    QTRY_VERIFY(notes.isFinished());
    QCOMPARE(notes.result(), QStringList({u"server"_s, u"server"_s}));
}

QTEST_GUILESS_MAIN(QtQueuedTest)

#include "qtqueuedtest.moc"
