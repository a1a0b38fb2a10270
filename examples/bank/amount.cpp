// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "amount.h"

#include <QRegularExpression>

namespace Banking {

QString amountText(Cents cents)
{
    const Cents absolute = cents < 0 ? -cents : cents;
    return QStringLiteral("%1%2.%3")
        .arg(cents < 0 ? QStringLiteral("-") : QString())
        .arg(absolute / 100)
        .arg(absolute % 100, 2, 10, QLatin1Char('0'));
}

std::optional<Cents> parseAmount(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(-?)([0-9]{1,10})(?:[.,]([0-9]{1,2}))?$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString decimals = match.captured(3).leftJustified(2, QLatin1Char('0'));
    const Cents cents = match.captured(2).toLongLong() * 100 + decimals.toLongLong();
    return match.captured(1).isEmpty() ? cents : -cents;
}

} // namespace Banking
