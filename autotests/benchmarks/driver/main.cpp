// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "circumstances.h"
#include "contestant.h"
#include "goals.h"
#include "machinelimits.h"
#include "measurement.h"
#include "options.h"
#include "plot.h"
#include "report.h"
#include "scaling.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Bench;

namespace {

enum ExitCode { Done, Failed, MustMissed };

[[noreturn]] void fail(const QString &what)
{
    std::fprintf(stderr, "actors-bench: %s\n", qPrintable(what));
    std::exit(Failed);
}

void say(const QString &what)
{
    std::fprintf(stderr, "%s\n", qPrintable(what));
}

void sayRound(int round, const Options &options, const QString &work)
{
    say(QStringLiteral("round %1 of %2: %3").arg(round).arg(options.rounds).arg(work));
}

std::vector<Contestant> contestants(const Options &options)
{
    const QString folder = QCoreApplication::applicationDirPath();
    std::vector<Contestant> all = contestantsIn(folder);
    if (all.empty() || all.front().name != Name::Ours)
        fail(QStringLiteral("There is no actors-bench-libactors in %1. Build the target "
                            "actors-bench, which makes it.")
                 .arg(folder));
    const bool hasPeer = std::any_of(all.begin(), all.end(),
                                     [](const Contestant &it) { return it.name == Name::Caf; });
    if (options.peers == Options::Peers::Required && !hasPeer)
        fail(QStringLiteral("No peer was built. Install libcaf-dev and configure with "
                            "ACTORS_BENCH_PEERS=ON; ACTORS_BENCH_PROTOTYPE must name the folder of "
                            "bench_caf017.cpp."));
    if (!options.against.isEmpty()) {
        const QString other = QFileInfo(options.against)
                                  .absoluteDir()
                                  .filePath(QStringLiteral("actors-bench-libactors"));
        if (!QFileInfo::exists(other))
            fail(QStringLiteral("There is no %1. --against takes the actors-bench of a build that "
                                "has one beside it.")
                     .arg(other));
        all.push_back({Name::Against, other, Contestant::Dialect::Ours});
    }
    return all;
}

MachineLimits limits(const Options &options)
{
    const QString program = QDir(QCoreApplication::applicationDirPath())
                                .filePath(QStringLiteral("actors-bench-limits"));
    if (options.limits == Options::LimitsOf::None || !QFileInfo::exists(program))
        return MachineLimits();
    return MachineLimits(program);
}

void measure(MachineLimits &limits, MachineLimits::Occasion occasion)
{
    if (!limits.measure(occasion))
        fail(limits.error());
}

void measure(const Options &options, Results &results)
{
    for (const Scenario &scenario : options.scenarios)
        results.measurements.emplace_back(scenario);
    // Every other round goes backwards: who comes after whom evens out, and so does what changes
    // slowly.
    auto order = results.contestants;
    measure(results.limits, MachineLimits::Occasion::Start);
    for (int round = 1; round <= options.rounds; ++round) {
        measure(results.limits, MachineLimits::Occasion::Round);
        for (Measurement &measurement : results.measurements) {
            const Scenario &scenario = measurement.scenario();
            sayRound(round, options, scenario.name);
            const double scale = options.messages
                ? double(*options.messages) / double(scenario.size * scenario.messages)
                : options.scale;
            for (const Contestant &contestant : order) {
                if (!measurement.run(contestant, scale))
                    fail(measurement.error());
            }
        }
        std::reverse(order.begin(), order.end());
    }
    measure(results.limits, MachineLimits::Occasion::End);
}

//! All ladders, round by round.
std::vector<Climb> climb(const Options &options, const QString &program)
{
    std::vector<Climb> climbs;
    for (const Ladder &ladder : ladders())
        climbs.emplace_back(ladder);
    for (int round = 1; round <= options.rounds; ++round) {
        for (Climb &climb : climbs) {
            sayRound(round, options, climb.ladder().workload);
            if (!climb.run(program))
                fail(climb.error());
        }
    }
    return climbs;
}

std::vector<Judgement> judgements(const std::vector<Climb> &climbs)
{
    std::vector<Judgement> judgements;
    for (const Climb &climb : climbs) {
        for (std::size_t step = 0; step < climb.ladder().steps.size(); ++step) {
            const Judgement judgement = climb.judgement(step);
            if (judgement.verdict != Verdict::NotMeasured)
                judgements.push_back(judgement);
        }
    }
    return judgements;
}

//! Of the scenarios that were chosen.
std::vector<Judgement> judgements(const Options &options, const Results &results)
{
    std::vector<Judgement> judgements;
    for (const Bar &bar : bars()) {
        const bool isChosen = options.choice == Options::Choice::All
            || std::any_of(options.scenarios.begin(), options.scenarios.end(),
                           [&](const Scenario &it) { return it.name == bar.scenario; });
        if (isChosen)
            judgements.push_back(judge(bar, results.measurements, results.limits));
    }
    return judgements;
}

//! Opened before anything is measured: whoever cannot write learns that at once.
void open(QFile &file, const QString &path)
{
    if (path.isEmpty())
        return;
    file.setFileName(path);
    if (!file.open(QIODevice::WriteOnly))
        fail(QStringLiteral("Cannot write %1: %2").arg(path, file.errorString()));
}

void write(QFile &file, const QByteArray &bytes)
{
    if (file.write(bytes) != bytes.size() || !file.flush())
        fail(QStringLiteral("Cannot write %1: %2").arg(file.fileName(), file.errorString()));
}

//! Where the report and the drawing go.
class Outlets
{
public:
    explicit Outlets(const Options &options)
    {
        open(m_report, options.output);
        open(m_plot, options.plot);
    }

