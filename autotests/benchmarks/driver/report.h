// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "measurement.h"

#include <QByteArray>

#include <vector>

namespace Bench {

//! What was measured, on what and how.
struct Circumstances
{
    int rounds = 0;
    double scale = 1;
};

QByteArray markdown(const std::vector<Contestant> &contestants,
                    const std::vector<Measurement> &measurements,
                    const Circumstances &circumstances);
QByteArray json(const std::vector<Contestant> &contestants,
                const std::vector<Measurement> &measurements, const Circumstances &circumstances);

} // namespace Bench
