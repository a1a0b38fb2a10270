// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "reports.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <memory>
#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Note
{
    QString text;
};

//! What can only be moved.
using Parcel = std::unique_ptr<int>;

//! Puts everything aside until it is opened.
class Door : public Actor
{
    Q_OBJECT

public:
    int knock(int number)
    {
        if (!pass(QString::number(number)))
            return -1;
        return number;
    }
    int read(const QString &text) { return pass(text) ? int(text.size()) : -1; }
    // NOLINTNEXTLINE(performance-unnecessary-value-param): taken out of the message
    int take(QString text) { return pass(text) ? int(text.size()) : -1; }
    // NOLINTNEXTLINE(performance-unnecessary-value-param): taken out of the message
    void receive(Note note) { pass(note.text); }
    int weigh(const Parcel &parcel)
    {
        const bool whole = parcel != nullptr;
        pass(whole ? QString::number(*parcel) : u"empty"_s);
        return whole && parcel ? *parcel : -1;
    }
    void store(Parcel parcel) { pass(parcel ? QString::number(*parcel) : u"empty"_s); }
    Reply<int> later(int number)
    {
        if (!pass(QString::number(number)))
            return {};
        return self<Door>().ask(&Door::twice, number);
    }
    int twice(int number) { return 2 * number; }
    void failAfterStash(int number)
    {
        stash();
        throw std::runtime_error(std::to_string(number));
    }
    int answerAfterStash(int number)
    {
        if (m_open)
            return number;
        stash();
        reply(-1);
        return -2;
    }
    void stashAndOpen(const QString &text)
    {
        if (pass(text))
            return;
        open();
        m_sizes.append(stashSize());
    }
    void stashInContinuation()
    {
        self<Door>().ask(&Door::twice, 1).then(this, [this](int) {
            m_passed.append(stash() ? u"stashed an answer"_s : u"refused"_s);
        });
    }
    void open()
    {
        m_open = true;
        unstashAll();
    }
    void fail() { throw std::runtime_error("broken"); }
    QStringList passed() const { return m_passed; }
    int size() const { return stashSize(); }
    QList<int> sizes() const { return m_sizes; }

private:
    bool pass(const QString &text)
    {
        if (!m_open) {
            stash();
            return false;
        }
        m_passed.append(text);
        return true;
    }

    bool m_open = false;
    QStringList m_passed;
    QList<int> m_sizes;
};

class Bell : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void rung(const QString &text);
};

class Watching : public Middleware
{
public:
    void onReceive(const MessageView &, const std::function<void()> &next) override { next(); }
};

Props<Door> door(int capacity = 100, StashOverflow overflow = StashOverflow::Reject)
{
    return Props<Door>()
        .withStash(capacity, overflow)
        .withSupervision(SupervisorStrategy::oneForOne().otherwise(Directive::Resume));
}

} // namespace

class StashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStashedAskStaysOpenUntilItsMessageIsHandled()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        Reply<int> number = ref.ask(&Door::knock, 7);
        Reply<int> text = ref.ask(&Door::read, u"hello"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        QVERIFY(!number.isFinished());
        QVERIFY(!text.isFinished());
        ref.tell(&Door::open);
        QCOMPARE(number.result(), 7);
        QCOMPARE(text.result(), 5);
    }

    void theTimeoutOfAStashedAskStillRuns()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        Reply<int> number = ref.ask(1s, &Door::knock, 7);
        QCOMPARE(ref.ask(&Door::size).result(), 1);
        system.advance(2s);
        QVERIFY(number.isFinished());
        QCOMPARE(number.error().code(), ActorError::Code::AskTimeout);
    }

    void aCancelledAskLeavesTheStash()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        Reply<int> first = ref.ask(&Door::knock, 7);
        const Reply<int> second = ref.ask(&Door::knock, 8);
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        first.cancel();
        QCOMPARE(ref.ask(&Door::size).result(), 1);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Cancelled), quint64(1));
        ref.tell(&Door::open);
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList(u"8"_s));
        QVERIFY(second.isFinished());
        QTRY_VERIFY(system.isQuiet());
        QVERIFY(system.ledger().isBalanced());
    }

    void whatIsRepliedAfterStashIsNoAnswer()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        Reply<int> number = ref.ask(&Door::answerAfterStash, 7);
        QCOMPARE(ref.ask(&Door::size).result(), 1);
        QVERIFY(!number.isFinished());
        ref.tell(&Door::open);
        QCOMPARE(number.result(), 7);
    }

    void anActorWithAStashKeepsWhatItsHandlersTake()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn(door(), u"door"_s);
        Reply<int> answer = ref.ask(&Door::take, u"taken by value"_s);
        ref.tell(Note{u"a note"_s});
        ref.tell(&Door::open);
        QCOMPARE(answer.result(), 14);
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList({u"taken by value"_s, u"a note"_s}));
    }

    void aMessageThatHasLostItsArgumentsCannotBePutAside_data()
    {
        QTest::addColumn<bool>("hasStash");
        QTest::newRow("without withStash()") << false;
        QTest::newRow("what cannot be copied") << true;
    }
    void aMessageThatHasLostItsArgumentsCannotBePutAside()
    {
        QFETCH(const bool, hasStash);
        const Reports reports;
        TestKit::TestSystem system;
        const auto resuming = Props<Door>().withSupervision(
            SupervisorStrategy::oneForOne().otherwise(Directive::Resume));
        const auto ref = system.spawn(hasStash ? door() : resuming, u"door"_s);
        if (hasStash) {
            ref.tell(&Door::store, std::make_unique<int>(3));
        } else {
            Reply<int> answer = ref.ask(&Door::take, u"lost"_s);
            QVERIFY(answer.waitForFinished(5s));
            QCOMPARE(answer.error().code(), ActorError::Code::Failed);
        }
        QCOMPARE(ref.ask(&Door::size).result(), 0);
        QCOMPARE(reports.count(Diagnostic::ArgumentsTaken), 1);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 1U);
    }

    void whatOnlyMovesIsPutAsideWhole()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        Reply<int> weight = ref.ask(&Door::weigh, std::make_unique<int>(12));
        QCOMPARE(ref.ask(&Door::size).result(), 1);
        QVERIFY(!weight.isFinished());
        ref.tell(&Door::open);
        QCOMPARE(weight.result(), 12);
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList(u"12"_s));
    }

    void aHandlerThatStashesAndReturnsAReplyTakesItsMessageOnce()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        Reply<int> answer = ref.ask(&Door::later, 4);
        QCOMPARE(ref.ask(&Door::size).result(), 1);
        QVERIFY(!answer.isFinished());
        ref.tell(&Door::open);
        QCOMPARE(answer.result(), 8);
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList(u"4"_s));
    }

    void aMessageThatFailsAfterStashIsNotPutAside()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn(door(), u"door"_s);
        Reply<void> answer = ref.ask(&Door::failAfterStash, 4);
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().text(), u"4"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 0);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 1U);
    }

    void whatWasPutAsideComesBackBeforeWhatWaitsInItsOrder()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        ref.tell(&Door::read, u"a"_s);
        ref.tell(&Door::read, u"b"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        ref.suspend();
        ref.tell(&Door::open);
        ref.tell(&Door::read, u"c"_s);
        ref.resume();
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    }

    void aMessageMayBePutAsideAndBackInOneHandler()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        ref.tell(&Door::read, u"a"_s);
        ref.tell(&Door::read, u"b"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        ref.suspend();
        ref.tell(&Door::stashAndOpen, u"c"_s);
        ref.tell(&Door::read, u"d"_s);
        ref.resume();
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        QCOMPARE(ref.ask(&Door::sizes).result(), QList<int>({0}));
    }

    void aFullStashDoesAsItsPolicySays_data()
    {
        QTest::addColumn<StashOverflow>("overflow");
        QTest::addColumn<QStringList>("passed");
        QTest::addColumn<int>("failures");
        QTest::newRow("DropOldest")
            << StashOverflow::DropOldest << QStringList({u"b"_s, u"c"_s}) << 0;
        QTest::newRow("DropNewest")
            << StashOverflow::DropNewest << QStringList({u"a"_s, u"b"_s}) << 0;
        QTest::newRow("Reject") << StashOverflow::Reject << QStringList({u"a"_s, u"b"_s}) << 1;
    }
    void aFullStashDoesAsItsPolicySays()
    {
        QFETCH(const StashOverflow, overflow);
        QFETCH(const QStringList, passed);
        QFETCH(const int, failures);
        TestKit::TestSystem system;
        const auto ref = system.spawn(door(2, overflow), u"door"_s);
        QList<Reply<int>> asked;
        for (const QString &text : {u"a"_s, u"b"_s, u"c"_s})
            ref.tell(&Door::read, text);
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        ref.tell(&Door::open);
        QCOMPARE(ref.ask(&Door::passed).result(), passed);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::StashOverflow), 1U);
        QCOMPARE(system.deadLetters()->count(), 1U);
        QCOMPARE(int(ref.failureCount()), failures);
    }

    void anAskToAFullStashFailsWithMailboxFull()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn(door(0, StashOverflow::DropNewest), u"door"_s);
        Reply<int> answer = ref.ask(&Door::knock, 1);
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().code(), ActorError::Code::MailboxFull);
    }

    void whatWasPutAsideOutlivesARestart()
    {
        TestKit::TestSystem system;
        const auto ref =
            system.spawn(Props<Door>().withSupervision(
                             SupervisorStrategy::oneForOne().otherwise(Directive::Restart)),
                         u"door"_s);
        Reply<int> answer = ref.ask(&Door::knock, 1);
        ref.tell(&Door::read, u"b"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        ref.tell(&Door::fail);
        // The new object puts them aside again, in their order.
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        QCOMPARE(ref.restartCount(), 1U);
        ref.tell(&Door::open);
        QCOMPARE(answer.result(), 1);
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList({u"1"_s, u"b"_s}));
    }

    void anAnswerCannotBePutAside()
    {
        const Reports reports;
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        ref.tell(&Door::stashInContinuation);
        system.settle();
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList(u"refused"_s));
        QCOMPARE(reports.count(Diagnostic::StashedTwice), 1);
    }

    void theLatestEmissionMayBePutAside()
    {
        TestKit::TestSystem system;
        const auto ref = system.spawn<Door>(u"door"_s);
        Bell bell;
        Actors::connect(&bell, &Bell::rung, ref, &Door::read, Delivery::latest());
        Q_EMIT bell.rung(u"first"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 1);
        Q_EMIT bell.rung(u"second"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 2);
        ref.tell(&Door::open);
        QCOMPARE(ref.ask(&Door::passed).result(), QStringList({u"first"_s, u"second"_s}));
    }

    void aMessageMayBePutAsideBelowMiddleware()
    {
        TestKit::TestSystem system;
        const auto ref =
            system.spawn(Props<Door>().withMiddleware(std::make_shared<Watching>()), u"door"_s);
        Reply<int> answer = ref.ask(&Door::read, u"hello"_s);
        QCOMPARE(ref.ask(&Door::size).result(), 1);
        QVERIFY(!answer.isFinished());
        ref.tell(&Door::open);
        QCOMPARE(answer.result(), 5);
    }
};

QTEST_GUILESS_MAIN(StashTest)

#include "stashtest.moc"
