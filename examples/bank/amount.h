// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <optional>

namespace Banking {

//! Money is counted in whole cents: nothing is ever rounded.
using Cents = qint64;

//! More than this an account does not hold, so that no sum overflows.
inline constexpr Cents MaximumBalance = 1'000'000'000'000;

//! "12.50" for 1250.
QString amountText(Cents cents);

//! 1250 for "12.5", "12,50" or "12.50"; nothing for what is no amount of money.
std::optional<Cents> parseAmount(const QString &text);

} // namespace Banking
