// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "report.h"

#include "statistics.h"
#include "table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace Bench {

namespace {

QJsonArray array(const std::vector<double> &figures)
{
    QJsonArray all;
    for (const double figure : figures)
        all.append(figure);
    return all;
}

} // namespace

QJsonObject spreadObject(const std::vector<double> &figures)
{
    const Spread spread(figures);
    return {{QStringLiteral("median"), spread.median},
            {QStringLiteral("min"), spread.least},
            {QStringLiteral("max"), spread.most},
            {QStringLiteral("all"), array(figures)}};
}

QJsonObject ratioObject(const std::vector<double> &ratios)
{
    QJsonObject object = spreadObject(ratios);
    if (const auto interval = medianInterval(ratios))
        object.insert(QStringLiteral("interval95"), QJsonArray{interval->lower, interval->upper});
    return object;
}

namespace {

constexpr Table::Side Left = Table::Side::Left;

std::vector<double> inMillions(std::vector<double> rates)
{
    for (double &rate : rates)
        rate /= 1e6;
    return rates;
}

int pairCount(const Results &results)
{
    std::size_t pairs = results.measurements.empty() ? 0 : std::size_t(-1);
    for (const Measurement &measurement : results.measurements)
        pairs = std::min(pairs, measurement.rates(Name::Ours).size());
    return int(pairs);
}

QString rateTable(const Results &results)
{
    std::vector<Table::Column> columns{{QStringLiteral("work"), Left}};
    for (const Contestant &contestant : results.contestants)
        columns.push_back({contestant.name});
    Table table(columns);
    for (const Measurement &measurement : results.measurements) {
        QStringList row{measurement.scenario().name};
        for (const Contestant &contestant : results.contestants)
            row += withExtremes(inMillions(measurement.rates(contestant.name)));
        table.add(row);
    }
    return table.markdown();
}

QString ratioTable(const Results &results)
{
    std::vector<Table::Column> columns{{QStringLiteral("work"), Left}};
    for (const Contestant &contestant : results.contestants) {
        if (contestant.name != Name::Ours)
            columns.push_back({QStringLiteral("× ") + contestant.name});
    }
    Table table(columns);
    for (const Measurement &measurement : results.measurements) {
        QStringList row{measurement.scenario().name};
        for (const Contestant &contestant : results.contestants) {
            if (contestant.name != Name::Ours)
                row += withInterval(measurement.ratios(Name::Ours, contestant.name));
        }
        table.add(row);
    }
    return table.markdown();
}

QString figureTable(const Results &results)
{
    std::vector<Table::Column> columns{{QStringLiteral("work"), Left},
                                       {QStringLiteral("figure"), Left}};
    for (const Contestant &contestant : results.contestants)
        columns.push_back({contestant.name});
    Table table(columns);
    for (const Measurement &measurement : results.measurements) {
        for (const QString &name : measurement.figureNames()) {
            QStringList row{measurement.scenario().name, name};
            for (const Contestant &contestant : results.contestants)
                row += withExtremes(measurement.figures(contestant.name, name));
            table.add(row);
        }
    }
    return table.markdown();
}

QString limitTable(const MachineLimits &limits)
{
    Table table({{QStringLiteral("limit"), Left}, {QStringLiteral("ns")}});
    for (const auto &[name, meaning] : MachineLimits::known())
        table.add({meaning, withExtremes(limits.nanoseconds(name))});
    return table.markdown();
}

QString described(const Bar &bar)
{
    switch (bar.beside) {
    case Bar::Beside::Contestant:
        return QStringLiteral("rate / ") + bar.other;
    case Bar::Beside::Limit:
        return QStringLiteral("time / ") + bar.other;
    case Bar::Beside::Memory:
        return QStringLiteral("memory / ") + bar.other;
    case Bar::Beside::Scenario:
        break;
    }
    return QStringLiteral("time / that of ") + bar.other;
}

//! How far the median is from the goal.
QString distance(const Judgement &judgement)
{
    if (!judgement.bar.goal || judgement.ratios.empty())
        return QStringLiteral("–");
    const double reached = Spread(judgement.ratios).median / *judgement.bar.goal;
    const double lacking = judgement.bar.isFloor() ? 1 - reached : reached - 1;
    if (lacking <= 0)
        return QStringLiteral("reached");
    return QStringLiteral("%1 % %2").arg(QString::number(std::ceil(lacking * 100)),
                                         judgement.bar.isFloor() ? QStringLiteral("short")
                                                                 : QStringLiteral("over"));
}

QString goalTable(const std::vector<Judgement> &judgements)
{
    Table table({{QStringLiteral("work"), Left},
                 {QStringLiteral("measured"), Left},
                 {QStringLiteral("is")},
                 {QStringLiteral("must be")},
                 {QStringLiteral("verdict"), Left},
                 {QStringLiteral("goal")},
                 {QStringLiteral("to the goal"), Left}});
    for (const Judgement &judgement : judgements) {
        const Bar &bar = judgement.bar;
        const QString sign = bar.isFloor() ? QStringLiteral("≥ ") : QStringLiteral("≤ ");
        table.add({bar.scenario, described(bar), withInterval(judgement.ratios),
                   sign + QString::number(bar.must), described(judgement.verdict),
                   bar.goal ? sign + QString::number(*bar.goal) : QStringLiteral("–"),
                   distance(judgement)});
    }
    return table.markdown();
}

QJsonObject resultObject(const Results &results, const Measurement &measurement)
{
    QJsonObject rates;
    QJsonObject ratios;
    QJsonObject figures;
    for (const Contestant &contestant : results.contestants) {
        const QString &name = contestant.name;
        const auto rate = measurement.rates(name);
        if (rate.empty())
            continue;
        rates.insert(name, spreadObject(rate));
        if (name != Name::Ours)
            ratios.insert(name, ratioObject(measurement.ratios(Name::Ours, name)));
        QJsonObject own;
        for (const QString &figure : measurement.figureNames()) {
            if (const auto all = measurement.figures(name, figure); !all.empty())
                own.insert(figure, spreadObject(all));
        }
        figures.insert(name, own);
    }
    return {{QStringLiteral("messagesPerSecond"), rates},
            {QStringLiteral("ratioTo"), ratios},
            {QStringLiteral("figures"), figures}};
}

QJsonObject goalObject(const Judgement &judgement)
{
    const Bar &bar = judgement.bar;
    QJsonObject object{
        {QStringLiteral("work"), bar.scenario},
        {QStringLiteral("measured"), described(bar)},
        {bar.isFloor() ? QStringLiteral("atLeast") : QStringLiteral("atMost"), bar.must},
        {QStringLiteral("verdict"), described(judgement.verdict)}};
    if (bar.goal)
        object.insert(QStringLiteral("goal"), *bar.goal);
    if (!judgement.ratios.empty())
        object.insert(QStringLiteral("is"), ratioObject(judgement.ratios));
    return object;
}

} // namespace

