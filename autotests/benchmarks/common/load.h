// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "workload.h"

#include <utility>

namespace Bench {

/*!
 * What saturates threads: on each a ring whose members pass tokens to the next without end, each
 * thread for itself. So many messages always wait, and no more.
 */
class Load
{
public:
    static constexpr int TokensEach = 10;

    //! The members of \a threads rings, each of which has a token, share one.
    explicit Load(int threads)
        : m_running(threads * TokensEach)
        , m_ended(threads * TokensEach)
    {
    }
    //! To be called by the member that a token has come to, with how often it was passed on; says
    //! whether to pass it on.
    bool goesOn(qint64 hops)
    {
        if (hops == 0)
            m_running.arrive();
        if (!m_isOver.load(std::memory_order_relaxed))
            return true;
        m_hops.add(hops);
        m_ended.arrive();
        return false;
    }
    //! Before the first token goes.
    void begin() { m_start = now(); }
    //! Waits until all tokens are on their way.
    void settle() { m_running.wait(); }
    //! Waits until no token is, and says how many messages a second there were.
    double end()
    {
        m_isOver.store(true, std::memory_order_relaxed);
        m_ended.wait();
        return double(m_hops.value()) / (now() - m_start);
    }

private:
    std::atomic<bool> m_isOver = false;
    Gate m_running;
    Gate m_ended;
    Sum m_hops;
    double m_start = 0;
};

class Threads;

//! Saturates threads until it is over.
class Saturation
{
public:
    //! The first \a count of \a threads, at most two.
    Saturation(Threads &threads, int count);
    ~Saturation() { end(); }
    Q_DISABLE_COPY_MOVE(Saturation)

    //! How many messages a second there were; 0 if there are no such threads.
    double end() { return std::exchange(m_isRunning, false) ? m_load.end() : 0; }

private:
    Load m_load;
    bool m_isRunning;
};

} // namespace Bench
