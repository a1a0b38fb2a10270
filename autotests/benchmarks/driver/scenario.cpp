// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "scenario.h"

namespace Bench {

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

const std::vector<Scenario> &scenarios()
{
    const auto text = [](const char *latin1) { return QString::fromLatin1(latin1); };
    // clang-format off
    static const std::vector<Scenario> all{
        {text("pingpong"), 200000, 10000, 2, words("pingpong #"), words("pingpong #")},
        {text("pingpong-same"), 2000000, 100000, 2, words("pingpong_same #"), words("pingpong_pool #")},
        {text("counting"), 3000000, 500000, 1, words("counting #"), words("counting #")},
        {text("counting-same"), 2000000, 500000, 1, words("counting_same #"), words("counting_pool #")},
        {text("fanin-4"), 500000, 100000, 4, words("fanin 4 #"), words("fanin 4 #")},
        {text("forkjoin-throughput"), 30000, 5000, 60, words("fjthroughput 60 #"), words("fjthroughput 60 #")},
        {text("forkjoin-create"), 200000, 50000, 1, words("fjcreate #"), words("fjcreate #")},
        {text("threadring-same"), 2000000, 100000, 1, words("threadring 100 # place=one"), words("threadring 100 #")},
        {text("ask"), 100000, 5000, 1, words("ask #"), words("ask #")},
        {text("ask-same"), 1000000, 50000, 1, words("ask_same #"), words("ask_pool #")},
        {text("idle"), 100000, 100000, 1, words("idle #"), words("idle #")},
        {text("idle-named"), 100000, 0, 1, words("idle #"), {}},
    };
    // clang-format on
    return all;
}

} // namespace Bench
