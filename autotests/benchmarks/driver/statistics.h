// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <optional>
#include <vector>

namespace Bench {

//! So many pairs a figure needs before it is held against a bar.
constexpr int PairsWanted = 12;

//! Median, smallest and largest of some figures; all 0 where there is none.
struct Spread
{
    explicit Spread(std::vector<double> figures);
    double median = 0;
    double least = 0;
    double most = 0;
};

/*!
 * \brief Between which two figures the true median lies, in at least 95 of 100 cases.
 *
 * The figures are only taken to be independent of each other. Nothing is taken for granted of how
 * they are distributed: a machine that changes its mood gives two heaps, not a bell.
 */
struct Interval
{
    double lower = 0;
    double upper = 0;
};

//! Nothing if there are fewer than six: then even the extremes do not make 95 %.
std::optional<Interval> medianInterval(std::vector<double> figures);

//! own[i] / other[i], as far as both go: what belongs together was measured in the same round.
std::vector<double> pairByPair(const std::vector<double> &own, const std::vector<double> &other);

} // namespace Bench
