// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "report.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

namespace Bench {

namespace {

QString ours()
{
    return QStringLiteral("libactors");
}

QString processorName()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly))
        return QSysInfo::currentCpuArchitecture();
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
    }
    return QSysInfo::currentCpuArchitecture();
}

std::vector<std::pair<QString, QString>> facts(const Circumstances &circumstances)
{
    return {
        {QStringLiteral("machine"), processorName()},
        {QStringLiteral("system"), QSysInfo::prettyProductName()},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
        {QStringLiteral("compiler"), QStringLiteral(ACTORS_BENCH_COMPILER)},
        {QStringLiteral("flags"), QStringLiteral(ACTORS_BENCH_FLAGS).simplified()},
        {QStringLiteral("affinity"),
         QStringLiteral("%1 processors, none pinned").arg(QThread::idealThreadCount())},
        {QStringLiteral("spin"), QStringLiteral("as each decides itself: up to 50 microseconds")},
        {QStringLiteral("rounds"), QString::number(circumstances.rounds)},
        {QStringLiteral("scale"), QString::number(circumstances.scale)},
        {QStringLiteral("checksums"),
         QStringLiteral("right in every run of libactors and plain Qt; others check themselves")},
    };
}

QString shown(const std::vector<double> &figures, double unit)
{
    if (figures.empty())
        return QStringLiteral("–");
    const Spread spread(figures);
    const auto number = [unit](double figure) { return QString::number(figure / unit, 'g', 3); };
    return QStringLiteral("%1 (%2–%3)")
        .arg(number(spread.median), number(spread.least), number(spread.most));
}

QJsonObject spreadObject(const std::vector<double> &figures)
{
    const Spread spread(figures);
    QJsonArray all;
    for (const double figure : figures)
        all.append(figure);
    return {{QStringLiteral("median"), spread.median},
            {QStringLiteral("min"), spread.least},
            {QStringLiteral("max"), spread.most},
            {QStringLiteral("all"), all}};
}

} // namespace

QByteArray markdown(const std::vector<Contestant> &contestants,
                    const std::vector<Measurement> &measurements,
                    const Circumstances &circumstances)
{
    QString text;
    for (const auto &[name, value] : facts(circumstances))
        text += QStringLiteral("- %1: %2\n").arg(name, value);
    text += QStringLiteral("\nMillions of messages a second, median (least–most); ratios of "
                           "libactors to each other, pair by pair.\n\n| work |");
    QString rule = QStringLiteral("|---|");
    for (const Contestant &contestant : contestants) {
        text += QStringLiteral(" %1 |").arg(contestant.name);
        rule += QStringLiteral("---|");
    }
    for (const Contestant &contestant : contestants) {
        if (contestant.name == ours())
            continue;
        text += QStringLiteral(" × %1 |").arg(contestant.name);
        rule += QStringLiteral("---|");
    }
    text += u'\n' + rule + u'\n';
    for (const Measurement &measurement : measurements) {
        text += QStringLiteral("| %1 |").arg(measurement.scenario().name);
        for (const Contestant &contestant : contestants)
            text += QStringLiteral(" %1 |").arg(shown(measurement.rates(contestant.name), 1e6));
        for (const Contestant &contestant : contestants) {
            if (contestant.name != ours())
                text += QStringLiteral(" %1 |").arg(
                    shown(measurement.ratios(ours(), contestant.name), 1));
        }
        text += u'\n';
        if (measurement.bytes(ours()).empty())
            continue;
        text += QStringLiteral("| %1, bytes each |").arg(measurement.scenario().name);
        for (const Contestant &contestant : contestants)
            text += QStringLiteral(" %1 |").arg(shown(measurement.bytes(contestant.name), 1));
        for (std::size_t i = 1; i < contestants.size(); ++i)
            text += QStringLiteral(" |");
        text += u'\n';
    }
    return text.toUtf8();
}

QByteArray json(const std::vector<Contestant> &contestants,
                const std::vector<Measurement> &measurements, const Circumstances &circumstances)
{
    QJsonObject about;
    for (const auto &[name, value] : facts(circumstances))
        about.insert(name, value);
    QJsonObject results;
    for (const Measurement &measurement : measurements) {
        QJsonObject rates;
        QJsonObject bytes;
        QJsonObject ratios;
        for (const Contestant &contestant : contestants) {
            rates.insert(contestant.name, spreadObject(measurement.rates(contestant.name)));
            if (const auto figures = measurement.bytes(contestant.name); !figures.empty())
                bytes.insert(contestant.name, spreadObject(figures));
            const auto figures = measurement.ratios(ours(), contestant.name);
            if (contestant.name != ours() && !figures.empty())
                ratios.insert(contestant.name, spreadObject(figures));
        }
        results.insert(measurement.scenario().name,
                       QJsonObject{{QStringLiteral("messagesPerSecond"), rates},
                                   {QStringLiteral("bytesEach"), bytes},
                                   {QStringLiteral("ratioTo"), ratios}});
    }
    return QJsonDocument({{QStringLiteral("about"), about}, {QStringLiteral("results"), results}})
        .toJson();
}

} // namespace Bench
