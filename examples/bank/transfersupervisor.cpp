// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "transfersupervisor.h"

namespace Banking {

QString TransferSupervisor::suggestion(const BankError &error, const Request &request) const
{
    switch (error.code()) {
    case BankError::Code::SameAccount:
        return QStringLiteral("name another account; type accounts to see them");
    case BankError::Code::InvalidAmount:
        return QStringLiteral("transfer at least 0.01; to move money the other way: "
                              "transfer %1 %2 and the amount")
            .arg(request.argument(1).toUpper(), request.argument(0).toUpper());
    case BankError::Code::UnknownTransfer:
        return QStringLiteral("type transfers to see them");
    default:
        return QStringLiteral("type help");
    }
}

} // namespace Banking
