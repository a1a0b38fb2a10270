// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Excess>
#include <Actors/Core/MessageTraits>
#include <Actors/TestKit/TestSystem>

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace std::chrono_literals;

struct Reading
{
    int sensor;
    int value;
};
struct Text
{
    QString text;
};
struct Urgent
{
    int number;
};
struct Heartbeat
{
};
struct Skipped
{
    int value;
};
Q_DECLARE_METATYPE(Skipped)

template<>
inline constexpr bool Actors::isControlMessage<Urgent> = true;
template<>
inline constexpr bool Actors::keepsReceiveTimeout<Heartbeat> = true;

//! Writes down what it handles.
class Logbook : public Actor
{
    Q_OBJECT

public:
    QStringList lines() const { return m_lines; }
    int receive(const Reading &reading)
    {
        m_lines << QStringLiteral("%1:%2").arg(reading.sensor).arg(reading.value);
        return reading.value;
    }
    void receive(const Text &text) { m_lines << text.text; }
    void receive(const Urgent &urgent) { m_lines << QStringLiteral("!%1").arg(urgent.number); }
    void receive(const Heartbeat &) { }
    Q_INVOKABLE void receive(const Skipped &skipped)
    {
        m_lines << QStringLiteral("skipped %1").arg(skipped.value);
    }
    void startTimeout() { setReceiveTimeout(10s); }
    void follow(const Ref<Logbook> &other) { watch(other); }
    void startTicking() { timers().startPeriodic(QStringLiteral("tick"), 1s, &Logbook::tick); }
    void tick() { m_lines << QStringLiteral("tick"); }

protected:
    void onReceiveTimeout() override { m_lines << QStringLiteral("quiet"); }
    void onTerminated(const Terminated &) override { m_lines << QStringLiteral("orphaned"); }

private:
    QStringList m_lines;
};

//! Writes its name down where another does, too; a gate holds its thread up.
class Turn : public Actor
{
    Q_OBJECT

public:
    explicit Turn(std::shared_ptr<QString> turns = {})
        : m_turns(std::move(turns))
    {
    }
    void take() { *m_turns += self().name(); }
    void block()
    {
        entered.release();
        mayGoOn.acquire();
    }

    static inline QSemaphore entered{0};
    static inline QSemaphore mayGoOn{0};

private:
    const std::shared_ptr<QString> m_turns;
};

//! A class that says itself what mailbox it wants.
class Small : public Logbook
{
    Q_OBJECT

public:
    static Mailbox mailbox() { return Mailbox::bounded(2, Overflow::DropOldest); }
};

//! Answers something else than the one it stands in for.
class Talkative : public Actor
{
    Q_OBJECT

public:
    QString receive(const Reading &) { return QStringLiteral("much"); }
};

class MailboxRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesTheWaitingMessageWithTheSameKey();
    void takesAMemberForTheKey();
    void leavesMessagesOfOtherTypesToTheirOrder();
    void tellsTheAskerOfAMessageThatWasReplaced();
    void hasRoomForTheLastStopHoweverFull_data();
    void hasRoomForTheLastStopHoweverFull();
    void hasRoomForTheEndOfAWatchedActor();
    void limitsOneTypeAndNoOther();
    void redirectsWhatExceedsALimit();
    void letsTheStandInAnswer();
    void refusesAnAnswerOfAnotherType();
    void transformsWhatExceedsALimit();
    void failsTheReceiverWhereALimitAborts();
    void forgetsWhatHasWaitedForTooLong();
    void forgetsAMessageThatHasWaitedForTooLong();
    void handsOutControlMessagesFirst();
    void handsOutHigherPrioritiesFirstAndEqualOnesInOrder();
    void asksTheFunctionForThePriority();
    void keepsTheReceiveTimeoutForMarkedMessages();
    void keepsATimerGoingWhoseTickWasDropped();
    void takesTheMailboxOfTheClass();
    void prefersTheMailboxOfTheProps();
    void takesAMailboxByName();
    void takesTheMailboxOfTheSystem();
    void refusesAnUnknownName();
    void letsAPlainThreadWaitForRoom();
    void endsTheWaitForRoomWithTheActor();
    void endsATurnAfterItsThroughput();
    void losesAllThatWaitedInTurnsOfOneMessage();

