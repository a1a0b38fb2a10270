// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "latencies.h"

#include <QTimer>

namespace Bench {

//! What a window does with the event loop of its thread: a timer at which it paints, sixty times a
//! second, for three milliseconds each. How far its frames are apart says whether it is fluid.
class Frames : public QObject
{
public:
    static constexpr qint64 Interval = 16000000; // nanoseconds

    Frames();
    void begin();
    //! What has passed since the last frame counts as well: it may have been the only one.
    void end();

    //! p50_ns, p99_ns, p999_ns and worst_ns from frame to frame, and percent_in_20_ms.
    std::vector<Figure> figures() const;

private:
    void paint();
    void count(qint64 present);

    QTimer m_timer;
    Latencies m_distances;
    qint64 m_last = 0;
};

} // namespace Bench
