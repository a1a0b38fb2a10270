// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 6: the system.

#include <Actors/Core/Core>

#include <QCoreApplication>
#include <QLoggingCategory>

using namespace std::chrono_literals;

class Account : public Actors::Actor
{
    Q_OBJECT

public:
    void deposit(qint64 cents) { m_cents += cents; }
    qint64 balance() const { return m_cents; }
    void close() { stop(); }

private:
    qint64 m_cents = 0;
};

class Bank : public Actors::Actor
{
    Q_OBJECT

public:
    Bank() { spawn<Account>(QStringLiteral("alice")); }
};

struct PriceChanged
{
    double price;
};

class Chart : public Actors::Actor
{
    Q_OBJECT

public:
    void onPrice(const PriceChanged &change) { m_last = change.price; }
    double last() const { return m_last; }

private:
    double m_last = 0;
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
    Actors::ActorSystem system(QStringLiteral("demo"));
    QObject view;

    system.spawn<Bank>(QStringLiteral("bank")).started().waitForFinished();
    const auto chart = system.spawn<Chart>(QStringLiteral("chart"));

    const auto account = system.lookup(QStringLiteral("/user/bank/alice")).as<Account>();
    qInfo() << account.toString() << system.lookup(QStringLiteral("/user/bank/bob")).isNull();

    system.eventStream()->subscribe<PriceChanged>(chart, &Chart::onPrice);
    system.eventStream()->publish(PriceChanged{3.5});
    qInfo() << chart.ask(&Chart::last).result();

    chart.suspend();
    chart.tell(&Chart::onPrice, PriceChanged{4.5});
    chart.resume();
    chart.stopWhenDrained().waitForFinished();
    qInfo() << chart.isStopped() << system.deadLetters()->count();

    Actors::Cancelable never = system.scheduler()->once(1h, account, &Account::close);
    qInfo() << never.cancel();
    system.scheduler()->once(1ms, account, &Account::close);
    account.terminated().waitForFinished();

    QObject::connect(system.deadLetters(), &Actors::DeadLetters::received, &view,
                     [](const Actors::DeadLetter &letter) {
                         qInfo() << qPrintable(letter.representation()) << letter.reason();
                     });
    account.tell(&Account::deposit, 5);

    Actors::Reply<void> done = system.shutdown(10s);
    qInfo() << done.waitForFinished() << done.isSuccessful() << system.actorCount()
            << system.culprits().size();
    return 0;
}

#include "system.moc"
