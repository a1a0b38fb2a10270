// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "workload.h"

namespace Bench {

//! How long each of many took.
class Latencies
{
public:
    void reserve(qint64 count) { m_nanoseconds.reserve(std::size_t(count)); }
    void add(qint64 nanoseconds) { m_nanoseconds.push_back(nanoseconds); }
    qint64 count() const { return qint64(m_nanoseconds.size()); }
    //! p50_ns, p99_ns, p999_ns and worst_ns.
    std::vector<Figure> figures() const;
    //! How many of a hundred took no longer.
    double percentWithin(qint64 nanoseconds) const;

private:
    std::vector<qint64> m_nanoseconds;
};

} // namespace Bench
