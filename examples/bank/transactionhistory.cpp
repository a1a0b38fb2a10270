// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "transactionhistory.h"

#include <algorithm>

namespace Banking {

void TransactionHistory::record(const Transaction &transaction)
{
    m_transactions.append(transaction);
    m_transactions.last().number = count();
}

QList<Transaction> TransactionHistory::transactions(int limit) const
{
    const qsizetype wanted =
        limit < 0 ? m_transactions.size() : std::min<qsizetype>(limit, m_transactions.size());
    QList<Transaction> newest;
    std::copy_n(m_transactions.crbegin(), wanted, std::back_inserter(newest));
    return newest;
}

} // namespace Banking
