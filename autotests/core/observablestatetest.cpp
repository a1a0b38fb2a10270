// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ObservableState>
#include <Actors/TestKit/TestSystem>

#include <QTest>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace std::chrono_literals;

class Account : public Actor
{
    Q_OBJECT
    Q_PROPERTY(qint64 balance READ balance)
    Q_PROPERTY(QString owner MEMBER m_owner)
    Q_PROPERTY(int secret READ secret STORED false)

public:
    qint64 balance() const { return m_balance; }
    int secret() const { return 1; }
    void deposit(qint64 amount) { m_balance += amount; }
    void crash() { throw ActorError(QStringLiteral("it broke")); }
    QStringList trace() const { return m_trace; }

    QVariant stateSnapshot() const override
    {
        if (m_balance == 13)
            throw ActorError(QStringLiteral("bad luck"));
        return m_balance;
    }
    void restoreSnapshot(const QVariant &snapshot) override
    {
        m_trace << QStringLiteral("restored");
        if (snapshot.toLongLong() == 14)
            throw ActorError(QStringLiteral("worse luck"));
        m_balance = snapshot.toLongLong();
    }

protected:
    void beforeStart() override { m_trace << QStringLiteral("started"); }
    void afterRestart(const Failure &failure) override
    {
        m_trace << QStringLiteral("afterRestart");
        Actor::afterRestart(failure);
    }

private:
    qint64 m_balance = 0;
    QString m_owner = QStringLiteral("Alice");
    QStringList m_trace;
};

//! Says itself what it shows.
class Bank : public Actor
{
    Q_OBJECT

public:
    QVariantMap observableState() const override
    {
        return ObservableState()
            .putValue(QStringLiteral("accounts"), 2)
            .putValue(QStringLiteral("name"), "First");
    }
};

class ObservableStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsValuesByName();
    void givesADefaultOnlyWhereThereIsNoValue();
    void givesCopiesThatDoNotChange();
    void showsTheStoredPropertiesOfAnActor();
    void showsWhatAnActorSaysItself();
    void isAskedInOrderWithOtherMessages();
    void isAskedOfAnActorOfUnknownClass();
    void hasNoSnapshotUnlessOverridden();
    void carriesTheStateOverARestart();
    void startsAnewWithoutTheOption();
    void goesOnWhereASnapshotFails();
    void restoresASnapshotThatSomebodySends();
};

