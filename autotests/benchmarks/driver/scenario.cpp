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
        {text("pingpong-onecore"), 20000, 10000, 2, {}, {}},
        {text("counting"), 3000000, 500000, 1, words("counting #"), words("counting #")},
        {text("counting-same"), 2000000, 500000, 1, words("counting_same #"), words("counting_pool #")},
        {text("fanin-4"), 500000, 100000, 4, words("fanin 4 #"), words("fanin 4 #")},
        {text("fanin-64"), 30000, 6000, 64, words("fanin 64 #"), words("fanin 64 #")},
        {text("forkjoin-throughput"), 30000, 5000, 60, words("fjthroughput 60 #"), words("fjthroughput 60 #")},
        {text("forkjoin-create"), 200000, 50000, 1, words("fjcreate #"), words("fjcreate #")},
        {text("threadring-same"), 2000000, 100000, 1, words("threadring 100 # place=one"), words("threadring 100 #")},
        {text("threadring-half"), 1000000, 100000, 1, words("threadring 100 # place=block"), words("threadring 100 #")},
        {text("threadring-rr"), 500000, 10000, 1, words("threadring 100 # place=rr"), words("threadring 100 #")},
        {text("big"), 5000, 1000, 240, words("big 120 #"), words("big 120 #")},
        {text("ask"), 100000, 5000, 1, words("ask #"), words("ask #")},
        {text("ask-same"), 1000000, 50000, 1, words("ask_same #"), words("ask_pool #")},
        {text("idle"), 100000, 100000, 1, words("idle #"), words("idle #")},
        {text("idle-named"), 100000, 0, 1, words("idle #"), {}},
        {text("idle-1m"), 1000000, 1000000, 1, words("idle #"), {}},
        {text("idle-named-1m"), 1000000, 0, 1, words("idle #"), {}},
        {text("qt-calls"), 100000, 5000, 2, words("qtpingpong #"), {}},
        {text("qt-signals"), 100000, 5000, 2, {}, {}},
        {text("signal"), 2000000, 300000, 1, {}, {}},
        {text("payload-8"), 2000000, 300000, 1, {}, {}},
        {text("payload-48"), 2000000, 300000, 1, {}, {}},
        {text("payload-256"), 500000, 200000, 1, {}, {}},
        {text("payload-4096"), 30000, 30000, 1, {}, {}},
        {text("payload-qstring"), 1000000, 300000, 1, {}, {}},
        {text("payload-qvariant"), 1000000, 300000, 1, {}, {}},
        {text("payload-qbytearray-8mb"), 1000000, 300000, 1, {}, {}},
        {text("bounded-dropoldest"), 100000, 0, 1, {}, {}},
        {text("bounded-dropnewest"), 100000, 0, 1, {}, {}},
        {text("bounded-reject"), 100000, 0, 1, {}, {}},
        {text("bounded-fail"), 100000, 0, 1, {}, {}},
        {text("bounded-coalesce"), 100000, 0, 1, {}, {}},
        {text("bounded-block"), 300000, 300000, 1, {}, {}},
        {text("restart"), 5000, 0, 1, {}, {}},
        {text("stop"), 100000, 100000, 1, {}, {}},
        {text("system-start"), 100, 100, 1, {}, {}},
        {text("ask-latency"), 50000, 5000, 1, {}, {}},
        {text("ask-latency-asleep"), 200, 200, 1, {}, {}},
        {text("ask-latency-saturated"), 2000, 2000, 1, {}, {}},
        {text("timer"), 200, 200, 1, {}, {}},
        {text("timer-saturated"), 200, 200, 1, {}, {}},
        {text("socket"), 3000, 3000, 1, words("sockflood # 0"), {}},
        {text("socket-saturated"), 3000, 3000, 1, words("sockflood # 1"), {}},
        {text("gui-flood"), 200, 200, 1, {}, {}},
        {text("dedicated-create"), 1000, 1000, 1, {}, {}},
        {text("dedicated-counting"), 3000000, 0, 1, words("counting #"), words("counting #")},
    };
    // clang-format on
    return all;
}

} // namespace Bench
