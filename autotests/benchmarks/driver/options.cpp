// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "options.h"

#include "nearnames.h"
#include "statistics.h"

#include <QCommandLineParser>

#include <cmath>

namespace Bench {

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

std::optional<WrongInput> takeScenarios(const QString &wanted, Options &options)
{
    QStringList known;
    for (const Scenario &it : scenarios())
        known.append(it.name);
    options.choice = wanted == text("all") ? Options::Choice::All : Options::Choice::Some;
    const QStringList names =
        options.choice == Options::Choice::All ? known : wanted.split(u',', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        if (known.contains(name))
            continue;
        const QStringList near = nearNames(name, known);
        if (near.isEmpty())
            return WrongInput{text("There is no scenario \"%1\". There are all, %2.")
                                  .arg(name, known.join(text(", ")))};
        return WrongInput{
            text("There is no scenario \"%1\". Is it %2?").arg(name, near.join(text(" or ")))};
    }
    for (const Scenario &it : scenarios()) {
        if (names.contains(it.name))
            options.scenarios.push_back(it);
    }
    if (options.scenarios.empty())
        return WrongInput{
            text("--scenario names none. There are all, %1.").arg(known.join(text(", ")))};
    return std::nullopt;
}

} // namespace

std::variant<Options, WrongInput> parse(const QStringList &commandLine)
{
    const QCommandLineOption scenario(text("scenario"),
                                      text("Which work: names with commas, or all (the default)."),
                                      text("names"), text("all"));
    const QCommandLineOption rounds(text("rounds"),
                                    text("How often each program runs; 12 pairs show something."),
                                    text("n"), QString::number(PairsWanted));
    const QCommandLineOption scale(text("scale"), text("Multiplies the number of messages."),
                                   text("factor"), text("1"));
    const QCommandLineOption messages(text("messages"),
                                      text("About so many messages a run, instead."), text("n"));
    const QCommandLineOption format(text("format"), text("md (the default) or json."),
                                    text("format"), text("md"));
    const QCommandLineOption output({text("o"), text("output")}, text("Where the report goes."),
                                    text("file"));
    const QCommandLineOption plot(text("plot"), text("Draws the ratios into this SVG."),
                                  text("file"));
    const QCommandLineOption against(
        text("against"), text("The actors-bench of another build, to be measured beside this one."),
        text("program"));
    const QCommandLineOption peers(text("peers"), text("Fails if no other framework was built."));
    const QCommandLineOption goals(text("goals"),
                                   text("Ends with status 2 unless every must is met."));
    const QCommandLineOption limits(text("limits"),
                                    text("Of the machine (the default), or none to save the time."),
                                    text("which"), text("machine"));

    const QCommandLineOption scaling(
        text("scaling"),
        text("Measures instead how the cost of one grows with how many there are."));

    QCommandLineParser parser;
    parser.setApplicationDescription(text(
        "Measures libactors beside the same work in plain Qt, by turns, and prints a report."));
    const QCommandLineOption help = parser.addHelpOption();
    parser.addOptions({scenario, scaling, rounds, scale, messages, format, output, plot, against,
                       peers, goals, limits});
    if (!parser.parse(commandLine))
        return WrongInput{parser.errorText() + text(" --help lists the options.")};
    if (parser.isSet(help))
        parser.showHelp();
    if (!parser.positionalArguments().isEmpty())
        return WrongInput{text("What is \"%1\" for? If it is a scenario: --scenario %1.")
                              .arg(parser.positionalArguments().constFirst())};

    Options options;
    if (parser.isSet(scaling)) {
        for (const auto &other : {scenario, scale, messages, against, peers}) {
            if (parser.isSet(other))
                return WrongInput{text("--scaling goes up its own ladders: leave --%1 out.")
                                      .arg(other.names().constFirst())};
        }
        options.work = Options::Work::Scaling;
    }
    if (auto wrong = takeScenarios(parser.value(scenario), options))
        return *std::move(wrong);
    bool isNumber = false;
    options.rounds = parser.value(rounds).toInt(&isNumber);
    if (!isNumber || options.rounds < 1)
        return WrongInput{
            text("--rounds %1: give a whole number from 1 on.").arg(parser.value(rounds))};
    options.scale = parser.value(scale).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(options.scale) || options.scale <= 0)
        return WrongInput{
            text("--scale %1: give a number above 0, such as 0.1.").arg(parser.value(scale))};
    if (parser.isSet(messages)) {
        options.messages = parser.value(messages).toLongLong(&isNumber);
        if (!isNumber || *options.messages < 1)
            return WrongInput{
                text("--messages %1: give a whole number from 1 on.").arg(parser.value(messages))};
        if (parser.isSet(scale))
            return WrongInput{text("--messages and --scale both say how much: give one of them.")};
    }
    const QString formatName = parser.value(format);
    if (formatName != text("md") && formatName != text("json"))
        return WrongInput{text("--format %1: there are md and json.").arg(formatName)};
    options.format = formatName == text("md") ? Options::Format::Markdown : Options::Format::Json;
    const QString limitsName = parser.value(limits);
    if (limitsName != text("machine") && limitsName != text("none"))
        return WrongInput{text("--limits %1: there are machine and none.").arg(limitsName)};
    options.limits =
        limitsName == text("none") ? Options::LimitsOf::None : Options::LimitsOf::Machine;
    options.output = parser.value(output);
    options.plot = parser.value(plot);
    options.against = parser.value(against);
    options.peers = parser.isSet(peers) ? Options::Peers::Required : Options::Peers::AsBuilt;
    options.goals = parser.isSet(goals) ? Options::Goals::Required : Options::Goals::Shown;
    if (options.goals == Options::Goals::Required && options.rounds < PairsWanted)
        return WrongInput{text("--goals: %1 rounds show too little. Give --rounds %2, or more.")
                              .arg(options.rounds)
                              .arg(PairsWanted)};
    return options;
}

} // namespace Bench
