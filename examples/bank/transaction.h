// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "amount.h"

#include <QObject>
#include <QString>

namespace Banking {

//! One entry of the history of an account.
struct Transaction
{
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(Type type MEMBER type)
    Q_PROPERTY(qint64 cents MEMBER cents)
    Q_PROPERTY(qint64 balance MEMBER balance)

public:
    enum class Type { Deposit, Withdrawal, TransferIn, TransferOut, Refund };
    Q_ENUM(Type)

    Type type = Type::Deposit;
    Cents cents = 0; //!< Always more than nothing; the type says in which direction.
    Cents balance = 0; //!< Of the account, afterwards.
    QString note; //!< For people: the other account, the transfer, the reason.
    int number = 0; //!< From 1; given by the history.

    //! "transfer-in".
    static QString typeName(Type type);
    //! "#3  transfer-in  +12.50  balance 20.00  from A-1 (T-1)".
    QString toString() const;
};

} // namespace Banking
