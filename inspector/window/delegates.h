// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

namespace Actors::Inspector {

/*!
 * \brief Paints a number with its history of five minutes beside it.
 *
 * The number comes from Qt::DisplayRole, the history from HistoryRole, and the colour of both from
 * Presentation::ToneRole.
 */
class SparklineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/*!
 * \brief Paints a text with an icon on a coloured chip, as the state of an actor.
 *
 * They come from Qt::DisplayRole, Presentation::SymbolRole and Presentation::ToneRole.
 */
class ChipDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace Actors::Inspector
