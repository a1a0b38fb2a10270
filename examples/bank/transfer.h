// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "amount.h"

#include <QObject>
#include <QString>

#include <chrono>

namespace Banking {

//! What is known about one transfer.
struct Transfer
{
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString from MEMBER from)
    Q_PROPERTY(QString to MEMBER to)
    Q_PROPERTY(qint64 cents MEMBER cents)
    Q_PROPERTY(State state MEMBER state)
    Q_PROPERTY(int attempts MEMBER attempts)
    Q_PROPERTY(QString reason MEMBER reason)

public:
    enum class State {
        Withdrawn, //!< The money has left the one account and not yet reached the other.
        Completed, //!< It has arrived.
        FailedDeposit, //!< It could not be deposited; it is tried again or given back.
        Refunded, //!< It is back where it came from.
    };
    Q_ENUM(State)

    //! How often the deposit is tried.
    static constexpr int MaximumAttempts = 3;

    QString id; //!< "T-1"; given by the coordinator.
    QString from;
    QString to;
    Cents cents = 0;
    State state = State::Withdrawn;
    int attempts = 0; //!< How often the deposit was tried.
    QString reason; //!< Why the last attempt failed.
    bool isEnded = false; //!< Nothing more will happen.

    //! How long the coordinator waits after the failed attempt number \a attempt: 1 s, 2 s, 4 s.
    static std::chrono::seconds waitAfter(int attempt);

    //! "failed-deposit".
    static QString stateName(State state);
    QString toString() const;
};

} // namespace Banking
