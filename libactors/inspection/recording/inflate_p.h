// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Actors::Inspection {

/*!
 * \brief Takes a zlib stream (RFC 1950) apart that must be of exactly \a size bytes when whole.
 *
 * qUncompress() takes the size that is announced for a hint, and makes room for whatever comes;
 * this stops at the first byte too many. Nothing if it is no such stream, or its sum is wrong.
 */
std::optional<QByteArray> inflated(QByteArrayView stream, qsizetype size);

} // namespace Actors::Inspection
