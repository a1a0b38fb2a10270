// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <exception>

namespace Actors::Internal {

/*!
 * True if the type of \a thrown, or one of its public bases, is written \a typeName.
 *
 * Where the platform does not tell the bases, only the type itself is compared.
 */
bool isThrownAs(const std::exception_ptr &thrown, const QString &typeName);

} // namespace Actors::Internal
