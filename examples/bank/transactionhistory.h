// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "transaction.h"

#include <Actors/Core/Actor>

#include <QList>

namespace Banking {

//! \brief Remembers what happened to one account; a child of the Account.
class TransactionHistory : public Actors::Actor
{
    Q_OBJECT
    Q_PROPERTY(int count READ count)

public:
    //! Numbers \a transaction and keeps it.
    void record(const Transaction &transaction);
    //! The last \a limit transactions, newest first; all if \a limit is less than 0.
    QList<Banking::Transaction> transactions(int limit) const;
    int count() const { return int(m_transactions.size()); }

private:
    QList<Transaction> m_transactions; //!< Oldest first.
};

} // namespace Banking