private:
    static QStringList linesOf(TestSystem &system, const Ref<Logbook> &logbook)
    {
        auto reply = logbook.ask(&Logbook::lines);
        system.settle();
        return reply.result();
    }
    //! An actor that handles nothing yet.
    static Ref<Logbook> suspended(TestSystem &system, const Mailbox &mailbox)
    {
        auto logbook =
            system.spawn(Props<Logbook>().withMailbox(mailbox), QStringLiteral("logbook"));
        system.settle();
        logbook.suspend();
        system.settle();
        return logbook;
    }
    static QStringList resumed(TestSystem &system, const Ref<Logbook> &logbook)
    {
        logbook.resume();
        return linesOf(system, logbook);
    }
    static QStringList words(const char *text) { return QString::fromLatin1(text).split(u' '); }
};

void MailboxRulesTest::replacesTheWaitingMessageWithTheSameKey()
{
    TestSystem system;
    const auto logbook =
        suspended(system, Mailbox::bounded(10, Overflow::Coalesce([](const Reading &reading) {
                                               return reading.sensor;
                                           })));
    logbook.tell(Reading{1, 10});
    logbook.tell(Reading{2, 20});
    logbook.tell(Reading{1, 11});
    logbook.tell(Reading{3, 30});
    logbook.tell(Reading{1, 12});
    QCOMPARE(logbook.mailboxSize(), 3);
    QCOMPARE(resumed(system, logbook), words("1:12 2:20 3:30"));
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Coalesced), 2);
    QVERIFY(system.ledger().isBalanced());
}

void MailboxRulesTest::takesAMemberForTheKey()
{
    TestSystem system;
    const auto logbook =
        suspended(system, Mailbox::bounded(10, Overflow::Coalesce(&Reading::sensor)));
    logbook.tell(Reading{1, 10});
    logbook.tell(Reading{2, 20});
    logbook.tell(Reading{2, 21});
    QCOMPARE(resumed(system, logbook), words("1:10 2:21"));
}

void MailboxRulesTest::leavesMessagesOfOtherTypesToTheirOrder()
{
    TestSystem system;
    const auto logbook =
        suspended(system, Mailbox::bounded(10, Overflow::Coalesce(&Reading::sensor)));
    logbook.tell(Text{QStringLiteral("a")});
    logbook.tell(Reading{1, 10});
    logbook.tell(Text{QStringLiteral("a")});
    logbook.tell(Reading{1, 11});
    logbook.tell(Text{QStringLiteral("b")});
    QCOMPARE(resumed(system, logbook), words("a 1:11 a b"));
}

void MailboxRulesTest::tellsTheAskerOfAMessageThatWasReplaced()
{
    TestSystem system;
    const auto logbook =
        suspended(system, Mailbox::bounded(10, Overflow::Coalesce(&Reading::sensor)));
    auto first = logbook.ask(Reading{1, 10});
    auto second = logbook.ask(Reading{1, 11});
    system.settle();
    QCOMPARE(first.error().code(), ActorError::Code::Cancelled);
    logbook.resume();
    system.settle();
    QCOMPARE(second.result(), 11);
}

void MailboxRulesTest::hasRoomForTheLastStopHoweverFull_data()
{
    QTest::addColumn<Overflow>("overflow");
    QTest::addColumn<int>("handled"); // The stop comes behind those that were there before it.
    QTest::newRow("DropOldest") << Overflow(Overflow::DropOldest) << 0;
    QTest::newRow("DropNewest") << Overflow(Overflow::DropNewest) << 2;
    QTest::newRow("Reject") << Overflow(Overflow::Reject) << 2;
    QTest::newRow("Fail") << Overflow(Overflow::Fail) << 2;
    QTest::newRow("Coalesce") << Overflow::Coalesce(&Reading::sensor) << 0;
}

