// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "measurement.h"
#include "report.h"
#include "scenario.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Bench;

namespace {

[[noreturn]] void fail(const QString &what)
{
    std::fprintf(stderr, "actors-bench: %s\n", qPrintable(what));
    std::exit(1);
}

std::vector<Contestant> contestants(const QString &folder, const QString &against)
{
    using Dialect = Contestant::Dialect;
    std::vector<Contestant> all{
        {QStringLiteral("libactors"), QStringLiteral("actors-bench-libactors"), Dialect::Ours},
        {QStringLiteral("prototype"), QStringLiteral("actors-bench-prototype"), Dialect::Prototype},
        {QStringLiteral("qt"), QStringLiteral("actors-bench-qt"), Dialect::Qt},
        {QStringLiteral("caf"), QStringLiteral("actors-bench-caf"), Dialect::Caf},
    };
    for (Contestant &contestant : all)
        contestant.program = QDir(folder).filePath(contestant.program);
    std::erase_if(all, [](const Contestant &it) { return !QFileInfo::exists(it.program); });
    if (!against.isEmpty()) {
        const QString other =
            QFileInfo(against).absoluteDir().filePath(QStringLiteral("actors-bench-libactors"));
        if (!QFileInfo::exists(other))
            fail(QStringLiteral("there is no %1").arg(other));
        all.push_back({QStringLiteral("against"), other, Dialect::Ours});
    }
    return all;
}

std::vector<Measurement> measurements(const QString &wanted)
{
    std::vector<Measurement> chosen;
    const QStringList names = wanted.split(u',', Qt::SkipEmptyParts);
    for (const Scenario &scenario : scenarios()) {
        if (wanted == QLatin1String("all") || names.contains(scenario.name))
            chosen.emplace_back(scenario);
    }
    if (chosen.empty()
        || (wanted != QLatin1String("all") && qsizetype(chosen.size()) != names.size())) {
        QStringList known;
        for (const Scenario &scenario : scenarios())
            known.append(scenario.name);
        fail(QStringLiteral("--scenario %1: known are all, %2")
                 .arg(wanted, known.join(QStringLiteral(", "))));
    }
    return chosen;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Measures libactors beside the same work in plain Qt, by turns, and prints a table."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("scenario"), QStringLiteral("Which work: names with commas, or all."),
         QStringLiteral("names"), QStringLiteral("all")},
        {QStringLiteral("rounds"), QStringLiteral("How often each program runs."),
         QStringLiteral("n"), QStringLiteral("5")},
        {QStringLiteral("scale"), QStringLiteral("Multiplies the number of messages."),
         QStringLiteral("factor"), QStringLiteral("1")},
        {QStringLiteral("messages"), QStringLiteral("About so many messages a run, instead."),
         QStringLiteral("n")},
        {QStringLiteral("format"), QStringLiteral("md or json."), QStringLiteral("format"),
         QStringLiteral("md")},
        {{QStringLiteral("o"), QStringLiteral("output")},
         QStringLiteral("Where the report goes."),
         QStringLiteral("file")},
        {QStringLiteral("against"),
         QStringLiteral("The actors-bench of another build, to be measured beside this one."),
         QStringLiteral("program")},
        {QStringLiteral("peers"), QStringLiteral("Fail if no other framework was built.")},
    });
    parser.process(application);

    const auto programs = contestants(QCoreApplication::applicationDirPath(),
                                      parser.value(QStringLiteral("against")));
    const auto is = [](const char *name) {
        return [name](const Contestant &it) { return it.name == QLatin1String(name); };
    };
    if (parser.isSet(QStringLiteral("peers"))
        && std::none_of(programs.begin(), programs.end(), is("caf")))
        fail(QStringLiteral("no peer was built: configure with ACTORS_BENCH_PEERS=ON, libcaf-dev "
                            "and ACTORS_BENCH_PROTOTYPE"));

    Circumstances circumstances{parser.value(QStringLiteral("rounds")).toInt(),
                                parser.value(QStringLiteral("scale")).toDouble()};
    if (circumstances.rounds < 1 || circumstances.scale <= 0)
        fail(QStringLiteral("--rounds and --scale must be positive"));
    const double messages = parser.value(QStringLiteral("messages")).toDouble();

    auto chosen = measurements(parser.value(QStringLiteral("scenario")));
    for (int round = 1; round <= circumstances.rounds; ++round) {
        for (Measurement &measurement : chosen) {
            std::fprintf(stderr, "round %d of %d: %s\n", round, circumstances.rounds,
                         qPrintable(measurement.scenario().name));
            const Scenario &scenario = measurement.scenario();
            const double scale = messages > 0 ? messages / double(scenario.size * scenario.messages)
                                              : circumstances.scale;
            for (const Contestant &contestant : programs) {
                if (!measurement.run(contestant, scale))
                    fail(measurement.error());
            }
        }
    }

    const QString format = parser.value(QStringLiteral("format"));
    if (format != QLatin1String("md") && format != QLatin1String("json"))
        fail(QStringLiteral("--format is md or json"));
    const QByteArray report = format == QLatin1String("json")
        ? json(programs, chosen, circumstances)
        : markdown(programs, chosen, circumstances);
    const QString path = parser.value(QStringLiteral("output"));
    if (path.isEmpty()) {
        std::fwrite(report.constData(), 1, std::size_t(report.size()), stdout);
        return 0;
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(report) != report.size())
        fail(QStringLiteral("cannot write %1: %2").arg(path, file.errorString()));
    return 0;
}
