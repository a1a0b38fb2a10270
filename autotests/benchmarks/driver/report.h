// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "circumstances.h"
#include "contestant.h"
#include "goals.h"
#include "machinelimits.h"
#include "measurement.h"

#include <QByteArray>

#include <vector>

namespace Bench {

//! What was measured, how, and what came of it.
struct Results
{
    Circumstances circumstances;
    std::vector<Contestant> contestants;
    std::vector<Measurement> measurements;
    MachineLimits limits;
    std::vector<Judgement> judgements;
};

QByteArray markdown(const Results &results);
QByteArray json(const Results &results);

} // namespace Bench
