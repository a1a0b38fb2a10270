// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "account.h"

#include "bankerror.h"
#include "transactionhistory.h"

namespace Banking {

Account::Account(const QString &number, const QString &owner, Cents initial)
    : m_number(number)
    , m_owner(owner)
    , m_initial(initial)
{
}

void Account::beforeStart()
{
    m_history = spawn<TransactionHistory>(QStringLiteral("history"));
    if (m_initial > 0)
        put(Transaction::Type::Deposit, m_initial, QStringLiteral("on opening"));
}

AccountSummary Account::summary() const
{
    return {m_number, m_owner, m_balance};
}

Actors::Reply<QList<Transaction>> Account::history(int limit) const
{
    return m_history.ask(&TransactionHistory::transactions, limit);
}

Cents Account::deposit(Cents cents)
{
    put(Transaction::Type::Deposit, cents, {});
    return m_balance;
}

Cents Account::withdraw(Cents cents)
{
    take(Transaction::Type::Withdrawal, cents, {});
    return m_balance;
}

Cents Account::transferOut(Cents cents, const QString &transfer, const QString &to)
{
    take(Transaction::Type::TransferOut, cents, QStringLiteral("to %1 (%2)").arg(to, transfer));
    return m_balance;
}

Cents Account::transferIn(Cents cents, const QString &transfer, const QString &from)
{
    if (!m_received.contains(transfer)) {
        put(Transaction::Type::TransferIn, cents,
            QStringLiteral("from %1 (%2)").arg(from, transfer));
        m_received.insert(transfer);
    }
    return m_balance;
}

Cents Account::refund(Cents cents, const QString &transfer, const QString &reason)
{
    if (!m_refunded.contains(transfer)) {
        put(Transaction::Type::Refund, cents, QStringLiteral("of %1: %2").arg(transfer, reason));
        m_refunded.insert(transfer);
    }
    return m_balance;
}

Actors::Reply<Cents> Account::payOut()
{
    const Cents all = m_balance;
    if (all > 0)
        take(Transaction::Type::Withdrawal, all, QStringLiteral("on closing"));
    // Whoever stops the account now stops the history, too, but only after what it was told.
    return m_history.ask(&TransactionHistory::count).then(this, [all](int) { return all; });
}

void Account::put(Transaction::Type type, Cents cents, const QString &note)
{
    checkAmount(cents);
    if (cents > MaximumBalance - m_balance) {
        throw BankError(
            BankError::Code::BalanceTooHigh,
            QStringLiteral("%1 would hold more than %2").arg(m_number, amountText(MaximumBalance)));
    }
    m_balance += cents;
    m_history.tell(&TransactionHistory::record, Transaction{type, cents, m_balance, note});
}

void Account::take(Transaction::Type type, Cents cents, const QString &note)
{
    checkAmount(cents);
    if (cents > m_balance) {
        throw BankError(BankError::Code::InsufficientFunds,
                        QStringLiteral("%1 holds %2, which is less than %3")
                            .arg(m_number, amountText(m_balance), amountText(cents)),
                        m_balance);
    }
    m_balance -= cents;
    m_history.tell(&TransactionHistory::record, Transaction{type, cents, m_balance, note});
}

} // namespace Banking
