// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "circumstances.h"
#include "contestant.h"
#include "goals.h"
#include "machinelimits.h"
#include "measurement.h"

#include <QByteArray>
#include <QJsonObject>

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

//! What there is to say of figures, or of ratios.
QJsonObject spreadObject(const std::vector<double> &figures);
QJsonObject ratioObject(const std::vector<double> &ratios);

QByteArray markdown(const Results &results);
QByteArray json(const Results &results);

} // namespace Bench
