// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "amount.h"

#include <QByteArray>
#include <QString>

#include <exception>
#include <optional>

namespace Banking {

/*!
 * \brief Why the bank refuses: a code and figures for the supervisor, a text for the customer.
 *
 * Thrown by the actors of the bank. What to do about it is not part of it: only the supervisor
 * knows, from the execution context of the message that failed, what the customer wanted.
 */
class BankError : public std::exception
{
public:
    enum class Code {
        InvalidOwner, //!< Nobody can be called so.
        InvalidAmount, //!< Nothing, or less than nothing.
        UnknownAccount, //!< There never was an account of that number.
        InsufficientFunds, //!< The account holds less.
        BalanceTooHigh, //!< The account would hold more than it can.
        SameAccount, //!< A transfer from an account to itself.
        UnknownTransfer, //!< There never was a transfer of that number.
    };

    BankError(Code code, const QString &text, Cents available = 0);

    Code code() const { return m_code; }
    QString text() const { return QString::fromUtf8(m_text); }
    //! What the account held when the money did not suffice.
    Cents available() const { return m_available; }

    const char *what() const noexcept override { return m_text.constData(); }

    //! The error in \a thrown, if it is one of the bank.
    static std::optional<BankError> from(const std::exception_ptr &thrown);

private:
    Code m_code;
    QByteArray m_text;
    Cents m_available;
};

//! Throws InvalidAmount unless \a cents is more than nothing.
void checkAmount(Cents cents);

} // namespace Banking
