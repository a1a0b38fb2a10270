// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "scaling.h"

#include "drawing.h"
#include "program.h"
#include "report.h"
#include "resultline.h"
#include "statistics.h"
#include "table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace Bench {

namespace {

constexpr std::size_t SecondStep = 1;

std::vector<qint64> decades(qint64 from, qint64 to)
{
    std::vector<qint64> steps;
    for (qint64 step = from; step <= to; step *= 10)
        steps.push_back(step);
    return steps;
}

} // namespace

const std::vector<Ladder> &ladders()
{
    static const std::vector<Ladder> all{
        {QStringLiteral("scaling-waiting"), QStringLiteral("messages that wait"),
         decades(10, 10'000'000)},
        {QStringLiteral("scaling-actors"), QStringLiteral("actors"), decades(10, 1'000'000)},
        {QStringLiteral("scaling-children"), QStringLiteral("children of one actor"),
         decades(10, 100'000)},
        {QStringLiteral("scaling-threads"),
         QStringLiteral("threads"),
         {1, 2, 4, 8, 16},
         Ladder::Steady::Throughput},
    };
    return all;
}

bool Climb::run(const QString &program)
{
    for (std::size_t step = 0; step < m_ladder.steps.size(); ++step) {
        const QStringList arguments{m_ladder.workload, QString::number(m_ladder.steps[step])};
        Run run = Bench::run(program, arguments);
        const ResultLine result = rightResult(run, program, arguments);
        m_error = run.error;
        if (!m_error.isEmpty())
            return false;
        add(step, result.rate);
    }
    return true;
}

double Climb::cost(std::size_t step) const
{
    return 1e9 / Spread(m_rates[step]).median;
}

Judgement Climb::judgement(std::size_t step) const
{
    const auto name = [this](std::size_t other) { return QString::number(m_ladder.steps[other]); };
    if (m_ladder.steady == Ladder::Steady::Cost) {
        if (step == 0)
            return judge({}, {});
        const Bar bar{m_ladder.workload, Bar::Beside::Scenario, name(step - 1), 2};
        // The time of an item is one over the rate.
        return judge(bar, pairByPair(m_rates[step - 1], m_rates[step]));
    }
    if (step + 1 < m_ladder.steps.size())
        return judge({}, {});
    const Bar bar{m_ladder.workload, Bar::Beside::Contestant, name(SecondStep), 0.8};
    return judge(bar, pairByPair(m_rates[step], m_rates[SecondStep]));
}

QByteArray scalingMarkdown(const std::vector<Climb> &climbs)
{
    QString report;
    for (const Climb &climb : climbs) {
        const Ladder &ladder = climb.ladder();
        const bool isCost = ladder.steady == Ladder::Steady::Cost;
        Table table(
            {{ladder.title},
             {QStringLiteral("ns each")},
             {isCost ? QStringLiteral("× the step before") : QStringLiteral("rate × that of 2")},
             {isCost ? QStringLiteral("must be ≤ 2") : QStringLiteral("must be ≥ 0.8"),
              Table::Side::Left}});
        for (std::size_t step = 0; step < ladder.steps.size(); ++step) {
            const Judgement judgement = climb.judgement(step);
            const bool isHeld = judgement.verdict != Verdict::NotMeasured;
            table.add({QString::number(ladder.steps[step]), shortNumber(climb.cost(step)),
                       withInterval(judgement.ratios),
                       isHeld ? described(judgement.verdict) : QStringLiteral("–")});
        }
        report += table.markdown() + u'\n';
    }
    return report.toUtf8();
}

QByteArray scalingJson(const std::vector<Climb> &climbs)
{
    QJsonArray all;
    for (const Climb &climb : climbs) {
        const Ladder &ladder = climb.ladder();
        QJsonArray steps;
        for (std::size_t step = 0; step < ladder.steps.size(); ++step) {
            QJsonObject object{{QStringLiteral("count"), ladder.steps[step]},
                               {QStringLiteral("itemsPerSecond"), spreadObject(climb.rates(step))}};
            const Judgement judgement = climb.judgement(step);
            if (judgement.verdict != Verdict::NotMeasured) {
                object.insert(QStringLiteral("ratio"), ratioObject(judgement.ratios));
                object.insert(QStringLiteral("verdict"), described(judgement.verdict));
            }
            steps.append(object);
        }
        all.append(QJsonObject{{QStringLiteral("work"), ladder.workload},
                               {QStringLiteral("of"), ladder.title},
                               {QStringLiteral("steps"), steps}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("scaling"), all}}).toJson();
}

namespace {

constexpr double Width = 800;
constexpr double Right =
    Width - 190; //!< Where the scale ends; the names of the lines stand behind.
constexpr double Top = 60;
constexpr double Bottom = 420;

//! From one power of ten to another.
struct Decades
{
    int first;
    int last;
    double from; //!< Where the first is drawn.
    double to;

    double at(double value) const
    {
        return from + (to - from) * (std::log10(value) - first) / (last - first);
    }
};

struct Line
{
    QString colour;
    QString dashes;
};

//! As in the drawing of the ratios; the dashes tell them apart once more.
const Line &lineOf(std::size_t number)
{
    static const std::vector<Line> all{
        {QStringLiteral("#1a80c4"), QStringLiteral("none")},
        {QStringLiteral("#d55e00"), QStringLiteral("8 3")},
        {QStringLiteral("#009e73"), QStringLiteral("3 3")},
        {QStringLiteral("#a0689a"), QStringLiteral("10 3 2 3")},
    };
    return all[number % all.size()];
}

QString axes(const Decades &x, const Decades &y)
{
    QString drawing;
    for (int power = x.first; power <= x.last; ++power) {
        const double at = x.at(std::pow(10, power));
        drawing += line(at, Top, at, Bottom, QStringLiteral("class=\"grid\""));
        drawing += text(at, Bottom + 18, QString::number(std::pow(10, power), 'f', 0),
                        QStringLiteral("class=\"small\" text-anchor=\"middle\""));
    }
    for (int power = y.first; power <= y.last; ++power) {
        const double at = y.at(std::pow(10, power));
        drawing += line(DrawingLeft, at, Right, at, QStringLiteral("class=\"grid\""));
        drawing += text(DrawingLeft - 10, at + 4,
                        QString::number(std::pow(10, power), 'f', 0) + QStringLiteral(" ns"),
                        QStringLiteral("class=\"small\" text-anchor=\"end\""));
    }
    return drawing;
}

QString drawn(const Climb &climb, const Line &style, const Decades &x, const Decades &y)
{
    const Ladder &ladder = climb.ladder();
    QString drawing;
    for (std::size_t step = 0; step < ladder.steps.size(); ++step) {
        const double atX = x.at(double(ladder.steps[step]));
        const double atY = y.at(climb.cost(step));
        if (step > 0)
            drawing +=
                line(x.at(double(ladder.steps[step - 1])), y.at(climb.cost(step - 1)), atX, atY,
                     QStringLiteral("stroke=\"%1\" stroke-width=\"2\" stroke-dasharray=\"%2\"")
                         .arg(style.colour, style.dashes));
        drawing +=
            rectangle(atX - 3, atY - 3, 6, 6, QStringLiteral("fill=\"%1\"").arg(style.colour));
    }
    return drawing
        + text(x.at(double(ladder.steps.back())) + 10,
               y.at(climb.cost(ladder.steps.size() - 1)) + 4, ladder.title,
               QStringLiteral("class=\"small\""));
}

} // namespace

QByteArray scalingPlot(const std::vector<Climb> &climbs)
{
    double most = 10;
    double dearest = 10;
    double cheapest = 1e9;
    for (const Climb &climb : climbs) {
        most = std::max(most, double(climb.ladder().steps.back()));
        for (std::size_t step = 0; step < climb.ladder().steps.size(); ++step) {
            dearest = std::max(dearest, climb.cost(step));
            cheapest = std::min(cheapest, climb.cost(step));
        }
    }
    const Decades x{0, int(std::ceil(std::log10(most))), DrawingLeft, Right};
    const Decades y{int(std::floor(std::log10(std::min(cheapest, dearest)))),
                    int(std::ceil(std::log10(dearest * 1.01))), Bottom, Top};
    QString svg =
        beginning(Width, Bottom + 58, QStringLiteral("What does each cost, the more there are?"));
    svg += axes(x, y);
    for (std::size_t i = 0; i < climbs.size(); ++i)
        svg += drawn(climbs[i], lineOf(i), x, y);
    svg += text(DrawingLeft, Bottom + 44,
                QStringLiteral("Nanoseconds for each, over how many there are; both logarithmic."),
                QStringLiteral("class=\"small\""));
    return (svg + end()).toUtf8();
}

} // namespace Bench
