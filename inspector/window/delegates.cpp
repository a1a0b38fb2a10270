// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "delegates.h"

#include "grid.h"
#include "presentation.h"
#include "sparkline.h"
#include "symbols.h"

#include <Actors/Inspection/modelroles.h>

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

namespace Actors::Inspector {

namespace {

//! Room for the largest number that a column of depths is made for, beside its line.
constexpr auto WidestNumber = QLatin1StringView("9,999,999");
constexpr int SparklineWidth = 20 * Grid::Unit;

//! What \a index has in one of Presentation's roles for enumerations; the first one for nothing.
template<typename Enum>
Enum enumeration(const QModelIndex &index, int role)
{
    return static_cast<Enum>(index.data(role).toInt());
}

const QStyle &styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? *option.widget->style() : *QApplication::style();
}

void paintBackground(QPainter &painter, const QStyleOptionViewItem &option)
{
    styleOf(option).drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
}

} // namespace

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    paintBackground(*painter, item);

    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const Theme &theme = Theme::of(item.palette);
    const auto tone = enumeration<Tone>(index, Presentation::ToneRole);
    const QColor text = selected ? item.palette.color(QPalette::HighlightedText) : theme.text(tone);
    const QColor ink = selected
        ? text
        : theme.text(tone == Tone::Plain || tone == Tone::Quiet ? Tone::Active : tone);

    const QRect area = item.rect.adjusted(Grid::Tight, 0, -Grid::Gap, 0);
    QRect number = area;
    number.setWidth(std::min(area.width(), item.fontMetrics.horizontalAdvance(WidestNumber)));
    painter->save();
    painter->setFont(item.font);
    painter->setPen(text);
    painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter, item.text);

    QRectF plot(area);
    plot.setLeft(number.right() + Grid::Gap);
    plot.adjust(0, Grid::Unit + 1, 0, -Grid::Unit - 1);
    const QPolygonF line =
        Sparkline::line(index.data(Inspection::HistoryRole).value<QList<int>>(), plot);
    if (!line.isEmpty()) {
        painter->setRenderHint(QPainter::Antialiasing);
        QPainterPath below;
        below.addPolygon(line);
        below.lineTo(line.last().x(), plot.bottom());
        below.lineTo(line.first().x(), plot.bottom());
        below.closeSubpath();
        QColor fill = ink;
        fill.setAlphaF(0.18F);
        painter->fillPath(below, fill);
        painter->setPen(QPen(ink, 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(line);
    }
    painter->restore();
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.horizontalAdvance(WidestNumber) + SparklineWidth + 3 * Grid::Gap,
            option.fontMetrics.height() + Grid::RowPadding};
}

void ChipDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    paintBackground(*painter, item);
    if (item.text.isEmpty())
        return;

    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const Theme &theme = Theme::of(item.palette);
    const auto tone = enumeration<Tone>(index, Presentation::ToneRole);
    const QColor text = selected ? item.palette.color(QPalette::HighlightedText) : theme.text(tone);

    const int height = item.fontMetrics.height() + 2;
    const int wanted =
        Grid::Icon + Grid::Tight + 2 * Grid::Gap + item.fontMetrics.horizontalAdvance(item.text);
    const QRect cell = item.rect.adjusted(Grid::Tight, 0, -Grid::Tight, 0);
    QRect chip(cell.left(), cell.top() + (cell.height() - height) / 2,
               std::min(wanted, cell.width()), height);
    painter->save();
    if (!selected && tone != Tone::Quiet && tone != Tone::Plain) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.chip(tone));
        painter->drawRoundedRect(chip, Grid::Radius, Grid::Radius);
    }
    const int edge = Grid::Icon - Grid::Tight;
    const QRect symbol(chip.left() + Grid::Tight, chip.top() + (chip.height() - edge) / 2, edge,
                       edge);
    paintSymbol(*painter, symbol, enumeration<Symbol>(index, Presentation::SymbolRole), text);
    const QRect label = chip.adjusted(edge + 2 * Grid::Tight, 0, 0, 0);
    painter->setPen(text);
    painter->setFont(item.font);
    painter->drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                      item.fontMetrics.elidedText(item.text, Qt::ElideRight, label.width()));
    painter->restore();
}

QSize ChipDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return {option.fontMetrics.horizontalAdvance(text) + Grid::Icon + Grid::Wide + Grid::Gap,
            option.fontMetrics.height() + Grid::RowPadding};
}

} // namespace Actors::Inspector
