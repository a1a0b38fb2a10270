// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/TestKit/TestSystem>

#include <QTest>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Reading
{
    int value = 0;
};

class Recorder : public Actor
{
    Q_OBJECT

public:
    void record(int value) { m_values.append(value); }
    int recordAndAnswer(int value)
    {
        m_values.append(value);
        return value;
    }
    void repeat(int count)
    {
        m_values.append(-count);
        for (int i = 0; i < count; ++i)
            self<Recorder>().tell(&Recorder::record, i);
    }
    void receive(const Reading &reading) { m_values.append(reading.value); }
    QList<int> values() const { return m_values; }

private:
    QList<int> m_values;
};

QList<int> upTo(int end, int begin = 0)
{
    QList<int> list;
    for (int i = begin; i < end; ++i)
        list.append(i);
    return list;
}

} // namespace

class MailboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenThousandMessagesAreHandledInOrder()
    {
        TestKit::TestSystem system;
        const auto recorder = system.spawn<Recorder>(u"recorder"_s);
        for (int i = 0; i < 10000; ++i)
            recorder.tell(&Recorder::record, i);
        QCOMPARE(recorder.ask(&Recorder::values).result(), upTo(10000));
    }

    void whatAHandlerSendsToItselfComesAfterIt()
    {
        TestKit::TestSystem system;
        const auto recorder = system.spawn<Recorder>(u"recorder"_s);
        recorder.tell(&Recorder::repeat, 3);
        system.settle();
        QCOMPARE(recorder.ask(&Recorder::values).result(), QList<int>({-3, 0, 1, 2}));
    }

    void aMessageIsCountedFromItsSendOn()
    {
        // It wanders from its sender into the hands of a thread that looks away again.
        for (int round = 0; round < 50; ++round) {
            TestKit::TestSystem system;
            const auto recorder = system.spawn<Recorder>(u"recorder"_s);
            recorder.suspend();
            system.settle();
            for (quint64 i = 1; i <= 30; ++i) {
                recorder.tell(&Recorder::record, int(i));
                QCOMPARE(recorder.mailboxSize(), i);
            }
            recorder.resume();
            system.settle();
            QCOMPARE(recorder.mailboxSize(), 0U);
        }
    }

    void aFullMailboxDoesAsItsPolicySays_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QList<int>>("handled");
        QTest::addColumn<int>("reason");

        QTest::newRow("DropOldest") << int(Overflow::DropOldest) << QList<int>({3, 4, 5})
                                    << int(DeadLetter::Reason::DroppedOldest);
        QTest::newRow("DropNewest") << int(Overflow::DropNewest) << QList<int>({1, 2, 3})
                                    << int(DeadLetter::Reason::DroppedNewest);
        QTest::newRow("Reject") << int(Overflow::Reject) << QList<int>({1, 2, 3})
                                << int(DeadLetter::Reason::Rejected);
        QTest::newRow("Fail") << int(Overflow::Fail) << QList<int>({1, 2, 3})
                              << int(DeadLetter::Reason::MailboxFull);
    }

    void aFullMailboxDoesAsItsPolicySays()
    {
        QFETCH(const int, policy);
        QFETCH(const QList<int>, handled);
        QFETCH(const int, reason);

        TestKit::TestSystem system;
        const auto recorder = system.spawn(
            Props<Recorder>().withMailbox(Mailbox::bounded(3, Overflow::Policy(policy))),
            u"recorder"_s);
        QVERIFY(recorder.started().waitForFinished(5s));
        recorder.suspend();
        system.settle();
        QVERIFY(recorder.isSuspended());
        for (int i = 1; i <= 5; ++i) {
            QCOMPARE(recorder.mailboxSize(), quint64(std::min(i - 1, 3)));
            const SendResult result = recorder.tryTell(&Recorder::record, i);
            const bool refused = i > 3 && policy != int(Overflow::DropOldest);
            QCOMPARE(result, refused ? SendResult::Full : SendResult::Accepted);
        }
        QVERIFY(recorder.isMailboxFull());
        QCOMPARE(recorder.droppedMessageCount(), 2);
        recorder.resume();
        system.settle();
        QCOMPARE(recorder.mailboxSize(), 0U);
        system.settle();
        QCOMPARE(recorder.ask(&Recorder::values).result(), handled);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason(reason)), 2U);
    }

    void anAskToAFullMailboxFailsWithMailboxFull()
    {
        TestKit::TestSystem system;
        const auto recorder = system.spawn(
            Props<Recorder>().withMailbox(Mailbox::bounded(1, Overflow::Fail)), u"recorder"_s);
        QVERIFY(recorder.started().waitForFinished(5s));
        recorder.suspend();
        system.settle();
        QVERIFY(recorder.isSuspended());
        recorder.tell(&Recorder::record, 1);
        Reply<int> refused = recorder.ask(&Recorder::recordAndAnswer, 2);
        QVERIFY(refused.waitForFinished(5s));
        QCOMPARE(refused.error().code(), ActorError::Code::MailboxFull);
        recorder.resume();
    }

    void theCapacityMustLeaveRoomForOne_data()
    {
        QTest::addColumn<int>("capacity");
        QTest::addColumn<bool>("possible");
        QTest::newRow("1") << 1 << true;
        QTest::newRow("0") << 0 << false;
        QTest::newRow("-1") << -1 << false;
    }

    void theCapacityMustLeaveRoomForOne()
    {
        QFETCH(const int, capacity);
        QFETCH(const bool, possible);
        TestKit::TestSystem system;
        const auto recorder =
            system.spawn(Props<Recorder>().withMailbox(Mailbox::bounded(capacity)), u"recorder"_s);
        QCOMPARE(!recorder.isNull(), possible);
        if (!possible)
            QCOMPARE(recorder.error().code(), ActorError::Code::BadMailbox);
    }

    void coalescingKeepsTheLatestAtTheOldPlace()
    {
        TestKit::TestSystem system;
        const auto recorder =
            system.spawn(Props<Recorder>().withMailbox(Mailbox::bounded(10, Overflow::Coalesce())),
                         u"recorder"_s);
        QVERIFY(recorder.started().waitForFinished(5s));
        recorder.suspend();
        system.settle();
        QVERIFY(recorder.isSuspended());
        recorder.tell(Reading{1});
        recorder.tell(&Recorder::record, 100);
        recorder.tell(Reading{2});
        recorder.tell(Reading{3});
        QCOMPARE(recorder.mailboxSize(), 2U);
        recorder.resume();
        system.settle();
        QCOMPARE(recorder.ask(&Recorder::values).result(), QList<int>({3, 100}));
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Coalesced), 2U);
    }

    void higherPrioritiesComeFirstAndEqualOnesInOrder()
    {
        TestKit::TestSystem system;
        const auto recorder =
            system.spawn(Props<Recorder>().withMailbox(Mailbox::priority()), u"recorder"_s);
        QVERIFY(recorder.started().waitForFinished(5s));
        recorder.suspend();
        system.settle();
        QVERIFY(recorder.isSuspended());
        recorder.tell(Reading{1}, SendOptions{.priority = 1});
        recorder.tell(Reading{5}, SendOptions{.priority = 5});
        recorder.tell(Reading{2}, SendOptions{.priority = 1});
        recorder.tell(Reading{6}, SendOptions{.priority = 5});
        recorder.resume();
        system.settle();
        QCOMPARE(recorder.ask(&Recorder::values).result(), QList<int>({5, 6, 1, 2}));
    }

    void suspendingTwiceIsSuspendingOnce()
    {
        TestKit::TestSystem system;
        const auto recorder = system.spawn<Recorder>(u"recorder"_s);
        recorder.suspend();
        recorder.suspend();
        recorder.tell(&Recorder::record, 1);
        recorder.resume();
        QCOMPARE(recorder.ask(&Recorder::values).result(), QList<int>({1}));
    }

    void stopWhenDrainedHandlesWhatWasSentBefore()
    {
        TestKit::TestSystem system;
        const auto recorder = system.spawn<Recorder>(u"recorder"_s);
        for (int i = 0; i < 100; ++i)
            recorder.tell(&Recorder::record, i);
        Reply<QList<int>> last = recorder.ask(&Recorder::values);
        QVERIFY(recorder.stopWhenDrained().waitForFinished(5s));
        QCOMPARE(last.result(), upTo(100));
        QCOMPARE(system.deadLetters()->count(), 0U);
    }

    void stopTurnsWhatWaitsIntoDeadLetters()
    {
        TestKit::TestSystem system;
        const auto recorder = system.spawn<Recorder>(u"recorder"_s);
        QVERIFY(recorder.started().waitForFinished(5s));
        recorder.suspend();
        system.settle();
        QVERIFY(recorder.isSuspended());
        for (int i = 0; i < 100; ++i)
            recorder.tell(&Recorder::record, i);
        Reply<QList<int>> asked = recorder.ask(&Recorder::values);
        QVERIFY(recorder.stop().waitForFinished(5s));
        QVERIFY(asked.waitForFinished(5s));
        QCOMPARE(asked.error().code(), ActorError::Code::ActorStopped);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 101U);
        QVERIFY(system.shutdown().waitForFinished(5s));
        QVERIFY(system.ledger().isBalanced());
    }

    void anExpiredMessageIsNotHandled()
    {
        TestKit::TestSystem system;
        const auto recorder = system.spawn<Recorder>(u"recorder"_s);
        QVERIFY(recorder.started().waitForFinished(5s));
        recorder.suspend();
        system.settle();
        QVERIFY(recorder.isSuspended());
        recorder.tell(Reading{1}, SendOptions{.ttl = 1ns});
        recorder.tell(Reading{2});
        system.advance(1ms);
        recorder.resume();
        system.settle();
        QCOMPARE(recorder.ask(&Recorder::values).result(), QList<int>({2}));
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Expired), 1U);
    }
};

QTEST_GUILESS_MAIN(MailboxTest)

#include "mailboxtest.moc"
