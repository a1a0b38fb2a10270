// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "viewlook.h"

#include "grid.h"
#include "presentation.h"

#include <Actors/Inspection/column.h>
#include <Actors/Inspection/modelroles.h>

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QProxyStyle>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace Actors::Inspector {

using Inspection::Column;

namespace {

//! Every row is as high as a line of text and its padding; nothing else is asked for a height.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        // What is behind fills the cell; what is in it keeps away from its neighbours.
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
        item.rect.adjust(Grid::Tight, 0, -Grid::Tight, 0);
        QStyledItemDelegate::paint(painter, item, index);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(option.fontMetrics.height() + Grid::RowPadding);
        return size;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto tone = static_cast<Tone>(index.data(Presentation::ToneRole).toInt());
        if (tone != Tone::Plain)
            option->palette.setColor(QPalette::Text, Theme::of(option->palette).text(tone));
        // Of a qualified name the end matters most.
        const auto column = static_cast<Column>(index.data(Inspection::ColumnRole).toInt());
        if (column == Column::Type || column == Column::Class)
            option->textElideMode = Qt::ElideLeft;
    }
};

//! Headings begin and end where the contents of their columns do.
class HeadingStyle : public QProxyStyle
{
public:
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override
    {
        return metric == PM_HeaderMargin ? Grid::Gap - 1
                                         : QProxyStyle::pixelMetric(metric, option, widget);
    }
};

} // namespace

void giveLook(QTreeView &view)
{
    view.setUniformRowHeights(true);
    view.setAllColumnsShowFocus(true);
    view.setAlternatingRowColors(true);
    view.setTextElideMode(Qt::ElideMiddle);
    view.setFrameShape(QFrame::NoFrame);
    view.setItemDelegate(new RowDelegate(&view));
    auto *headingStyle = new HeadingStyle;
    headingStyle->setParent(view.header());
    view.header()->setStyle(headingStyle);
    view.header()->setHighlightSections(false);
}

} // namespace Actors::Inspector
