// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "metronome.h"

#include <algorithm>

namespace Bench {

namespace {

constexpr qint64 Interval = 1000000;

} // namespace

Metronome::Metronome(Gate &done)
    : m_timer(this)
    , m_done(done)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &Metronome::tick);
}

void Metronome::start(qint64 ticks)
{
    m_left = ticks;
    m_due = nanoseconds() + Interval;
    m_timer.start();
}

void Metronome::tick()
{
    const qint64 late = std::max(nanoseconds() - m_due, qint64(0));
    ++m_ticks;
    m_lateness += late;
    m_worst = std::max(m_worst, late);
    // A timer that has missed a tick counts from the one that came instead.
    m_lost += late / Interval;
    m_due += Interval + (late < Interval ? 0 : late);
    if (--m_left == 0) {
        m_timer.stop();
        m_done.arrive();
    }
}

std::vector<Figure> Metronome::figures() const
{
    return {{"mean_late_us", double(m_lateness) / double(std::max(m_ticks, qint64(1))) / 1000},
            {"worst_late_us", double(m_worst) / 1000},
            {"ticks_lost", double(m_lost)}};
}

} // namespace Bench
