// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "measurement.h"

#include <QByteArray>

#include <vector>

namespace Bench {

/*!
 * A drawing of how many times as fast libactors is as each of the others, as SVG: bars on a
 * logarithmic scale, with the 95 % intervals. It can stand on a white or a dark page.
 */
QByteArray plot(const std::vector<Measurement> &measurements);

} // namespace Bench
