// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "statistics.h"

#include <algorithm>
#include <cmath>

namespace Bench {

Spread::Spread(std::vector<double> figures)
{
    if (figures.empty())
        return;
    std::sort(figures.begin(), figures.end());
    const std::size_t middle = figures.size() / 2;
    median = figures.size() % 2 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
    least = figures.front();
    most = figures.back();
}

/*
 * The interval that belongs to the sign test: from the k-th smallest figure to the k-th largest. It
 * misses the median if fewer than k figures lie below it, or above it; each lies below with
 * probability 1/2. So k is the largest number for which 2 P(B < k) <= 5 %, where B is binomial
 * (n, 1/2). With 12 figures that is the third from either end, which holds in 96.1 %. See H. A.
 * David and H. N. Nagaraja, Order Statistics, 3rd edition, section 7.1.
 */
std::optional<Interval> medianInterval(std::vector<double> figures)
{
    constexpr double Missed = 0.05;
    const auto count = figures.size();
    double probability = std::pow(0.5, double(count)); // of exactly k below
    double below = probability; // of at most k below
    std::size_t k = 0;
    while (2 * below <= Missed) {
        ++k;
        probability *= double(count - k + 1) / double(k);
        below += probability;
    }
    if (k == 0)
        return std::nullopt;
    std::sort(figures.begin(), figures.end());
    return Interval{figures[k - 1], figures[count - k]};
}

std::vector<double> pairByPair(const std::vector<double> &own, const std::vector<double> &other)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < std::min(own.size(), other.size()); ++i)
        ratios.push_back(own[i] / other[i]);
    return ratios;
}

} // namespace Bench
