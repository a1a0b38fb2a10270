// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/remotetable.h>
#include <Actors/Inspection/tabledelta.h>

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Actors::Inspector {

//! What a table of the target was like at a moment.
struct Snapshot
{
    std::chrono::nanoseconds time{0}; //!< On the clock of the target.
    quint64 total = 0; //!< How many rows fit, told or not.
    std::vector<Inspection::TableDelta::Row> rows;
    QString verdict; //!< What they amount to, in a sentence; may be empty.

    //! Nothing while not all rows of \a table have come.
    static std::optional<Snapshot> of(const Inspection::RemoteTable &table);
};

} // namespace Actors::Inspector
