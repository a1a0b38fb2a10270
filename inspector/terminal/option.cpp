// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "option.h"

#include <array>
#include <cstddef>

namespace Actors::Inspector {

namespace {

using enum OptionValue;

constexpr std::array table{
    OptionInfo{Option::Json, "json", 0, None, nullptr,
               "print one JSON document; with what goes on for ever, one in each line"},
    OptionInfo{Option::NdJson, "ndjson", 0, None, nullptr,
               "print one JSON object in each line; the default where the output is no terminal"},
    OptionInfo{Option::Table, "table", 0, None, nullptr,
               "print for people; the default on a terminal"},
    OptionInfo{Option::Fields, "fields", 0, Columns, "A,B,...", "print these columns"},
    OptionInfo{Option::Filter, "filter", 'f', Filter, "FILTER",
               "only what FILTER matches, as 'depth>100 class:Sensor*'"},
    OptionInfo{Option::Rows, "rows", 'n', Count, "N", "print at most N rows"},
    OptionInfo{Option::Children, "children", 'n', Count, "N",
               "show at most N children of each actor (100 if not given)"},
    OptionInfo{Option::By, "by", 0, NumberColumn, "COLUMN", "the greatest of this column first"},
    OptionInfo{Option::Interval, "interval", 'i', Duration, "TIME",
               "look again after TIME, 100ms or more (1s if not given)"},
    OptionInfo{Option::Once, "once", 0, None, nullptr, "look once, then end"},
    OptionInfo{Option::Follow, "follow", 0, None, nullptr, "go on until you interrupt it"},
    OptionInfo{Option::Group, "group", 0, None, nullptr,
               "with --follow: a row for each group whose count has changed"},
    OptionInfo{Option::Since, "since", 0, Duration, "TIME",
               "only what happened less than TIME ago"},
    OptionInfo{Option::Levels, "depth", 'd', Count, "N", "show N levels below the start"},
    OptionInfo{Option::State, "state", 0, None, nullptr,
               "have the actor tell its properties, timers and watches, too"},
    OptionInfo{Option::Until, "until", 0, Filter, "FILTER", "what each of the actors is to match"},
    OptionInfo{Option::For, "for", 0, Path, "PATH",
               "the actors it is about, with * and ** in place of names (/user/** if not given)"},
    OptionInfo{Option::Timeout, "timeout", 't', Duration, "TIME", "give up after TIME"},
    OptionInfo{Option::Listen, "listen", 0, Address, "HOST:PORT",
               "answer HTTP requests there until you interrupt it"},
    OptionInfo{Option::Yes, "yes", 'y', None, nullptr, "do it without asking"},
    OptionInfo{Option::Output, "output", 'o', RecordingFile, "FILE.actrec",
               "the file to make; there must be none of that name"},
    OptionInfo{Option::Lasting, "for", 0, Duration, "TIME",
               "end after TIME; else it goes on until you interrupt it"},
    OptionInfo{Option::Size, "size", 0, Count, "N",
               "keep the newest N MiB at most, in two files (256 if not given)"},
    OptionInfo{Option::Speed, "speed", 0, Factor, "N",
               "show N seconds in one; 1 on a terminal, else as fast as can be"},
};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (std::size_t(table[i].option) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

} // namespace

std::span<const OptionInfo> options()
{
    return table;
}

const OptionInfo &info(Option option)
{
    return table[std::size_t(option)];
}

} // namespace Actors::Inspector
