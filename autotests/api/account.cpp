// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 2: value messages.

#include <Actors/Core/Core>

#include <QCoreApplication>

using namespace std::chrono_literals;

struct Deposit
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
    Q_INVOKABLE void receive(const Deposit &deposit) { m_cents += deposit.cents; }
    Q_INVOKABLE qint64 receive(const GetBalance &) const { return m_cents; }

private:
    qint64 m_cents = 0;
};

struct Audit
{
    QString by;
};

class AuditedAccount : public Account
{
    Q_OBJECT

public:
    using Account::receive;
    QString receive(Audit &&audit) { return QStringLiteral("audited by ") + audit.by; }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));

    const auto account = system.spawn<AuditedAccount>(QStringLiteral("account"));
    account.tell(Deposit{5000});
    QFuture<qint64> balance = account.ask(GetBalance{});
    QFuture<qint64> soon = account.ask(200s, GetBalance{});
    balance.then(&app, [](qint64 cents) { qInfo() << "balance" << cents; });
    soon.then(&app, [=](qint64 cents) {
        qInfo() << "soon" << cents;

        const Actors::ActorRef &dynamic = account;
        dynamic.tell(QVariant::fromValue(Deposit{1}));
        dynamic.as<Account>().ask(GetBalance{}).then(qApp, [](qint64 later) {
            qInfo() << "dynamic" << later;
        });
        dynamic.ask(QVariant::fromValue(GetBalance{})).then(qApp, [](const QVariant &answer) {
            qInfo() << "as variant" << answer.toLongLong();
        });
        account.ask(Audit{QStringLiteral("Eve")}).then(qApp, [](const QString &text) {
            qInfo() << qPrintable(text);
            QCoreApplication::quit();
        });
        qInfo() << dynamic.as<Account>().isNull() << dynamic.as<AuditedAccount>().isNull();
    });
    return app.exec();
}

#include "account.moc"
