// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "branch.h"

#include <Actors/Core/Connect>
#include <Actors/TestKit/TestSystem>

#include <QLoggingCategory>
#include <QTest>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Banking;
using namespace std::chrono_literals;

namespace {

//! A bank and its customer, who waits for each answer.
class Customer
{
public:
    explicit Customer(TestSystem &system)
        : m_system(system)
        , branch(Branch::open(system))
    {
    }

    QString say(const QString &line)
    {
        Reply<QString> answer = branch.teller.ask(0s, &Teller::execute, line);
        m_system.settle();
        return answer.isFinished() ? answer.result() : QStringLiteral("(no answer)");
    }
    QString say(const char *line) { return say(QString::fromUtf8(line)); }

private:
    TestSystem &m_system;

public:
    const Branch branch;
};

QStringList linesOf(const QString &text)
{
    return text.split(QLatin1Char('\n'));
}

} // namespace

class BankTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // What is refused is a dead letter, and much is refused here.
        QLoggingCategory::setFilterRules(QStringLiteral("actors.deadletters=false"));
    }
    void moneyMovesBetweenAccounts_data() { modes(); }
    void moneyMovesBetweenAccounts();
    void historyIsNewestFirstAndLimited_data() { modes(); }
    void historyIsNewestFirstAndLimited();
    void depositThatFailsIsRetriedAfterOneAndTwoSecondsAndRefunded_data() { modes(); }
    void depositThatFailsIsRetriedAfterOneAndTwoSecondsAndRefunded();
    void accountThatIsOpenedInTimeGetsTheMoney_data() { modes(); }
    void accountThatIsOpenedInTimeGetsTheMoney();
    void newsOfATransferIsSaidAfterItsAnswer_data() { modes(); }
    void newsOfATransferIsSaidAfterItsAnswer();
    void transferToAClosedAccountIsRefundedAndItsLettersAreDead_data() { modes(); }
    void transferToAClosedAccountIsRefundedAndItsLettersAreDead();
    void moneyThatCannotGoBackIsReported_data() { modes(); }
    void moneyThatCannotGoBackIsReported();
    void waitIsAnsweredWhenNoTransferIsPending_data() { modes(); }
    void waitIsAnsweredWhenNoTransferIsPending();
    void errorsAreExplainedFromTheContext_data();
    void errorsAreExplainedFromTheContext();
    void actorThatRefusesIsResumedWithItsState_data() { modes(); }
    void actorThatRefusesIsResumedWithItsState();
    void commandsAreAnsweredInTheirOrder_data() { modes(); }
    void commandsAreAnsweredInTheirOrder();
    void outcomeDoesNotDependOnTheOrderOfDelivery();

private:
    static void modes()
    {
        QTest::addColumn<TestSystem::Mode>("mode");
        QTest::newRow("deterministic") << TestSystem::Deterministic;
        QTest::newRow("threads") << TestSystem::RealThreads;
    }
};

void BankTest::moneyMovesBetweenAccounts()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    QCOMPARE(customer.say("open Ann Smith 100"), "A-1 is open for Ann Smith, balance 100.00");
    QCOMPARE(customer.say("open Bob"), "A-2 is open for Bob, balance 0.00");
    QCOMPARE(customer.say("deposit a-1 0.5"), "0.50 deposited, balance 100.50");
    QCOMPARE(customer.say("withdraw A-1 0,25"), "0.25 withdrawn, balance 100.25");
    QCOMPARE(customer.say("transfer A-1 a-2 30"), "T-1: 30.00 from A-1 to A-2, completed");
    QCOMPARE(customer.say("balance A-2"), "A-2 (Bob) holds 30.00");
    QCOMPARE(customer.say("accounts"),
             "2 open accounts\n"
             "  A-1            70.25  Ann Smith\n"
             "  A-2            30.00  Bob");
    QCOMPARE(customer.say("transfers"),
             "1 transfer, newest first\n"
             "  T-1: 30.00 from A-1 to A-2, completed");
    QCOMPARE(system.deadLetters()->count(), 0);
}

