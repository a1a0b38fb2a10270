// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringView>

#include <chrono>
#include <optional>

namespace Actors::Inspector {

//! "1.5s", "200ms", "10min": a number that is not negative with one of the units ns, us, ms, s, min
//! and h. Nothing if \a text is something else.
std::optional<std::chrono::nanoseconds> durationFrom(QStringView text);

} // namespace Actors::Inspector
