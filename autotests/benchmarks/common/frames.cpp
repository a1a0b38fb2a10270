// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "frames.h"

namespace Bench {

namespace {

constexpr qint64 PaintTime = 3000000;
constexpr qint64 InTime = 20000000;

} // namespace

Frames::Frames()
    : m_timer(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(int(Interval / 1000000));
    connect(&m_timer, &QTimer::timeout, this, &Frames::paint);
}

void Frames::begin()
{
    m_last = nanoseconds();
    m_timer.start();
}

void Frames::end()
{
    m_timer.stop();
    const qint64 present = nanoseconds();
    if (present - m_last > InTime || m_distances.count() == 0)
        count(present);
}

void Frames::paint()
{
    const qint64 began = nanoseconds();
    count(began);
    while (nanoseconds() - began < PaintTime) { }
}

void Frames::count(qint64 present)
{
    m_distances.add(present - m_last);
    m_last = present;
}

std::vector<Figure> Frames::figures() const
{
    auto figures = m_distances.figures();
    figures.push_back({"percent_in_20_ms", m_distances.percentWithin(InTime)});
    return figures;
}

} // namespace Bench
