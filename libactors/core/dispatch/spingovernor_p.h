// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "seams/monotonic_p.h"
#include "seams/processor.h"

#include <Actors/Core/actorscore_export.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace Actors::Internal {

/*!
 * \brief Decides how long a thread looks for work before it sleeps.
 *
 * A hand-over between two threads costs tens of microseconds if the receiver sleeps and a tenth
 * of one if it looks. So the thread looks for a while: about a microsecond without leaving the
 * processor, then with a yield between two looks, because the thread that it waits for may need
 * this very core. The allowance doubles when a sender ended the last sleep soon and halves when
 * it did not. While more actor threads are awake than there are cores nobody looks for longer than
 * one yield, in which the others go on: what they send meanwhile spares a sleep each way.
 *
 * The environment variable ACTORS_SPIN_US sets the longest allowance in microseconds: 50 if
 * unset, 0 for none at all. It is read when the governor is made, and meant for benchmarks.
 *
 * Belongs to one thread, except for the static functions.
 */
class ACTORS_CORE_EXPORT SpinGovernor
{
public:
    //! What ended a wait.
    enum class Found {
        Nothing, //!< The allowance or the time until the deadline is used up.
        AtOnce, //!< The first look.
        Spinning, //!< A look before any yield.
        FirstYield, //!< The look after the first yield.
        Later, //!< A look after more than one yield.
    };

    //! What ended a sleep.
    enum class WokenBy {
        Sender, //!< A thread that looking would have noticed.
        Other, //!< A descriptor or a timer: looking would only have delayed it.
    };

    static constexpr std::chrono::nanoseconds Forever = std::chrono::nanoseconds::max();

    explicit SpinGovernor(std::chrono::nanoseconds most = mostByEnvironment());

    //! How long the next wait may take.
    std::chrono::nanoseconds allowance() const { return m_allowance; }

    //! True if the next wait yields at once, because that is what brought the work lately.
    bool yieldsAtOnce() const;

    //! False if the thread should sleep without looking any longer.
    bool maySpin() const { return m_allowance.count() > 0 && awakeThreads() <= cores(); }

    //! Looks until \a look is true, the allowance is used up or \a deadline has come.
    template<typename Look>
    Found wait(Look &&look, std::chrono::nanoseconds deadline = Forever)
    {
        if (look())
            return Found::AtOnce;
        if (!maySpin())
            return m_allowance.count() > 0 ? giveWay(look, deadline) : Found::Nothing;
        const Found found = spin(look, deadline);
        learn(found);
        return found;
    }

    //! Called after each wait that looked more than once.
    void learn(Found found);

    //! Called after each sleep.
    void slept(std::chrono::nanoseconds length, WokenBy by);

    //! \name The actor threads of the process that do not sleep; any thread.
    //! @{
    static void threadAwoke();
    static void threadWentToSleep();
    static int awakeThreads();
    static int cores();
    //! @}

    static std::chrono::nanoseconds mostByEnvironment();

private:
    // About a microsecond on the processors of today; a look at the clock would cost a good part
    // of it.
    static constexpr int PureLooks = 40;
    static constexpr int LooksBeforePause = 8;
    static constexpr int LooksBetweenYields = 8;
    // For so long other threads may keep the processor.
    static constexpr std::chrono::milliseconds LongestTurn{10};

    template<typename Look>
    Found spin(Look &look, std::chrono::nanoseconds deadline)
    {
        if (!yieldsAtOnce()) {
            for (int i = 0; i < PureLooks; ++i) {
                if (look())
                    return Found::Spinning;
                if (i >= LooksBeforePause)
                    pauseProcessor();
            }
        }
        const std::chrono::nanoseconds end = std::min(monotonicNow() + m_allowance, deadline);
        for (Found found = Found::FirstYield;; found = Found::Later) {
            std::this_thread::yield();
            for (int i = 0; i < LooksBetweenYields; ++i) {
                if (look())
                    return i == 0 ? found : Found::Later;
                pauseProcessor();
            }
            if (monotonicNow() >= end || awakeThreads() > cores())
                return Found::Nothing;
        }
    }

    template<typename Look>
    static Found giveWay(Look &look, std::chrono::nanoseconds deadline)
    {
        if (deadline != Forever && deadline - monotonicNow() < LongestTurn)
            return Found::Nothing;
        std::this_thread::yield();
        return look() ? Found::Later : Found::Nothing;
    }

    std::chrono::nanoseconds m_most;
    std::chrono::nanoseconds m_allowance;
    int m_yieldsThatHelped = 0;
    unsigned m_waits = 0;
};

} // namespace Actors::Internal
