// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "machinelimits.h"
#include "measurement.h"
#include "statistics.h"

#include <QString>

#include <optional>
#include <vector>

namespace Bench {

//! What libactors has to reach in a scenario.
struct Bar
{
    enum class Beside {
        Contestant, //!< So many times its rate, or more.
        Limit, //!< A message takes so many times as long as this limit, or less.
        Memory, //!< An actor takes so much of what one of this contestant takes, or less.
        Scenario, //!< A round takes so many times as long as one of this scenario, or less.
    };

    QString scenario;
    Beside beside = Beside::Contestant;
    QString other; //!< The name of that contestant, limit or scenario.
    double must = 0;
    std::optional<double> goal = std::nullopt;

    bool isFloor() const { return beside == Beside::Contestant; }
};

//! All there are.
const std::vector<Bar> &bars();

enum class Verdict {
    Met, //!< The whole interval is on the right side of the bar.
    Unproven, //!< The bar lies within the interval.
    Missed, //!< The whole interval is on the wrong side.
    TooFewPairs,
    NotMeasured,
};

//! How a bar was met.
struct Judgement
{
    Bar bar;
    std::vector<double> ratios; //!< Round by round.
    std::optional<Interval> interval;
    Verdict verdict = Verdict::NotMeasured;
};

Judgement judge(const Bar &bar, const std::vector<Measurement> &measurements,
                const MachineLimits &limits);
//! As above, of ratios that are known.
Judgement judge(const Bar &bar, const std::vector<double> &ratios);

//! For people.
QString described(Verdict verdict);

} // namespace Bench