void BankTest::historyIsNewestFirstAndLimited()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    customer.say("open Ann 10");
    customer.say("open Bob 10");
    customer.say("deposit A-1 1");
    customer.say("withdraw A-1 2");
    customer.say("transfer A-1 A-2 3");
    customer.say("transfer A-2 A-1 4");
    QCOMPARE(customer.say("history A-1"),
             "A-1: 5 transactions, newest first\n"
             "  #5  transfer-in        +4.00  balance      10.00  from A-2 (T-2)\n"
             "  #4  transfer-out       -3.00  balance       6.00  to A-2 (T-1)\n"
             "  #3  withdrawal         -2.00  balance       9.00\n"
             "  #2  deposit            +1.00  balance      11.00\n"
             "  #1  deposit           +10.00  balance      10.00  on opening");
    QCOMPARE(customer.say("history A-1 0"), "A-1: 0 transactions, newest first");
    QCOMPARE(customer.say("history A-1 1"),
             "A-1: 1 transaction, newest first\n"
             "  #5  transfer-in        +4.00  balance      10.00  from A-2 (T-2)");
    QCOMPARE(linesOf(customer.say("history A-1 99")).size(), 6);
}

void BankTest::depositThatFailsIsRetriedAfterOneAndTwoSecondsAndRefunded()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    customer.say("open Ann 100");
    QCOMPARE(customer.say("transfer A-1 A-9 25"),
             "T-1: 25.00 from A-1 to A-9, failed-deposit after attempt 1 of 3 (there is no account "
             "A-9); next attempt in 1 s");
    QCOMPARE(customer.say("balance A-1"), "A-1 (Ann) holds 75.00");

    const auto attempts = [&customer] {
        const QString line = linesOf(customer.say("transfers")).last();
        return line.mid(line.indexOf(QLatin1String("attempt"))).left(9);
    };
    system.advance(999ms);
    QCOMPARE(attempts(), "attempt 1");
    system.advance(1ms);
    QCOMPARE(attempts(), "attempt 2");
    QVERIFY(customer.say("transfers").endsWith(QLatin1String("next attempt in 2 s")));
    system.advance(1999ms);
    QCOMPARE(attempts(), "attempt 2");
    QCOMPARE(customer.say("balance A-1"), "A-1 (Ann) holds 75.00");
    system.advance(1ms);
    QCOMPARE(customer.say("transfers"),
             "1 transfer, newest first\n"
             "  T-1: 25.00 from A-1 to A-9, refunded after attempt 3 of 3 (there is no account "
             "A-9)");
    QCOMPARE(customer.say("history A-1 2"),
             "A-1: 2 transactions, newest first\n"
             "  #3  refund            +25.00  balance     100.00  of T-1: there is no account A-9\n"
             "  #2  transfer-out      -25.00  balance      75.00  to A-9 (T-1)");
    system.advance(60s);
    QCOMPARE(customer.say("balance A-1"), "A-1 (Ann) holds 100.00");
}

void BankTest::accountThatIsOpenedInTimeGetsTheMoney()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    customer.say("open Ann 100");
    QVERIFY(customer.say("transfer A-1 A-2 25").contains(QLatin1String("failed-deposit")));
    system.advance(1s);
    customer.say("open Bob");
    QCOMPARE(customer.say("balance A-2"), "A-2 (Bob) holds 0.00");
    system.advance(2s);
    QCOMPARE(customer.say("balance A-2"), "A-2 (Bob) holds 25.00");
    QCOMPARE(customer.say("transfers"),
             "1 transfer, newest first\n"
             "  T-1: 25.00 from A-1 to A-2, completed");
}

void BankTest::newsOfATransferIsSaidAfterItsAnswer()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    QStringList said;
    QObject context;
    Actors::connect(customer.branch.teller, &Teller::said, &context,
                    [&said](const QString &text) { said.append(text); });
    customer.say("open Ann 100");
    customer.say("transfer A-1 A-9 25");
    QVERIFY(system.waitUntil([&said] { return said.size() >= 3; }, 5s));
    const QString start = QStringLiteral("T-1: 25.00 from A-1 to A-9, ");
    const QString reason = QStringLiteral("(there is no account A-9)");
    QCOMPARE(said,
             QStringList({start + QStringLiteral("failed-deposit after attempt 2 of 3 ") + reason
                              + QStringLiteral("; next attempt in 2 s"),
                          start + QStringLiteral("failed-deposit after attempt 3 of 3 ") + reason,
                          start + QStringLiteral("refunded after attempt 3 of 3 ") + reason}));
}