void MailboxRulesTest::hasRoomForTheLastStopHoweverFull()
{
    QFETCH(const Overflow, overflow);
    QFETCH(const int, handled);
    TestSystem system;
    const auto logbook = suspended(system, Mailbox::bounded(2, overflow));
    const quint64 before = logbook.handledMessageCount();
    for (int i = 0; i < 3; ++i)
        logbook.tell(Reading{i, i});
    const Reply<void> stopped = logbook.stopWhenDrained();
    for (int i = 3; i < 6; ++i)
        logbook.tell(Reading{i, i});
    logbook.resume();
    system.settle();
    QVERIFY(logbook.isStopped());
    QVERIFY(stopped.isSuccessful());
    QCOMPARE(logbook.handledMessageCount() - before, quint64(handled));
    QCOMPARE(system.deadLetters()->count(), quint64(6 - handled));
    QVERIFY(system.ledger().isBalanced());
}

void MailboxRulesTest::hasRoomForTheEndOfAWatchedActor()
{
    TestSystem system;
    const auto mortal = system.spawnAnonymous<Logbook>();
    const auto logbook = suspended(system, Mailbox::bounded(2, Overflow::Reject));
    logbook.resume();
    logbook.tell(&Logbook::follow, mortal);
    system.settle();
    logbook.suspend();
    system.settle();
    for (int i = 0; i < 3; ++i)
        logbook.tell(Reading{i, i});
    mortal.stop();
    logbook.resume();
    system.settle();
    QCOMPARE(linesOf(system, logbook), words("0:0 1:1 orphaned"));
}

void MailboxRulesTest::limitsOneTypeAndNoOther()
{
    TestSystem system;
    const auto logbook = suspended(system, Mailbox::unbounded().limit<Reading>(10));
    for (int i = 1; i <= 12; ++i) {
        logbook.tell(Reading{1, i});
        logbook.tell(Text{QStringLiteral("t")});
    }
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::MailboxFull), 2);
    const QStringList lines = resumed(system, logbook);
    QCOMPARE(lines.size(), 22);
    QCOMPARE(lines.count(QStringLiteral("t")), 12);
    // There is room again.
    logbook.tell(Reading{1, 13});
    QVERIFY(linesOf(system, logbook).contains(QStringLiteral("1:13")));
    QVERIFY(system.ledger().isBalanced());
}

void MailboxRulesTest::redirectsWhatExceedsALimit()
{
    TestSystem system;
    const auto spare = system.spawn<Logbook>(QStringLiteral("spare"));
    const auto logbook =
        suspended(system, Mailbox::unbounded().limit<Reading>(2, redirectTo(spare)));
    for (int i = 1; i <= 4; ++i)
        logbook.tell(Reading{1, i});
    QCOMPARE(linesOf(system, spare), words("1:3 1:4"));
    QCOMPARE(resumed(system, logbook), words("1:1 1:2"));
    QCOMPARE(system.deadLetters()->count(), 0);
    system.settle();
    QVERIFY(system.ledger().isBalanced());
}

void MailboxRulesTest::letsTheStandInAnswer()
{
    TestSystem system;
    const auto spare = system.spawn<Logbook>(QStringLiteral("spare"));
    const auto logbook =
        suspended(system, Mailbox::unbounded().limit<Reading>(1, redirectTo(spare)));
    logbook.tell(Reading{1, 1});
    auto reply = logbook.ask(Reading{1, 2});
    system.settle();
    QVERIFY(reply.isFinished());
    QCOMPARE(reply.result(), 2);
}

void MailboxRulesTest::refusesAnAnswerOfAnotherType()
{
    TestSystem system;
    const auto spare = system.spawn<Talkative>(QStringLiteral("spare"));
    const auto logbook =
        suspended(system, Mailbox::unbounded().limit<Reading>(1, redirectTo(spare)));
    logbook.tell(Reading{1, 1});
    auto reply = logbook.ask(Reading{1, 2});
    system.settle();
    QCOMPARE(reply.error().code(), ActorError::Code::TypeMismatch);
}

