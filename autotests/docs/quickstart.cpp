// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>

#include <QTest>

#include <stdexcept>

using namespace std::chrono_literals;

//! [account]
struct Deposit
{
    qint64 cents;
};

struct Withdraw
{
    qint64 cents;
};

struct GetBalance
{
};

class Account : public Actors::Actor
{
    Q_OBJECT

public:
    Q_INVOKABLE void receive(const Deposit &deposit) { setBalance(m_cents + deposit.cents); }
    Q_INVOKABLE void receive(const Withdraw &withdraw)
    {
        if (withdraw.cents > m_cents)
            throw std::runtime_error("not enough money");
        setBalance(m_cents - withdraw.cents);
    }
    Q_INVOKABLE qint64 receive(const GetBalance &) const { return m_cents; }

Q_SIGNALS:
    void balanceChanged(qint64 cents);

private:
    void setBalance(qint64 cents)
    {
        m_cents = cents;
        Q_EMIT balanceChanged(m_cents);
    }

    qint64 m_cents = 0;
};
//! [account]

//! [bank]
class Bank : public Actors::Actor
{
    Q_OBJECT

public:
    Actors::Ref<Account> open(const QString &owner) { return spawn<Account>(owner); }

protected:
    Actors::SupervisorStrategy supervisorStrategy() const override
    {
        return Actors::SupervisorStrategy::oneForOne()
            .on<std::runtime_error>(Actors::Directive::Resume)
            .otherwise(Actors::Directive::Restart);
    }
};
//! [bank]

class Display : public QObject
{
    Q_OBJECT

public:
    void show(qint64 cents) { shown.append(cents); }

    QList<qint64> shown;
};

class QuickstartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreToldAndAsked()
    {
        Actors::ActorSystem system(QStringLiteral("quickstart"));
        //! [ask]
        auto account = system.spawn<Account>(QStringLiteral("alice"));
        account.tell(Deposit{5000});
        account.tell(Withdraw{800});
        account.ask(GetBalance{}).then(this, [this](qint64 cents) { m_shown = cents; });
        //! [ask]
        QTRY_COMPARE(m_shown, 4200);

        //! [wait]
        Actors::Reply<qint64> balance = account.ask(200ms, GetBalance{});
        if (balance.waitForFinished() && balance.isSuccessful())
            qInfo() << "the balance is" << balance.result();
        else
            qWarning() << balance.error();
        //! [wait]
        QVERIFY(balance.isSuccessful());
        QCOMPARE(balance.result(), 4200);
    }

    void aFailureGoesToTheAskerAndToTheSupervisor()
    {
        Actors::ActorSystem system(QStringLiteral("quickstart"));
        //! [fail]
        auto bank = system.spawn<Bank>(QStringLiteral("bank"));
        auto account = bank.ask(&Bank::open, QStringLiteral("bob")).result();
        account.tell(Deposit{100});
        account.ask(Withdraw{500}).onFailed(this, [this](const std::runtime_error &error) {
            m_error = QString::fromUtf8(error.what());
        });
        //! [fail]
        QTRY_COMPARE(m_error, QStringLiteral("not enough money"));
        QCOMPARE(account.path(), QStringLiteral("/user/bank/bob"));
        QCOMPARE(account.ask(GetBalance{}).result(), 100);
        QCOMPARE(account.restartCount(), 0U);
    }

    void signalsOfAnActorReachAnObject()
    {
        Actors::ActorSystem system(QStringLiteral("quickstart"));
        Display display;
        //! [connect]
        auto account = system.spawn<Account>(QStringLiteral("carol"));
        Actors::connect(account, &Account::balanceChanged, &display, &Display::show);
        account.tell(Deposit{5000});
        //! [connect]
        QTRY_COMPARE(display.shown, QList<qint64>{5000});
    }

    void whatIsNotHandledIsADeadLetter()
    {
        Actors::ActorSystem system(QStringLiteral("quickstart"));
        //! [deadletter]
        QObject::connect(system.deadLetters(), &Actors::DeadLetters::received, this,
                         [this](const Actors::DeadLetter &letter) {
                             m_letter = letter;
                             qInfo() << letter;
                         });
        auto account = system.spawn<Account>(QStringLiteral("dave"));
        account.stop().waitForFinished();
        account.tell(Deposit{1}); // a dead letter: ActorStopped
        //! [deadletter]
        QTRY_COMPARE(m_letter.recipient(), QStringLiteral("/user/dave"));
        QCOMPARE(m_letter.reason(), Actors::DeadLetter::Reason::ActorStopped);
        QCOMPARE(system.deadLetters()->count(), 1U);
    }

private:
    qint64 m_shown = 0;
    QString m_error;
    Actors::DeadLetter m_letter;
};

QTEST_GUILESS_MAIN(QuickstartTest)

#include "quickstart.moc"
