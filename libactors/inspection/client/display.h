// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>

#include <QCborValue>
#include <QLocale>
#include <QString>

#include <chrono>

namespace Actors::Inspection {

/*!
 * A value of a column as people read it: 17,319; 1.2 k; 41.2 s; 99 %. The names of states are those
 * of the filter language; a time is shown as its clock has it, which Connection::wallTime() makes
 * one of the day. Nothing for a value of another kind.
 */
ACTORS_INSPECTION_EXPORT QString displayText(ColumnKind kind, const QCborValue &value,
                                             const QLocale &locale = QLocale());

//! "12 µs", "41.2 s", "3 min 20 s", "2 d 3 h".
ACTORS_INSPECTION_EXPORT QString displayDuration(std::chrono::nanoseconds duration,
                                                 const QLocale &locale = QLocale());

} // namespace Actors::Inspection