    void report(const QByteArray &bytes)
    {
        if (m_report.isOpen())
            write(m_report, bytes);
        else
            std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
    }
    template<class Plot>
    void plot(Plot plot)
    {
        if (m_plot.isOpen())
            write(m_plot, plot());
    }

private:
    QFile m_report;
    QFile m_plot;
};

ExitCode exitCode(const Options &options, const std::vector<Judgement> &judgements)
{
    const auto missed =
        std::count_if(judgements.begin(), judgements.end(),
                      [](const Judgement &it) { return it.verdict != Verdict::Met; });
    if (options.goals == Options::Goals::Shown || missed == 0)
        return Done;
    say(QStringLiteral("%1 of %2 musts are not met; the report names them.")
            .arg(missed)
            .arg(judgements.size()));
    return MustMissed;
}

ExitCode measureScenarios(const Options &options)
{
    Results results;
    results.contestants = contestants(options);
    results.circumstances = circumstances(options, results.contestants);
    results.limits = limits(options);
    Outlets outlets(options);
    measure(options, results);
    results.judgements = judgements(options, results);
    outlets.report(options.format == Options::Format::Json ? json(results) : markdown(results));
    outlets.plot([&] { return plot(results.measurements); });
    return exitCode(options, results.judgements);
}

ExitCode measureScaling(const Options &options)
{
    const QString program = contestants(options).front().program;
    Outlets outlets(options);
    const auto climbs = climb(options, program);
    outlets.report(options.format == Options::Format::Json ? scalingJson(climbs)
                                                           : scalingMarkdown(climbs));
    outlets.plot([&] { return scalingPlot(climbs); });
    return exitCode(options, judgements(climbs));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto parsed = parse(QCoreApplication::arguments());
    if (const auto *wrong = std::get_if<WrongInput>(&parsed))
        fail(wrong->message);
    const Options &options = *std::get_if<Options>(&parsed);

    if (load() > 0.5)
        say(QStringLiteral("The machine is busy (load %1): the figures will be worth little.")
                .arg(load(), 0, 'f', 2));
    return options.work == Options::Work::Scaling ? measureScaling(options)
                                                  : measureScenarios(options);
}
