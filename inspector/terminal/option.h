// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <span>

namespace Actors::Inspector {

//! What can be said beside a verb.
enum class Option {
    Json,
    NdJson,
    Table,
    Fields,
    Filter,
    Rows,
    Children,
    By,
    Interval,
    Once,
    Follow,
    Group,
    Since,
    Levels,
    State,
    Until,
    For,
    Timeout,
    Listen,
    Yes,
    Output,
    Lasting,
    Size,
    Speed,
};

//! What an option is given.
enum class OptionValue {
    None,
    Count, //!< An integer above 0.
    Duration, //!< See Inspection::durationFrom(); not negative.
    Columns, //!< Names of columns with commas between them.
    NumberColumn, //!< The name of a column by whose numbers rows can be sorted.
    Filter,
    Path, //!< Of actors, with * and **.
    Address, //!< HOST:PORT.
    RecordingFile, //!< The name of a file that ends in .actrec.
    Factor, //!< A number above 0.
};

struct OptionInfo
{
    Option option;
    const char *name; //!< "rows", for --rows.
    char letter; //!< 'n', for -n; 0 for none.
    OptionValue value;
    const char *valueName; //!< As help shows it; null if it is given nothing.
    const char *text; //!< What it does.
};

//! All options, in the order of Option.
std::span<const OptionInfo> options();
//! What is known about \a option.
const OptionInfo &info(Option option);

} // namespace Actors::Inspector