void MailboxRulesTest::transformsWhatExceedsALimit()
{
    TestSystem system;
    const auto logbook =
        suspended(system,
                  Mailbox::unbounded().limit<Reading>(
                      1, transform([](const Reading &reading) { return Skipped{reading.value}; })));
    logbook.tell(Reading{1, 1});
    logbook.tell(Reading{1, 2});
    auto reply = logbook.ask(Reading{1, 3});
    system.settle();
    QCOMPARE(reply.error().code(), ActorError::Code::Cancelled);
    QCOMPARE(resumed(system, logbook),
             QStringList({QStringLiteral("1:1"), QStringLiteral("skipped 2"),
                          QStringLiteral("skipped 3")}));
    system.settle();
    QVERIFY(system.ledger().isBalanced());
}

void MailboxRulesTest::failsTheReceiverWhereALimitAborts()
{
    TestSystem system;
    const auto logbook =
        suspended(system, Mailbox::unbounded().limit<Reading>(1, Mailbox::Excess::abort()));
    logbook.tell(Reading{1, 1});
    logbook.tell(Reading{1, 2});
    system.settle();
    QCOMPARE(logbook.failureCount(), 1);
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::MailboxFull), 1);
}

void MailboxRulesTest::forgetsWhatHasWaitedForTooLong()
{
    TestSystem system;
    const auto logbook = suspended(system, Mailbox::unbounded().expireAfter(200ms));
    logbook.tell(Reading{1, 1});
    system.advance(150ms);
    logbook.tell(Reading{1, 2});
    system.advance(100ms);
    QCOMPARE(resumed(system, logbook), words("1:2"));
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Expired), 1);
    QVERIFY(system.ledger().isBalanced());
}

void MailboxRulesTest::forgetsAMessageThatHasWaitedForTooLong()
{
    TestSystem system;
    const auto logbook = suspended(system, Mailbox::unbounded());
    logbook.tell(Reading{1, 1}, {.ttl = 200ms});
    logbook.tell(Reading{1, 2});
    system.advance(300ms);
    QCOMPARE(resumed(system, logbook), words("1:2"));
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Expired), 1);
}

void MailboxRulesTest::handsOutControlMessagesFirst()
{
    TestSystem system;
    const auto logbook = suspended(system, Mailbox::controlAware());
    logbook.tell(Reading{1, 1});
    logbook.tell(Urgent{1});
    logbook.tell(Reading{1, 2});
    logbook.tell(Urgent{2});
    logbook.tell(Text{QStringLiteral("first")}, {.priority = 1});
    QCOMPARE(resumed(system, logbook), words("!1 !2 first 1:1 1:2"));
}

void MailboxRulesTest::handsOutHigherPrioritiesFirstAndEqualOnesInOrder()
{
    TestSystem system;
    const auto logbook = suspended(system, Mailbox::priority());
    logbook.tell(Reading{1, 1});
    logbook.tell(Reading{5, 1}, {.priority = 5});
    logbook.tell(Reading{-1, 1}, {.priority = -1});
    logbook.tell(Reading{5, 2}, {.priority = 5});
    logbook.tell(Reading{1, 2});
    // The question has priority 0 as well, and comes before the last.
    QCOMPARE(resumed(system, logbook), words("5:1 5:2 1:1 1:2"));
    QCOMPARE(linesOf(system, logbook), words("5:1 5:2 1:1 1:2 -1:1"));
}

void MailboxRulesTest::asksTheFunctionForThePriority()
{
    TestSystem system;
    const auto logbook = suspended(system, Mailbox::priority([](const QVariant &message) {
                                       return message.metaType() == QMetaType::fromType<Reading>()
                                           ? message.value<Reading>().sensor
                                           : 0;
                                   }));
    logbook.tell(Reading{1, 1});
    logbook.tell(Reading{3, 1});
    logbook.tell(Text{QStringLiteral("last")});
    logbook.tell(Reading{2, 1});
    logbook.tell(Reading{3, 2});
    QCOMPARE(resumed(system, logbook), words("3:1 3:2 2:1 1:1 last"));
}

