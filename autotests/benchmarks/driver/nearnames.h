// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

namespace Bench {

//! Which of the \a known names may have been meant by \a wanted, the nearest first.
QStringList nearNames(const QString &wanted, const QStringList &known);

} // namespace Bench
