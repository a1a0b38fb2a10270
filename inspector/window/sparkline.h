// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>
#include <QList>
#include <QPolygonF>
#include <QString>

QT_FORWARD_DECLARE_CLASS(QRectF)

namespace Actors::Inspector {

/*!
 * \brief A history of numbers as a line that fits into the height of a text.
 */
class Sparkline
{
    Q_DECLARE_TR_FUNCTIONS(Sparkline)

public:
    //! How many numbers a history has at most: one each second for five minutes.
    static constexpr int MostSamples = 300;

    //! The line through \a samples, the oldest first, in \a rect, whose right edge is now. Where
    //! more than one sample falls on a pixel, the lowest and the highest of them are kept.
    static QPolygonF line(const QList<int> &samples, const QRectF &rect);
    //! "17,319, rising, highest 20,000", for who does not see the line.
    static QString description(const QList<int> &samples);
};

} // namespace Actors::Inspector
