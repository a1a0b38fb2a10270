// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "transaction.h"

namespace Banking {

QString Transaction::typeName(Type type)
{
    switch (type) {
    case Type::Deposit:
        return QStringLiteral("deposit");
    case Type::Withdrawal:
        return QStringLiteral("withdrawal");
    case Type::TransferIn:
        return QStringLiteral("transfer-in");
    case Type::TransferOut:
        return QStringLiteral("transfer-out");
    case Type::Refund:
        return QStringLiteral("refund");
    }
    return {};
}

QString Transaction::toString() const
{
    const bool taken = type == Type::Withdrawal || type == Type::TransferOut;
    const QString amount = (taken ? QStringLiteral("-") : QStringLiteral("+")) + amountText(cents);
    return QStringLiteral("#%1  %2  %3  balance %4  %5")
        .arg(number)
        .arg(typeName(type), -12)
        .arg(amount, 10)
        .arg(amountText(balance), 10)
        .arg(note)
        .trimmed();
}

} // namespace Banking
