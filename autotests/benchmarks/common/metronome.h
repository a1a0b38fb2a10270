// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "workload.h"

#include <QTimer>

namespace Bench {

//! A precise QTimer of one millisecond, and how late it is.
class Metronome : public QObject
{
public:
    explicit Metronome(Gate &done);
    //! In the thread of this object, which arrives at the gate after so many ticks.
    void start(qint64 ticks);

    //! Once it has arrived: mean_late_us, worst_late_us and ticks_lost.
    std::vector<Figure> figures() const;
    qint64 ticks() const { return m_ticks; }

private:
    void tick();

    QTimer m_timer;
    Gate &m_done;
    qint64 m_due = 0; // nanoseconds
    qint64 m_left = 0;
    qint64 m_ticks = 0;
    qint64 m_lost = 0;
    qint64 m_lateness = 0; // of all ticks
    qint64 m_worst = 0;
};

} // namespace Bench
