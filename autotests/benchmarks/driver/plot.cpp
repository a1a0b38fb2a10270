// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "plot.h"

#include "drawing.h"
#include "statistics.h"
#include "table.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace Bench {

namespace {

// Near to Okabe and Ito's colours, which those who see fewer colours tell apart as well; each has a
// contrast of 3 to white and to black. The fill tells them apart once more, in print or on a
// projector.
struct Series
{
    QString contestant;
    QString colour;
    QString fill;
};

const std::vector<Series> &allSeries()
{
    static const std::vector<Series> all{
        {Name::Qt, QStringLiteral("#1a80c4"), QStringLiteral("#1a80c4")},
        {Name::Caf, QStringLiteral("#d55e00"), QStringLiteral("url(#stripes)")},
        {Name::Prototype, QStringLiteral("#009e73"), QStringLiteral("none")},
    };
    return all;
}

constexpr double Width = 800;
constexpr double Left =
    DrawingLeft; //!< Where the scale begins; the names of the scenarios stand before.
constexpr double Right = Width - 72; //!< Where it ends; the last numbers stand behind.
constexpr double Top = 84;
constexpr double BarHeight = 10;
constexpr double BarStep = 14;
constexpr double Padding = 7; //!< Above and below the bars of a scenario.

//! A bar: a ratio and where it may truly lie.
struct RatioBar
{
    Series series;
    double ratio = 1;
    std::optional<Interval> interval;

    double least() const { return interval ? interval->lower : ratio; }
    double most() const { return interval ? interval->upper : ratio; }
};

struct Group
{
    QString scenario;
    std::vector<RatioBar> bars;

    double height() const { return double(bars.size()) * BarStep + 2 * Padding; }
};

std::vector<Group> groups(const std::vector<Measurement> &measurements)
{
    std::vector<Group> groups;
    for (const Measurement &measurement : measurements) {
        Group group{measurement.scenario().name, {}};
        for (const Series &series : allSeries()) {
            const auto ratios = measurement.ratios(Name::Ours, series.contestant);
            if (!ratios.empty())
                group.bars.push_back({series, Spread(ratios).median, medianInterval(ratios)});
        }
        if (!group.bars.empty())
            groups.push_back(group);
    }
    return groups;
}

//! The logarithmic scale: as wide as what is drawn on it, with 1 in it.
class Scale
{
public:
    explicit Scale(const std::vector<Group> &groups)
    {
        for (const Group &group : groups) {
            for (const RatioBar &bar : group.bars) {
                m_least = std::min(m_least, bar.least());
                m_most = std::max(m_most, bar.most());
            }
        }
        // A bar that ends there is to be seen to end.
        m_least /= 1.2;
        m_most *= 1.2;
    }

    //! Up to a factor of 100 there is room for 1, 2 and 5; beyond, for the powers of ten.
    std::vector<double> ticks() const
    {
        std::vector<double> ticks;
        for (int power = -9; power <= 9; ++power) {
            for (const double digit : {1.0, 2.0, 5.0}) {
                const double tick = digit * std::pow(10, power);
                const bool hasRoom = digit == 1 || m_most / m_least <= 100;
                if (hasRoom && tick >= m_least && tick <= m_most)
                    ticks.push_back(tick);
            }
        }
        return ticks;
    }

