// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "amount.h"
#include "transaction.h"

#include <Actors/Core/Actor>

#include <QList>
#include <QSet>

namespace Banking {

class TransactionHistory;

//! What a list of accounts shows of each.
struct AccountSummary
{
    QString number;
    QString owner;
    Cents balance = 0;
};

/*!
 * \brief Holds the money of one customer; a child of the Bank.
 *
 * Refuses by throwing a BankError: the one who asked gets it, and the supervisor of the accounts
 * lets the account go on with the state it had. Each handler therefore checks first and changes
 * then.
 */
class Account : public Actors::Actor
{
    Q_OBJECT
    Q_PROPERTY(QString number READ number)
    Q_PROPERTY(qint64 balance READ balance)

public:
    Account(const QString &number, const QString &owner, Cents initial);

    QString number() const { return m_number; }
    Cents balance() const { return m_balance; }
    AccountSummary summary() const;
    //! The last \a limit transactions, newest first; all if \a limit is less than 0.
    Actors::Reply<QList<Transaction>> history(int limit) const;

    //! These move money and return the balance.
    //! \{
    Cents deposit(Cents cents);
    Cents withdraw(Cents cents);
    Cents transferOut(Cents cents, const QString &transfer, const QString &to);
    //! Taken once for each transfer: an attempt whose answer got lost may be repeated.
    Cents transferIn(Cents cents, const QString &transfer, const QString &from);
    //! Also taken once for each transfer.
    Cents refund(Cents cents, const QString &transfer, const QString &reason);
    //! \}

    //! Pays out everything and says how much that was, once the history knows it.
    Actors::Reply<Cents> payOut();

protected:
    void beforeStart() override;

private:
    void put(Transaction::Type type, Cents cents, const QString &note);
    void take(Transaction::Type type, Cents cents, const QString &note);

    const QString m_number;
    const QString m_owner;
    const Cents m_initial;
    Cents m_balance = 0;
    QSet<QString> m_received;
    QSet<QString> m_refunded;
    Actors::Ref<TransactionHistory> m_history;
};

} // namespace Banking
