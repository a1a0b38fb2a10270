// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "workload.h"

namespace Bench {

//! Messages as fast as they can be sent, for a time, of which no more than so many wait.
class Flood
{
public:
    static constexpr qint64 MostWaiting = 10000;
    //! A sender looks at the clock between so many.
    static constexpr qint64 AtOnce = 100;

    explicit Flood(qint64 nanosecondsLong)
        : m_end(nanoseconds() + nanosecondsLong)
    {
    }

    //! The sender: whether the time is over, and it has sent something.
    bool isOver() const { return m_sent > 0 && nanoseconds() >= m_end; }
    //! The sender: whether there is room for AtOnce more, which it then sends.
    bool addsSome()
    {
        if (m_sent - m_handled.load(std::memory_order_acquire) > MostWaiting - AtOnce)
            return false;
        m_sent += AtOnce;
        return true;
    }
    //! The receiver: it does two microseconds of work, and has handled one.
    void handle(qint64 number)
    {
        double work = 0;
        for (int i = 0; i < 50; ++i)
            work += sineWork(double(number + i));
        m_handled.store(m_handled.load(std::memory_order_relaxed) + (work >= 0 ? 1 : 0),
                        std::memory_order_release);
    }

    qint64 handled() const { return m_handled.load(std::memory_order_acquire); }
    //! Once the sender has ended.
    bool isHandled() const { return handled() == m_sent; }

private:
    const qint64 m_end;
    qint64 m_sent = 0; // the sender's
    alignas(64) std::atomic<qint64> m_handled = 0; // the receiver's
};

} // namespace Bench
