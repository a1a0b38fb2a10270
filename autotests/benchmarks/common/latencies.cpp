// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "latencies.h"

#include <algorithm>

namespace Bench {

std::vector<Figure> Latencies::figures() const
{
    if (m_nanoseconds.empty())
        return {};
    std::vector<qint64> sorted(m_nanoseconds);
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&](double share) {
        const double rank = std::ceil(share * double(sorted.size()));
        return double(sorted[std::size_t(std::max(rank - 1, 0.0))]);
    };
    return {{"p50_ns", at(0.5)}, {"p99_ns", at(0.99)}, {"p999_ns", at(0.999)}, {"worst_ns", at(1)}};
}

double Latencies::percentWithin(qint64 nanoseconds) const
{
    const auto within = std::count_if(m_nanoseconds.begin(), m_nanoseconds.end(),
                                      [&](qint64 it) { return it <= nanoseconds; });
    return 100 * double(within) / double(count());
}

} // namespace Bench
