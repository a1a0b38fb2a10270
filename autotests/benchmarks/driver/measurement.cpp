// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "measurement.h"

#include <QProcess>
#include <QRegularExpression>

#include <algorithm>
#include <chrono>

namespace Bench {

namespace {

constexpr std::chrono::minutes LongestRun{2};

} // namespace

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
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(contestant.program, arguments);
    const bool ended = process.waitForFinished(int(std::chrono::milliseconds(LongestRun).count()));
    const QString output = QString::fromUtf8(process.readAll());
    const QString call = contestant.program + u' ' + arguments.join(u' ');
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        m_error = QStringLiteral("%1 %2: %3")
                      .arg(call, ended ? QStringLiteral("failed") : QStringLiteral("did not end"),
                           output.trimmed());
        process.kill();
        process.waitForFinished();
        return false;
    }
    // name workload messages seconds rate [key=value...]
    static const QRegularExpression line(QStringLiteral("^\\S+ \\S+ \\d+ [\\d.]+ (\\d+)(.*)$"),
                                         QRegularExpression::MultilineOption);
    static const QRegularExpression memory(QStringLiteral("bytes_per_actor=(\\d+)"));
    const auto found = line.match(output);
    if (!found.hasMatch()) {
        m_error = QStringLiteral("%1 printed no result: %2").arg(call, output.trimmed());
        return false;
    }
    m_samples[contestant.name].push_back(
        {found.captured(1).toDouble(), memory.match(found.captured(2)).captured(1).toDouble()});
    return true;
}

std::vector<double> Measurement::rates(const QString &contestant) const
{
    std::vector<double> figures;
    for (const Sample &sample : m_samples.value(contestant))
        figures.push_back(sample.rate);
    return figures;
}

std::vector<double> Measurement::bytes(const QString &contestant) const
{
    std::vector<double> figures;
    for (const Sample &sample : m_samples.value(contestant)) {
        if (sample.bytesEach > 0)
            figures.push_back(sample.bytesEach);
    }
    return figures;
}

std::vector<double> Measurement::ratios(const QString &contestant, const QString &other) const
{
    const auto own = rates(contestant);
    const auto its = rates(other);
    std::vector<double> figures;
    for (std::size_t i = 0; i < std::min(own.size(), its.size()); ++i)
        figures.push_back(own[i] / its[i]);
    return figures;
}

} // namespace Bench
