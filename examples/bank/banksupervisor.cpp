// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "banksupervisor.h"

namespace Banking {

QString BankSupervisor::suggestion(const BankError &error, const Request &request) const
{
    switch (error.code()) {
    case BankError::Code::InvalidOwner:
        return QStringLiteral("name the owner: open Ann 100.00");
    case BankError::Code::InvalidAmount:
        return QStringLiteral("open the account without money: open %1").arg(request.argument(0));
    case BankError::Code::UnknownAccount:
        if (request.command == QLatin1String("transfer")) {
            return QStringLiteral("type accounts to see both numbers, then transfer %1 again")
                .arg(request.argument(2));
        }
        return QStringLiteral("type accounts to see the numbers, then %1 again")
            .arg(request.command);
    default:
        return QStringLiteral("type help");
    }
}

} // namespace Banking
