// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "timeseriesplot.h"

#include "grid.h"
#include "sparkline.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Actors::Inspector {

namespace {

constexpr int LineRoom = 4 * Grid::Unit; //!< Of a line's sample in the legend.

//! The end of an axis that has room for \a highest: 1, 2 or 5 with zeros.
int axisEnd(int highest)
{
    if (highest <= 5)
        return 5;
    const double power = std::pow(10, std::floor(std::log10(double(highest))));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= highest)
            return int(std::min(factor * power, 2e9));
    }
    return int(std::min(10 * power, 2e9));
}

Qt::PenStyle dashes(qsizetype line)
{
    constexpr std::array<Qt::PenStyle, 3> Styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    return Styles[std::size_t(line) % Styles.size()];
}

} // namespace

TimeSeriesPlot::TimeSeriesPlot(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
{
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TimeSeriesPlot::setSeries(const QList<Series> &series)
{
    const auto hasSameName = [](const Series &line, const Series &other) {
        return line.name == other.name;
    };
    const bool isLegendNew = !std::equal(m_series.cbegin(), m_series.cend(), series.cbegin(),
                                         series.cend(), hasSameName);
    m_series = series;
    if (isLegendNew)
        updateGeometry();
    QStringList descriptions;
    for (const Series &line : series)
        descriptions.append(line.name + QStringLiteral(": ")
                            + Sparkline::description(line.samples));
    setAccessibleDescription(descriptions.join(QStringLiteral("; ")));
    update();
}

QSize TimeSeriesPlot::minimumSizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    int legend = metrics.horizontalAdvance(m_title) + Grid::Gap;
    for (const Series &line : m_series)
        legend += LineRoom + Grid::Tight + metrics.horizontalAdvance(line.name) + Grid::Gap;
    return {std::max(legend, 40 * Grid::Unit), 5 * metrics.height()};
}

QSize TimeSeriesPlot::sizeHint() const
{
    return minimumSizeHint().expandedTo({60 * Grid::Unit, 30 * Grid::Unit});
}

void TimeSeriesPlot::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(palette());
    const QFontMetrics metrics = fontMetrics();
    const QLocale locale;
    int highest = 0;
    for (const Series &line : m_series) {
        for (const int sample : line.samples)
            highest = std::max(highest, sample);
    }
    const int end = axisEnd(highest);

    // The title, and beside it what the lines are.
    painter.setPen(theme.text(Tone::Plain));
    const int titleHeight = metrics.height() + Grid::Tight;
    painter.drawText(QRect(0, 0, width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     m_title);
    int x = width();
    for (qsizetype i = m_series.size() - 1; i >= 0 && m_series.size() > 1; --i) {
        const Series &line = m_series[i];
        x -= metrics.horizontalAdvance(line.name);
        painter.setPen(theme.text(Tone::Quiet));
        painter.drawText(x, metrics.ascent(), line.name);
        x -= Grid::Tight;
        painter.setPen(QPen(theme.text(line.tone), 1.5, dashes(i)));
        painter.drawLine(x - LineRoom, metrics.height() / 2, x, metrics.height() / 2);
        x -= LineRoom + Grid::Gap;
    }

    const QString top = locale.toString(end);
    const int labels = metrics.horizontalAdvance(top) + Grid::Gap;
    const QRectF plot(labels, titleHeight + metrics.height() / 2, width() - labels - 1,
                      height() - titleHeight - metrics.height() * 3 / 2 - Grid::Tight);
    if (plot.height() < metrics.height())
        return;
    painter.setPen(theme.line());
    for (const double share : {0.0, 0.5, 1.0}) {
        const double y = std::round(plot.bottom() - plot.height() * share) + 0.5;
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter.setPen(theme.text(Tone::Quiet));
    const auto label = [&](double y, const QString &text) {
        painter.drawText(QRectF(0, y - metrics.height(), labels - Grid::Gap, 2 * metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    };
    label(plot.top(), top);
    label(plot.bottom(), locale.toString(0));
    const QRectF below(plot.left(), plot.bottom() + Grid::Tight, plot.width(), metrics.height());
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop, tr("5 min ago"));
    painter.drawText(below, Qt::AlignRight | Qt::AlignTop, tr("now"));

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(plot.adjusted(0, -2, 0, 2));
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const Series &line = m_series[i];
        if (line.samples.isEmpty())
            continue;
        const int own = std::max(1, *std::max_element(line.samples.cbegin(), line.samples.cend()));
        QRectF area = plot;
        area.setTop(plot.bottom() - plot.height() * double(own) / end);
        painter.setPen(QPen(theme.text(line.tone), 1.5, dashes(i), Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(Sparkline::line(line.samples, area));
    }
}

} // namespace Actors::Inspector
