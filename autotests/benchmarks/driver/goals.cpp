// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "goals.h"

#include <algorithm>

namespace Bench {

namespace {

//! Seconds for what is done once for each unit of a scenario's size: a ping and a pong, an ask.
std::vector<double> roundTimes(const Measurement &measurement)
{
    auto times = measurement.rates(Name::Ours);
    for (double &time : times)
        time = double(measurement.scenario().messages) / time;
    return times;
}

std::vector<double> messageTimes(const Measurement &measurement)
{
    auto times = measurement.rates(Name::Ours);
    for (double &time : times)
        time = 1e9 / time;
    return times;
}

} // namespace

const std::vector<Bar> &bars()
{
    constexpr double GoalBesidePrototype = 0.8;
    const auto work = [](const char *name) { return QString::fromLatin1(name); };
    const auto qt = [&](const char *scenario, double must) {
        return Bar{work(scenario), Bar::Beside::Contestant, Name::Qt, must};
    };
    const auto caf = [&](const char *scenario, double must) {
        return Bar{work(scenario), Bar::Beside::Contestant, Name::Caf, must};
    };
    const auto prototype = [&](const char *scenario, double must) {
        return Bar{work(scenario), Bar::Beside::Contestant, Name::Prototype, must,
                   GoalBesidePrototype};
    };
    const auto limit = [&](const char *scenario, const char *name, double must, double goal) {
        return Bar{work(scenario), Bar::Beside::Limit, work(name), must, goal};
    };
    const auto round = [&](const char *scenario, const char *other, double must) {
        return Bar{work(scenario), Bar::Beside::Scenario, work(other), must};
    };
    static const std::vector<Bar> all{
        qt("pingpong", 64),
        prototype("pingpong", 0.6),
        limit("pingpong", "lineping2_hop", 8, 4.3),
        caf("pingpong-same", 10),
        prototype("pingpong-same", 0.6),
        caf("counting", 5),
        prototype("counting", 0.5),
        limit("counting", "spsc48", 4, 2.3),
        caf("fanin-4", 3),
        prototype("fanin-4", 0.5),
        caf("fanin-64", 3),
        prototype("fanin-64", 0.5),
        caf("forkjoin-throughput", 6),
        prototype("forkjoin-throughput", 0.6),
        caf("forkjoin-create", 10),
        prototype("forkjoin-create", 0.6),
        caf("big", 7),
        prototype("big", 0.6),
        caf("threadring-same", 9),
        prototype("threadring-same", 0.6),
        caf("threadring-rr", 1.9),
        prototype("threadring-rr", 0.6),
        qt("ask", 58),
        prototype("ask", 0.6),
        // An ask goes there and back, as a ping and a pong do.
        round("ask", "pingpong", 2.5),
        caf("ask-same", 11),
        prototype("ask-same", 0.5),
        caf("idle", 5),
        prototype("idle", 0.5),
        {work("idle"), Bar::Beside::Memory, Name::Caf, 0.5},
        // What an application keeps of its own calls and threads is not to be slower.
        {work("qt-calls"), Bar::Beside::Contestant, Name::Qt, 10, 50},
        qt("pingpong-onecore", 1),
    };
    return all;
}

Judgement judge(const Bar &bar, const std::vector<double> &ratios)
{
    Judgement judgement{bar, ratios, medianInterval(ratios), Verdict::NotMeasured};
    if (ratios.empty())
        return judgement;
    if (!judgement.interval || ratios.size() < PairsWanted) {
        judgement.verdict = Verdict::TooFewPairs;
        return judgement;
    }
    const auto &[lower, upper] = *judgement.interval;
    const bool isMet = bar.isFloor() ? lower >= bar.must : upper <= bar.must;
    const bool isMissed = bar.isFloor() ? upper < bar.must : lower > bar.must;
    judgement.verdict = isMet ? Verdict::Met : isMissed ? Verdict::Missed : Verdict::Unproven;
    return judgement;
}

Judgement judge(const Bar &bar, const std::vector<Measurement> &measurements,
                const MachineLimits &limits)
{
    const auto find = [&](const QString &name) {
        return std::find_if(measurements.begin(), measurements.end(),
                            [&](const Measurement &it) { return it.scenario().name == name; });
    };
    const auto own = find(bar.scenario);
    if (own == measurements.end())
        return judge(bar, {});
    switch (bar.beside) {
    case Bar::Beside::Contestant:
        return judge(bar, own->ratios(Name::Ours, bar.other));
    case Bar::Beside::Limit:
        return judge(bar, pairByPair(messageTimes(*own), limits.nanoseconds(bar.other)));
    case Bar::Beside::Memory: {
        const QString bytes = QStringLiteral("bytes_per_actor");
        return judge(bar,
                     pairByPair(own->figures(Name::Ours, bytes), own->figures(bar.other, bytes)));
    }
    case Bar::Beside::Scenario:
        break;
    }
    const auto other = find(bar.other);
    if (other == measurements.end())
        return judge(bar, {});
    return judge(bar, pairByPair(roundTimes(*own), roundTimes(*other)));
}

QString described(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Met:
        return QStringLiteral("met");
    case Verdict::Unproven:
        return QStringLiteral("not shown");
    case Verdict::Missed:
        return QStringLiteral("missed");
    case Verdict::TooFewPairs:
        return QStringLiteral("too few pairs");
    case Verdict::NotMeasured:
        break;
    }
    return QStringLiteral("not measured");
}

} // namespace Bench