void ObservableStateTest::keepsValuesByName()
{
    ObservableState state;
    QVERIFY(state.isEmpty());
    state.putValue(QStringLiteral("b"), 2).putValue(QStringLiteral("a"), QStringLiteral("one"));
    QCOMPARE(state.size(), 2);
    QCOMPARE(state.keys(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(state.valueOf(QStringLiteral("a")), QVariant(QStringLiteral("one")));
    QCOMPARE(state.valueOf<int>(QStringLiteral("b")), 2);
    QVERIFY(state.hasValue(QStringLiteral("a")));
    QVERIFY(!state.hasValue(QStringLiteral("c")));
    QVERIFY(!state.valueOf(QStringLiteral("c")).isValid());
    state.putValue(QStringLiteral("b"), 3);
    QCOMPARE(state.valueOf<int>(QStringLiteral("b")), 3);
    QCOMPARE(state.size(), 2);
    state.clear();
    QVERIFY(state.isEmpty());
}

void ObservableStateTest::givesADefaultOnlyWhereThereIsNoValue()
{
    ObservableState state;
    state.putValue(QStringLiteral("zero"), 0);
    state.putValue(QStringLiteral("none"), QVariant());
    QCOMPARE(state.valueOfOrDefault(QStringLiteral("zero"), 9), 0);
    QCOMPARE(state.valueOfOrDefault(QStringLiteral("other"), 9), 9);
    QCOMPARE(state.valueOfOrDefault(QStringLiteral("none"), 9), 0);
}

void ObservableStateTest::givesCopiesThatDoNotChange()
{
    ObservableState state;
    state.putValue(QStringLiteral("a"), 1);
    const QVariantMap copy = state.snapshot();
    state.putValue(QStringLiteral("a"), 2);
    QCOMPARE(copy.value(QStringLiteral("a")).toInt(), 1);
    QVERIFY(ObservableState(copy) != state);
}

void ObservableStateTest::showsTheStoredPropertiesOfAnActor()
{
    TestSystem system;
    const auto account = system.spawn<Account>(QStringLiteral("account"));
    account.tell(&Account::deposit, 40);
    auto reply = account.ask(&Actor::observableState);
    system.settle();
    const ObservableState state = reply.result();
    QCOMPARE(state.keys(), QStringList({QStringLiteral("balance"), QStringLiteral("owner")}));
    QCOMPARE(state.valueOf<qint64>(QStringLiteral("balance")), 40);
}

void ObservableStateTest::showsWhatAnActorSaysItself()
{
    TestSystem system;
    const auto bank = system.spawn<Bank>(QStringLiteral("bank"));
    auto reply = bank.ask(&Bank::observableState);
    system.settle();
    const ObservableState state = reply.result();
    QCOMPARE(state.valueOf<QString>(QStringLiteral("name")), QStringLiteral("First"));
    QCOMPARE(state.size(), 2);
}

void ObservableStateTest::isAskedInOrderWithOtherMessages()
{
    TestSystem system;
    const auto account = system.spawn<Account>(QStringLiteral("account"));
    account.tell(&Account::deposit, 1);
    auto first = account.ask(&Actor::observableState);
    account.tell(&Account::deposit, 1);
    auto second = account.ask(&Actor::observableState);
    system.settle();
    QCOMPARE(first.result().value(QStringLiteral("balance")).toInt(), 1);
    QCOMPARE(second.result().value(QStringLiteral("balance")).toInt(), 2);
}

void ObservableStateTest::isAskedOfAnActorOfUnknownClass()
{
    TestSystem system;
    const ActorRef account = system.spawn<Account>(QStringLiteral("account"));
    auto byName = account.invoke("observableState");
    auto byClass = account.as<Actor>().ask(&Actor::observableState);
    system.settle();
    QCOMPARE(byName.result().toMap().size(), 2);
    QCOMPARE(byClass.result().size(), 2);
}

void ObservableStateTest::hasNoSnapshotUnlessOverridden()
{
    TestSystem system;
    const auto bank = system.spawn<Bank>(QStringLiteral("bank"));
    bank.tell(&Actor::restoreSnapshot, QVariant(5));
    auto reply = bank.ask(&Actor::stateSnapshot);
    system.settle();
    QVERIFY(!reply.result().isValid());
}

void ObservableStateTest::carriesTheStateOverARestart()
{
    TestSystem system;
    const auto account =
        system.spawn(Props<Account>().withStateCarryOver(), QStringLiteral("account"));
    account.tell(&Account::deposit, 40);
    account.tell(&Account::crash);
    account.tell(&Account::deposit, 2);
    system.advance(1s);
    auto balance = account.ask(&Account::balance);
    auto trace = account.ask(&Account::trace);
    system.settle();
    QCOMPARE(balance.result(), 42);
    QCOMPARE(trace.result(),
             QStringList({QStringLiteral("restored"), QStringLiteral("afterRestart"),
                          QStringLiteral("started")}));
    QCOMPARE(account.restartCount(), 1);
}

void ObservableStateTest::startsAnewWithoutTheOption()
{
    TestSystem system;
    const auto account = system.spawn<Account>(QStringLiteral("account"));
    account.tell(&Account::deposit, 40);
    account.tell(&Account::crash);
    system.advance(1s);
    auto balance = account.ask(&Account::balance);
    system.settle();
    QCOMPARE(balance.result(), 0);
}

void ObservableStateTest::goesOnWhereASnapshotFails()
{
    for (const int balance : {13, 14}) {
        TestSystem system;
        const auto account =
            system.spawn(Props<Account>().withStateCarryOver(), QStringLiteral("account"));
        account.tell(&Account::deposit, balance);
        account.tell(&Account::crash);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("luck")));
        system.advance(1s);
        auto now = account.ask(&Account::balance);
        system.settle();
        QCOMPARE(now.result(), 0);
        QCOMPARE(account.failureCount(), 1);
    }
}

void ObservableStateTest::restoresASnapshotThatSomebodySends()
{
    TestSystem system;
    const auto account = system.spawn<Account>(QStringLiteral("account"));
    const auto other = system.spawn<Account>(QStringLiteral("other"));
    account.tell(&Account::deposit, 40);
    auto snapshot = account.ask(&Account::stateSnapshot);
    system.settle();
    account.tell(&Account::restoreSnapshot, snapshot.result());
    other.tell(&Account::deposit, 1);
    auto balance = account.ask(&Account::balance);
    auto untouched = other.ask(&Account::balance);
    system.settle();
    QCOMPARE(balance.result(), 40);
    QCOMPARE(untouched.result(), 1);
}

QTEST_GUILESS_MAIN(ObservableStateTest)
#include "observablestatetest.moc"
