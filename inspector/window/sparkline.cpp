// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "sparkline.h"

#include <QLocale>
#include <QRectF>

#include <algorithm>

namespace Actors::Inspector {

namespace {

//! Over how many samples it is told whether the numbers rise.
constexpr qsizetype TrendSamples = 10;

} // namespace

QPolygonF Sparkline::line(const QList<int> &samples, const QRectF &rect)
{
    QPolygonF line;
    if (samples.size() < 2 || rect.width() < 2)
        return line;
    const int highest = std::max(1, *std::max_element(samples.cbegin(), samples.cend()));
    const qreal step = rect.width() / qreal(MostSamples - 1);
    const auto y = [&](int sample) {
        return rect.bottom() - rect.height() * qreal(sample) / qreal(highest);
    };
    const auto x = [&](qsizetype i) { return rect.right() - step * qreal(samples.size() - 1 - i); };
    qsizetype i = 0;
    while (i < samples.size()) {
        const int pixel = int(x(i));
        int lowest = samples[i];
        int greatest = samples[i];
        qsizetype end = i + 1;
        for (; end < samples.size() && int(x(end)) == pixel; ++end) {
            lowest = std::min(lowest, samples[end]);
            greatest = std::max(greatest, samples[end]);
        }
        const bool falls = samples[i] > samples[end - 1];
        line.append({x(i), y(falls ? greatest : lowest)});
        if (lowest != greatest)
            line.append({x(i), y(falls ? lowest : greatest)});
        i = end;
    }
    return line;
}

QString Sparkline::description(const QList<int> &samples)
{
    if (samples.isEmpty())
        return {};
    const int now = samples.last();
    const int before = samples[std::max(qsizetype(0), samples.size() - TrendSamples)];
    const int highest = *std::max_element(samples.cbegin(), samples.cend());
    const QLocale locale;
    const QString number = locale.toString(now);
    const QString peak = locale.toString(highest);
    if (now > before)
        return tr("%1, rising, highest %2").arg(number, peak);
    if (now < before)
        return tr("%1, falling, highest %2").arg(number, peak);
    return tr("%1, steady, highest %2").arg(number, peak);
}

} // namespace Actors::Inspector
