// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace Actors::Inspector {

//! The one of \a candidates that \a word was probably meant to be; empty if it resembles none.
QString nearest(const QString &word, const QStringList &candidates);

} // namespace Actors::Inspector
