// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "measurement.h"

#include "program.h"
#include "resultline.h"
#include "statistics.h"

#include <algorithm>

namespace Bench {

QStringList Measurement::arguments(const Contestant &contestant, double scale) const
{
    using Dialect = Contestant::Dialect;
    const qint64 whole = contestant.dialect == Dialect::Qt ? m_scenario.sizeForQt : m_scenario.size;
    const QString size = QString::number(std::max(qint64(1), qint64(double(whole) * scale)));
    QStringList arguments{m_scenario.name, QStringLiteral("#")};
    if (contestant.dialect == Dialect::Prototype)
        arguments = m_scenario.prototype;
    else if (contestant.dialect == Dialect::Caf)
        arguments = m_scenario.caf;
    else if (whole == 0)
        return {};
    return arguments.replaceInStrings(QStringLiteral("#"), size);
}

bool Measurement::run(const Contestant &contestant, double scale)
{
    const QStringList arguments = this->arguments(contestant, scale);
    if (arguments.isEmpty())
        return true;
    Run run = Bench::run(contestant.program, arguments);
    const ResultLine result = rightResult(run, contestant.program, arguments);
    m_error = run.error;
    if (!m_error.isEmpty())
        return false;
    Sample sample{result.rate, result.figures};
    // Of the whole process, its beginning and end included.
    sample.figures.insert(QStringLiteral("cpu_ns_per_message"),
                          run.cpuSeconds / result.messages * 1e9);
    if (run.peakBytes)
        sample.figures.insert(QStringLiteral("peak_rss_mib"), *run.peakBytes / (1 << 20));
    add(contestant.name, sample);
    return true;
}

void Measurement::add(const QString &contestant, const Sample &sample)
{
    m_samples[contestant].push_back(sample);
}

std::vector<double> Measurement::rates(const QString &contestant) const
{
    std::vector<double> rates;
    for (const Sample &sample : m_samples.value(contestant))
        rates.push_back(sample.rate);
    return rates;
}

QStringList Measurement::figureNames() const
{
    QStringList names;
    for (const auto &samples : m_samples) {
        for (const Sample &sample : samples)
            names += sample.figures.keys();
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

std::vector<double> Measurement::figures(const QString &contestant, const QString &name) const
{
    std::vector<double> figures;
    for (const Sample &sample : m_samples.value(contestant)) {
        if (const auto figure = sample.figures.constFind(name); figure != sample.figures.cend())
            figures.push_back(*figure);
    }
    return figures;
}

std::vector<double> Measurement::ratios(const QString &contestant, const QString &other) const
{
    return pairByPair(rates(contestant), rates(other));
}

} // namespace Bench
