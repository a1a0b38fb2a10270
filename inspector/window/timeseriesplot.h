// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "theme.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace Actors::Inspector {

/*!
 * \brief Draws numbers over the last five minutes, one sample each second.
 *
 * Where more samples than pixels are there, the lowest and the highest of each column of pixels
 * are drawn, so that no peak is lost. Lines differ in their dashes and in their labels, not only in
 * their colours; a screen reader is told the last number, the trend and the highest.
 */
class TimeSeriesPlot : public QWidget
{
    Q_OBJECT

public:
    //! A line of the plot.
    struct Series
    {
        QString name;
        Tone tone = Tone::Active;
        QList<int> samples; //!< The newest last.
    };

    explicit TimeSeriesPlot(const QString &title, QWidget *parent = nullptr);

    //! Replaces all lines.
    void setSeries(const QList<Series> &series);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QString m_title;
    QList<Series> m_series;
};

} // namespace Actors::Inspector