void MailboxRulesTest::keepsTheReceiveTimeoutForMarkedMessages()
{
    TestSystem system;
    const auto logbook = system.spawn<Logbook>(QStringLiteral("logbook"));
    logbook.tell(&Logbook::startTimeout);
    system.advance(6s);
    logbook.tell(Heartbeat());
    system.advance(6s);
    QCOMPARE(linesOf(system, logbook), words("quiet"));
    // Others put it off.
    logbook.tell(Text{QStringLiteral("word")});
    system.advance(6s);
    logbook.tell(Text{QStringLiteral("word")});
    system.advance(6s);
    QCOMPARE(linesOf(system, logbook), words("quiet word word"));
}

void MailboxRulesTest::keepsATimerGoingWhoseTickWasDropped()
{
    TestSystem system;
    const auto logbook =
        system.spawn(Props<Logbook>().withMailbox(Mailbox::bounded(1, Overflow::DropOldest)),
                     QStringLiteral("logbook"));
    logbook.tell(&Logbook::startTicking);
    system.advance(1s);
    logbook.suspend();
    system.advance(1s);
    logbook.tell(Text{QStringLiteral("pushes the tick out")});
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::DroppedOldest), 1);
    logbook.resume();
    system.settle();
    QCOMPARE(linesOf(system, logbook).size(), 2);
    system.advance(1s);
    QCOMPARE(linesOf(system, logbook).last(), QStringLiteral("tick"));
}

void MailboxRulesTest::takesTheMailboxOfTheClass()
{
    TestSystem system;
    const auto small = system.spawn<Small>(QStringLiteral("small"));
    QCOMPARE(small.mailboxCapacity(), 2);
    const auto child = system.spawn<Logbook>(QStringLiteral("large"));
    QCOMPARE(child.mailboxCapacity(), -1);
}

void MailboxRulesTest::prefersTheMailboxOfTheProps()
{
    TestSystem system;
    const auto bounded =
        system.spawn(Props<Small>().withMailbox(Mailbox::bounded(7)), QStringLiteral("bounded"));
    QCOMPARE(bounded.mailboxCapacity(), 7);
    const auto unbounded =
        system.spawn(Props<Small>().withMailbox(Mailbox::unbounded()), QStringLiteral("unbounded"));
    QCOMPARE(unbounded.mailboxCapacity(), -1);
    // Options of another kind leave the class its say.
    const auto other = system.spawn(Props<Small>().withThroughput(5), QStringLiteral("other"));
    QCOMPARE(other.mailboxCapacity(), 2);
}

void MailboxRulesTest::takesAMailboxByName()
{
    TestSystem system;
    system.configureMailbox(QStringLiteral("camera"), Mailbox::bounded(4, Overflow::DropOldest));
    const auto camera =
        system.spawn(Props<Logbook>().withMailbox(Mailbox::named(QStringLiteral("camera"))),
                     QStringLiteral("camera"));
    QCOMPARE(camera.mailboxCapacity(), 4);
}

void MailboxRulesTest::takesTheMailboxOfTheSystem()
{
    ActorSystemOptions options;
    options.mailbox = Mailbox::bounded(9);
    TestSystem system(options);
    const auto logbook = system.spawn<Logbook>(QStringLiteral("logbook"));
    QCOMPARE(logbook.mailboxCapacity(), 9);
    const auto small = system.spawn<Small>(QStringLiteral("small"));
    QCOMPARE(small.mailboxCapacity(), 2);
}

void MailboxRulesTest::refusesAnUnknownName()
{
    TestSystem system;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("nowhere")));
    const auto ref =
        system.spawn(Props<Logbook>().withMailbox(Mailbox::named(QStringLiteral("nowhere"))),
                     QStringLiteral("logbook"));
    QCOMPARE(ref.error().code(), ActorError::Code::BadMailbox);
}