void BankTest::transferToAClosedAccountIsRefundedAndItsLettersAreDead()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    customer.say("open Ann 100");
    customer.say("open Bob 5");
    QCOMPARE(customer.say("close A-2"), "A-2 is closed, 5.00 paid out");
    QCOMPARE(system.deadLetters()->count(), 0);
    QCOMPARE(linesOf(customer.say("accounts")).size(), 2);
    QCOMPARE(customer.say("deposit A-2 5"),
             "Command: deposit A-2 5\n"
             "Error: the account is closed (/user/bank/A-2 has stopped)\n"
             "Suggestion: type accounts to see the open ones, then deposit again");
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 1);
    customer.say("transfer A-1 A-2 25");
    system.advance(3s);
    QCOMPARE(linesOf(customer.say("transfers")).last(),
             "  T-1: 25.00 from A-1 to A-2, refunded after attempt 3 of 3 (A-2 is closed)");
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 4);
    QCOMPARE(customer.say("balance A-1"), "A-1 (Ann) holds 100.00");
}

void BankTest::moneyThatCannotGoBackIsReported()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    customer.say("open Ann 100");
    customer.say("transfer A-1 A-9 25");
    QCOMPARE(customer.say("close A-1"), "A-1 is closed, 75.00 paid out");
    system.advance(3s);
    QCOMPARE(linesOf(customer.say("transfers")).last(),
             "  T-1: 25.00 from A-1 to A-9, failed-deposit after attempt 3 of 3 (there is no "
             "account A-9; not refunded: A-1 is closed)");
    QCOMPARE(customer.say("wait"), "no transfer is pending, of 1");
}

void BankTest::waitIsAnsweredWhenNoTransferIsPending()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    QCOMPARE(customer.say("wait"), "no transfer is pending, of 0");
    customer.say("open Ann 100");
    customer.say("transfer A-1 A-9 25");
    Reply<QString> answer =
        customer.branch.teller.ask(0s, &Teller::execute, QStringLiteral("wait"));
    system.advance(2999ms);
    QVERIFY(!answer.isFinished());
    system.advance(1ms);
    QVERIFY(answer.isFinished());
    QCOMPARE(answer.result(), "no transfer is pending, of 1");
}

void BankTest::errorsAreExplainedFromTheContext_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("suggestion");
    QTest::addColumn<QString>("supervisor");

    const auto row = [](const char *command, const char *error, const char *suggestion,
                        const char *supervisor = "") {
        QTest::newRow(command) << QString::fromUtf8(command) << QString::fromUtf8(error)
                               << QString::fromUtf8(suggestion) << QString::fromUtf8(supervisor);
    };
    const char *account = "account-supervisor resumes /user/bank/A-1, which keeps its state";
    const char *bank = "bank-supervisor resumes /user/bank, which keeps its state";
    const char *transfers =
        "transfer-supervisor resumes /user/bank/transfers, which keeps its state";
    row("withdraw A-1 150", "A-1 holds 100.00, which is less than 150.00",
        "withdraw 100.00 or less, or first: deposit A-1 50.00", account);
    row("transfer A-1 A-2 150", "A-1 holds 100.00, which is less than 150.00",
        "transfer 100.00 or less, or first: deposit A-1 50.00", account);
    row("transfer A-2 A-1 1", "A-2 holds 0.00, which is less than 1.00",
        "deposit first: deposit A-2 1.00",
        "account-supervisor resumes /user/bank/A-2, which keeps its state");
    row("deposit A-1 -5", "-5.00 is no amount that can be moved: it must be more than 0.00",
        "to take money out: withdraw A-1 5.00", account);
    row("withdraw A-1 -5", "-5.00 is no amount that can be moved: it must be more than 0.00",
        "to put money in: deposit A-1 5.00", account);
    row("withdraw A-1 0", "0.00 is no amount that can be moved: it must be more than 0.00",
        "withdraw at least 0.01", account);
    row("deposit A-1 9999999999.99", "A-1 would hold more than 10000000000.00",
        "open another account for it", account);
    row("balance A-7", "there is no account A-7",
        "type accounts to see the numbers, then balance again", bank);
    row("balance Ann", "there is no account Ann",
        "type accounts to see the numbers, then balance again", bank);
    row("transfer A-7 A-1 5", "there is no account A-7",
        "type accounts to see both numbers, then transfer 5 again", bank);
    row("open Cleo -3", "-3.00 is no amount that can be moved: it must be more than 0.00",
        "open the account without money: open Cleo", bank);
    row("transfer A-1 a-1 5", "A-1 cannot send money to itself",
        "name another account; type accounts to see them", transfers);
    row("transfer A-1 A-2 -5", "-5.00 is no amount that can be moved: it must be more than 0.00",
        "transfer at least 0.01; to move money the other way: transfer A-2 A-1 and the amount",
        transfers);
    row("deposit A-1 ten", "ten is no amount of money",
        "write at most ten digits and two decimals: 12.50");
    row("deposit A-1 1.005", "1.005 is no amount of money",
        "write at most ten digits and two decimals: 12.50");
    row("history A-1 -1", "-1 is no limit",
        "write how many transactions you want to see: history A-1 5");
    row("history A-1 all", "all is no limit",
        "write how many transactions you want to see: history A-1 5");
    row("withdraw A-1", "withdraw needs more than that", "write withdraw <account> <amount>");
    row("accounts A-1", "accounts takes less than that", "write accounts");
    row("open", "open needs more than that", "write open <owner> [amount]");
    row("give A-1 5", "there is no command give", "type help to see all commands");
    row("", "there is no command on this line", "type help to see all commands");
}

