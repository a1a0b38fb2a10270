// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "bankerror.h"

namespace Banking {

BankError::BankError(Code code, const QString &text, Cents available)
    : m_code(code)
    , m_text(text.toUtf8())
    , m_available(available)
{
}

std::optional<BankError> BankError::from(const std::exception_ptr &thrown)
{
    if (!thrown)
        return std::nullopt;
    try {
        std::rethrow_exception(thrown);
    } catch (const BankError &error) {
        return error;
    } catch (...) {
        return std::nullopt;
    }
}

void checkAmount(Cents cents)
{
    if (cents <= 0) {
        throw BankError(
            BankError::Code::InvalidAmount,
            QStringLiteral("%1 is no amount that can be moved: it must be more than 0.00")
                .arg(amountText(cents)));
    }
}

} // namespace Banking
