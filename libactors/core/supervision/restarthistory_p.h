// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/SupervisorStrategy>

#include <array>
#include <chrono>
#include <vector>

namespace Actors {

class Random;

/*!
 * \brief What was decided about one child so far, as far as limits and back-off need to know.
 *
 * Made at the first failure of the child. It remembers at most as many times as a limit allows
 * decisions. Belongs to one thread, that of the supervisor.
 */
class RestartHistory
{
public:
    enum class Bounds {
        Kept, //!< The directive is the one that was decided.
        Reached, //!< A limit was reached, and the directive is what follows then.
    };

    struct Outcome
    {
        Directive directive = Directive::Escalate;
        std::chrono::nanoseconds delay{0}; //!< How long a restart waits; else zero.
        /*!
         * The restarts in the window, with this one. Where they are not limited: since the last
         * quiet time.
         */
        int restartsInWindow = 0;
        Bounds bounds = Bounds::Kept;
    };

    /*!
     * What becomes of \a decided at \a now under the limits and the back-off of \a strategy.
     *
     * Counts the outcome as done. The times of successive calls must not go back.
     */
    Outcome next(const SupervisorStrategy &strategy, Directive decided,
                 std::chrono::nanoseconds now, Random &random);

private:
    using Times = std::vector<std::chrono::nanoseconds>;

    Times &times(Directive directive) { return m_times[std::size_t(directive)]; }
    bool hasRoom(Directive directive, const SupervisorStrategy::Limit &limit,
                 std::chrono::nanoseconds now);
    std::chrono::nanoseconds delayRestart(const SupervisorStrategy::Backoff &backoff,
                                          std::chrono::nanoseconds now, Random &random);

    std::array<Times, 4> m_times; // the oldest first
    std::chrono::nanoseconds m_restartedAt{0};
    int m_restartsSinceQuiet = 0;
};

} // namespace Actors
