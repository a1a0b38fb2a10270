// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "machinelimits.h"

#include "program.h"
#include "resultline.h"

#include <algorithm>

namespace Bench {

const std::vector<MachineLimits::Limit> &MachineLimits::known()
{
    const auto limit = [](const char *name, const char *meaning) {
        return Limit{QString::fromLatin1(name), QString::fromLatin1(meaning)};
    };
    static const std::vector<Limit> all{
        limit("lineping_hop", "cache line to the other core, one line for both ways"),
        limit("lineping2_hop", "cache line to the other core, a line for each way"),
        limit("spsc8", "message of 8 bytes through a bare ring"),
        limit("spsc48", "message of 48 bytes through a bare ring"),
        limit("eventfd_ppoll_hop", "waking a thread that sleeps in ppoll, by an eventfd"),
        limit("futex_hop", "waking a thread that sleeps on a futex"),
        limit("eventfd_write_read", "write and read of an eventfd"),
        limit("ppoll0_1fd", "ppoll that need not wait"),
        limit("clock_gettime", "reading the clock"),
        limit("rdtsc", "reading the processor's counter"),
        limit("membarrier_other_core_busy", "membarrier while the other core is busy"),
    };
    return all;
}

bool MachineLimits::measure(Occasion occasion)
{
    if (m_program.isEmpty())
        return true;
    // The groups of limits, as the program calls them.
    const QStringList groups = occasion == Occasion::Round
        ? QStringList{QStringLiteral("lineping"), QStringLiteral("spsc")}
        : QStringList{QStringLiteral("wake"), QStringLiteral("sys")};
    for (const QString &group : groups) {
        const Run run = Bench::run(m_program, {group});
        m_error = run.error;
        if (!m_error.isEmpty())
            return false;
        add(run.output);
    }
    return true;
}

void MachineLimits::add(const QString &output)
{
    for (const ResultLine &result : resultLines(output))
        m_figures[result.work].push_back(1e9 / result.rate);
}

} // namespace Bench
