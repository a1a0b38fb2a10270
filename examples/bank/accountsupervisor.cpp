// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "accountsupervisor.h"

namespace Banking {

QString AccountSupervisor::suggestion(const BankError &error, const Request &request) const
{
    const QString account = request.argument(0).toUpper();
    const bool isTransfer = request.command == QLatin1String("transfer");
    const Cents wanted = parseAmount(request.argument(isTransfer ? 2 : 1)).value_or(0);
    switch (error.code()) {
    case BankError::Code::InsufficientFunds:
        if (error.available() == 0) {
            return QStringLiteral("deposit first: deposit %1 %2").arg(account, amountText(wanted));
        }
        return QStringLiteral("%1 %2 or less, or first: deposit %3 %4")
            .arg(request.command, amountText(error.available()), account,
                 amountText(wanted - error.available()));
    case BankError::Code::InvalidAmount:
        if (wanted < 0 && request.command == QLatin1String("deposit")) {
            return QStringLiteral("to take money out: withdraw %1 %2")
                .arg(account, amountText(-wanted));
        }
        if (wanted < 0 && request.command == QLatin1String("withdraw")) {
            return QStringLiteral("to put money in: deposit %1 %2")
                .arg(account, amountText(-wanted));
        }
        return QStringLiteral("%1 at least 0.01").arg(request.command);
    case BankError::Code::BalanceTooHigh:
        return QStringLiteral("open another account for it");
    default:
        return QStringLiteral("type help");
    }
}

} // namespace Banking