    double x(double ratio) const
    {
        return Left + (Right - Left) * std::log(ratio / m_least) / std::log(m_most / m_least);
    }

private:
    double m_least = 1;
    double m_most = 1;
};

QString fillOf(const Series &series)
{
    return QStringLiteral("fill=\"%1\" fill-opacity=\"0.4\" stroke=\"%2\"")
        .arg(series.fill, series.colour);
}

QString legend(const std::vector<Group> &groups)
{
    QString drawing;
    double x = Left;
    for (const Series &series : allSeries()) {
        const bool isShown = std::any_of(groups.begin(), groups.end(), [&](const Group &group) {
            return std::any_of(group.bars.begin(), group.bars.end(), [&](const RatioBar &bar) {
                return bar.series.contestant == series.contestant;
            });
        });
        if (!isShown)
            continue;
        drawing += rectangle(x, 50, 22, BarHeight, fillOf(series));
        drawing += text(x + 29, 59, QStringLiteral("as ") + described(series.contestant));
        x += 74 + 7 * double(described(series.contestant).size()); // about as wide as the words
    }
    return drawing;
}

QString drawn(const RatioBar &bar, const Scale &scale, double y)
{
    const double one = scale.x(1);
    const double end = scale.x(bar.ratio);
    QString drawing = rectangle(std::min(one, end), y, std::max(std::abs(end - one), 1.0),
                                BarHeight, fillOf(bar.series));
    if (bar.interval) {
        const double middle = y + BarHeight / 2;
        const double least = scale.x(bar.interval->lower);
        const double most = scale.x(bar.interval->upper);
        const QString style =
            QStringLiteral("stroke=\"%1\" stroke-width=\"1.6\"").arg(bar.series.colour);
        drawing += line(least, middle, most, middle, style);
        drawing += line(least, y + 2, least, y + BarHeight - 2, style);
        drawing += line(most, y + 2, most, y + BarHeight - 2, style);
    }
    return drawing
        + text(std::max(one, scale.x(bar.most())) + 7, y + BarHeight - 1,
               shortNumber(bar.ratio) + u'×', QStringLiteral("class=\"small\""));
}

QString grid(const Scale &scale, double bottom)
{
    QString drawing;
    for (const double tick : scale.ticks()) {
        if (tick != 1)
            drawing +=
                line(scale.x(tick), Top, scale.x(tick), bottom, QStringLiteral("class=\"grid\""));
        drawing += text(scale.x(tick), bottom + 18, QString::number(tick) + u'×',
                        QStringLiteral("class=\"small\" text-anchor=\"middle\""));
    }
    return drawing;
}

QString remark(const std::vector<Measurement> &measurements)
{
    const std::size_t pairs =
        measurements.empty() ? 0 : measurements.front().rates(Name::Ours).size();
    const QString intervals = pairs < 6 ? QStringLiteral("too few for intervals")
                                        : QStringLiteral("whiskers: 95 % interval");
    return QStringLiteral("Messages a second, logarithmic. Median of %1 pairs; %2.")
        .arg(pairs)
        .arg(intervals);
}

} // namespace

QByteArray plot(const std::vector<Measurement> &measurements)
{
    const auto groups = Bench::groups(measurements);
    const Scale scale(groups);
    QString bands;
    QString bars;
    double y = Top;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Group &group = groups[i];
        if (i % 2 == 0)
            bands += rectangle(0, y, Width, group.height(), QStringLiteral("class=\"band\""));
        bars += text(Left - 14, y + group.height() / 2 + 4.5, group.scenario,
                     QStringLiteral("text-anchor=\"end\""));
        double barY = y + Padding + (BarStep - BarHeight) / 2;
        for (const RatioBar &bar : group.bars) {
            bars += drawn(bar, scale, barY);
            barY += BarStep;
        }
        y += group.height();
    }
    const double height = y + 58;

    QString svg = beginning(Width, height, QStringLiteral("How many times as fast is libactors?"));
    svg += QStringLiteral("<defs><pattern id=\"stripes\" width=\"5\" height=\"5\" "
                          "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<rect width=\"2.5\" height=\"5\" fill=\"%1\"/></pattern></defs>\n")
               .arg(allSeries()[1].colour);
    svg += legend(groups) + bands + grid(scale, y) + bars;
    svg += line(scale.x(1), Top, scale.x(1), y, QStringLiteral("class=\"one\""));
    svg += text(Left, y + 44, remark(measurements), QStringLiteral("class=\"small\""));
    return (svg + end()).toUtf8();
}

} // namespace Bench
