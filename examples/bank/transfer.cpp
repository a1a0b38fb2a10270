// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "transfer.h"

namespace Banking {

std::chrono::seconds Transfer::waitAfter(int attempt)
{
    return std::chrono::seconds(1 << (attempt - 1));
}

QString Transfer::stateName(State state)
{
    switch (state) {
    case State::Withdrawn:
        return QStringLiteral("withdrawn");
    case State::Completed:
        return QStringLiteral("completed");
    case State::FailedDeposit:
        return QStringLiteral("failed-deposit");
    case State::Refunded:
        return QStringLiteral("refunded");
    }
    return {};
}

QString Transfer::toString() const
{
    QString text = QStringLiteral("%1: %2 from %3 to %4, %5")
                       .arg(id, amountText(cents), from, to, stateName(state));
    if (!reason.isEmpty()) {
        text += QStringLiteral(" after attempt %1 of %2 (%3)")
                    .arg(attempts)
                    .arg(MaximumAttempts)
                    .arg(reason);
    }
    if (state == State::FailedDeposit && !isEnded && attempts < MaximumAttempts)
        text += QStringLiteral("; next attempt in %1 s").arg(waitAfter(attempts).count());
    return text;
}

} // namespace Banking