void BankTest::errorsAreExplainedFromTheContext()
{
    QFETCH(QString, command);
    QFETCH(QString, error);
    QFETCH(QString, suggestion);
    QFETCH(QString, supervisor);
    QString expected =
        QStringLiteral("Command: %1\nError: %2\nSuggestion: %3").arg(command, error, suggestion);
    if (!supervisor.isEmpty())
        expected += QStringLiteral("\nSupervisor: ") + supervisor;
    for (const auto mode : {TestSystem::Deterministic, TestSystem::RealThreads}) {
        TestSystem system(mode);
        Customer customer(system);
        customer.say("open Ann 100");
        customer.say("open Bob");
        QCOMPARE(customer.say(command), expected);
        // Refused twice, explained twice.
        QCOMPARE(customer.say(command), expected);
        QCOMPARE(customer.say("balance A-1"), "A-1 (Ann) holds 100.00");
    }
}

void BankTest::actorThatRefusesIsResumedWithItsState()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    customer.say("open Ann 100");
    const auto account = system.lookup(QStringLiteral("/user/bank/A-1"));
    for (int i = 0; i < 5; ++i)
        customer.say("withdraw A-1 1000");
    QCOMPARE(account.failureCount(), 5);
    QCOMPARE(account.restartCount(), 0);
    QVERIFY(!account.isSuspended());
    Reply<int> resumed = customer.branch.accountSupervisor.ask(&AccountSupervisor::resumed);
    QCOMPARE(resumed.result(), 5);
    QCOMPARE(customer.say("withdraw A-1 1"), "1.00 withdrawn, balance 99.00");
    QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 5);
}

void BankTest::commandsAreAnsweredInTheirOrder()
{
    QFETCH(TestSystem::Mode, mode);
    TestSystem system(mode);
    Customer customer(system);
    customer.say("open Ann 100");
    const QStringList commands{QStringLiteral("deposit A-1 1"),
                               QStringLiteral("withdraw A-1 500"),
                               QStringLiteral("foo"),
                               QStringLiteral("withdraw A-1 1"),
                               QStringLiteral("transfer A-1 A-1 1"),
                               QStringLiteral("balance A-1")};
    QStringList said;
    QObject context;
    Actors::connect(customer.branch.teller, &Teller::executed, &context,
                    [&said](const QString &text) { said.append(linesOf(text).first()); });
    for (const QString &command : commands)
        customer.branch.teller.tell(&Teller::execute, command);
    const auto isAnswered = [&] { return said.size() >= commands.size(); };
    QVERIFY(system.waitUntil(isAnswered, 5s));
    QCOMPARE(said,
             QStringList({"1.00 deposited, balance 101.00", "Command: withdraw A-1 500",
                          "Command: foo", "1.00 withdrawn, balance 100.00",
                          "Command: transfer A-1 A-1 1", "A-1 (Ann) holds 100.00"}));
}

void BankTest::outcomeDoesNotDependOnTheOrderOfDelivery()
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        TestSystem system(Seed{seed});
        Customer customer(system);
        customer.say("open Ann 100");
        customer.say("open Bob 100");
        // Three transfers are under way at the same time, and two of them come back.
        customer.say("transfer A-1 A-8 1");
        customer.say("transfer A-2 A-9 2");
        customer.say("transfer A-1 A-2 4");
        QVERIFY2(customer.say("withdraw A-1 1000").contains(QLatin1String("95.00 or less")),
                 qPrintable(system.description()));
        system.advance(3s);
        QCOMPARE(customer.say("balance A-1"), "A-1 (Ann) holds 96.00");
        QCOMPARE(customer.say("balance A-2"), "A-2 (Bob) holds 104.00");
        QCOMPARE(customer.say("wait"), "no transfer is pending, of 3");
        QVERIFY2(system.verify().isEmpty(), qPrintable(system.description()));
    }
}

QTEST_GUILESS_MAIN(BankTest)
#include "banktest.moc"