QByteArray markdown(const Results &results)
{
    QString text = QStringLiteral("# libactors, measured\n\n");
    for (const auto &[name, value] : results.circumstances)
        text += QStringLiteral("- %1: %2\n").arg(name, value);
    text += QStringLiteral("\n## Rates\n\nMillions of messages a second, median (least–most).\n\n")
        + rateTable(results);
    text += QStringLiteral(
        "\n## Ratios\n\nlibactors to each other, pair by pair: median [95 % interval of the "
        "median].\n\"itself\" is the same build once more: how far it is from 1 is noise.\n");
    if (const int pairs = pairCount(results); pairs < PairsWanted)
        text += QStringLiteral("**Only %1 pairs; %2 are wanted before anything is concluded.**\n")
                    .arg(pairs)
                    .arg(PairsWanted);
    text += u'\n' + ratioTable(results);
    text +=
        QStringLiteral("\n## Further figures\n\nMedian (least–most).\n\n") + figureTable(results);
    if (!results.limits.isEmpty())
        text += QStringLiteral("\n## Limits of this machine\n\nNanoseconds each, measured in "
                               "between: median (least–most).\n\n")
            + limitTable(results.limits);
    if (!results.judgements.empty())
        text += QStringLiteral("\n## Goals\n\nMet is what the whole interval meets, over %1 pairs "
                               "or more.\n\n")
                    .arg(PairsWanted)
            + goalTable(results.judgements);
    return text.toUtf8();
}

QByteArray json(const Results &results)
{
    QJsonObject about;
    for (const auto &[name, value] : results.circumstances)
        about.insert(name, value);
    QJsonObject works;
    for (const Measurement &measurement : results.measurements)
        works.insert(measurement.scenario().name, resultObject(results, measurement));
    QJsonObject limits;
    for (const auto &[name, meaning] : MachineLimits::known()) {
        if (const auto figures = results.limits.nanoseconds(name); !figures.empty())
            limits.insert(name, spreadObject(figures));
    }
    QJsonArray goals;
    for (const Judgement &judgement : results.judgements)
        goals.append(goalObject(judgement));
    return QJsonDocument({{QStringLiteral("about"), about},
                          {QStringLiteral("results"), works},
                          {QStringLiteral("limitsInNanoseconds"), limits},
                          {QStringLiteral("goals"), goals}})
        .toJson();
}

} // namespace Bench