void MailboxRulesTest::letsAPlainThreadWaitForRoom()
{
    ActorSystem system(QStringLiteral("test"));
    const auto logbook =
        system.spawn(Props<Logbook>().withMailbox(Mailbox::bounded(1, Overflow::Block(1h))),
                     QStringLiteral("logbook"));
    QVERIFY(logbook.started().waitForFinished(10s));
    logbook.suspend();
    QTRY_VERIFY(logbook.isSuspended());
    std::thread sender([logbook] {
        for (int i = 1; i <= 100; ++i)
            logbook.tell(Reading{1, i});
    });
    QTRY_VERIFY(logbook.isMailboxFull());
    logbook.resume();
    sender.join();
    const QStringList lines = logbook.ask(&Logbook::lines).result();
    QCOMPARE(lines.size(), 100);
    for (int i = 1; i <= 100; ++i)
        QCOMPARE(lines[i - 1], QStringLiteral("1:%1").arg(i));
    QCOMPARE(system.deadLetters()->count(), 0U);
    QCOMPARE(logbook.droppedMessageCount(), 0);
}

void MailboxRulesTest::endsTheWaitForRoomWithTheActor()
{
    ActorSystem system(QStringLiteral("test"));
    const auto logbook =
        system.spawn(Props<Logbook>().withMailbox(Mailbox::bounded(1, Overflow::Block(1h))),
                     QStringLiteral("logbook"));
    QVERIFY(logbook.started().waitForFinished(10s));
    logbook.suspend();
    QTRY_VERIFY(logbook.isSuspended());
    logbook.tell(Reading{1, 1});
    std::atomic<bool> isSending = false;
    SendResult result = SendResult::Accepted;
    std::thread sender([&] {
        isSending = true;
        result = logbook.tryTell(Reading{1, 2});
    });
    QTRY_VERIFY(isSending);
    QVERIFY(logbook.stop().waitForFinished(10s));
    sender.join();
    QCOMPARE(result, SendResult::Closed);
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 2U);
    QTRY_VERIFY(system.ledger().isBalanced());
}

void MailboxRulesTest::endsATurnAfterItsThroughput()
{
    ActorSystem system(QStringLiteral("test"));
    // However long the gate blocks, the turns behind it are not shortened for that.
    system.configureDispatcher(QStringLiteral("one"), Dispatcher::pool(1).withBudget(1min));
    const auto turns = std::make_shared<QString>();
    const auto props = Props<Turn>::from([turns] { return std::make_unique<Turn>(turns); })
                           .withDispatcher(QStringLiteral("one"))
                           .withMailbox(Mailbox::bounded(100));
    const auto gate = system.spawn(props, QStringLiteral("gate"));
    const auto a = system.spawn(props.withThroughput(2), QStringLiteral("a"));
    const auto b = system.spawn(props.withThroughput(3), QStringLiteral("b"));
    QVERIFY(b.started().waitForFinished(10s));
    gate.tell(&Turn::block);
    Turn::entered.acquire();
    for (int i = 0; i < 6; ++i) {
        a.tell(&Turn::take);
        b.tell(&Turn::take);
    }
    Turn::mayGoOn.release();
    QTRY_COMPARE(a.handledMessageCount() + b.handledMessageCount(), 12U);
    QVERIFY(system.shutdown().waitForFinished(10s));
    QCOMPARE(*turns, QStringLiteral("aabbbaabbbaa"));
}

void MailboxRulesTest::losesAllThatWaitedInTurnsOfOneMessage()
{
    TestSystem system;
    const auto logbook = system.spawn(Props<Logbook>().withThroughput(1), QStringLiteral("book"));
    logbook.suspend();
    system.settle();
    // More than are lost at once when an actor stops.
    for (int i = 0; i < 3000; ++i)
        logbook.tell(Reading{i, i});
    system.settle();
    QVERIFY(logbook.stop().waitForFinished(10s));
    system.settle();
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 3000U);
    QVERIFY(system.ledger().isBalanced());
}

QTEST_GUILESS_MAIN(MailboxRulesTest)
#include "mailboxrulestest.moc"
