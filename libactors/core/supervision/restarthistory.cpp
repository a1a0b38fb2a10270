// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "restarthistory_p.h"

#include <Actors/Core/Random>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace std::chrono_literals;

namespace Actors {

namespace {

std::chrono::nanoseconds delayOf(const SupervisorStrategy::Backoff &backoff, int step,
                                 Random &random)
{
    if (backoff.shortest <= 0ns)
        return 0ns;
    const double raised = double(backoff.shortest.count()) * std::pow(backoff.factor, step);
    double delay = std::min(raised, double(backoff.longest.count()));
    if (backoff.jitter > 0)
        delay *= 1.0 + random.nextReal() * backoff.jitter;
    // A quarter of the range is 73 years: sums with the present cannot overflow.
    constexpr double longest = double(std::numeric_limits<qint64>::max()) / 4;
    return std::chrono::nanoseconds(std::llround(std::min(delay, longest)));
}

} // namespace

RestartHistory::Outcome RestartHistory::next(const SupervisorStrategy &strategy, Directive decided,
                                             std::chrono::nanoseconds now, Random &random)
{
    Outcome outcome;
    outcome.directive = decided;

    std::array<bool, 4> exhausted{};
    SupervisorStrategy::Limit limit = strategy.limit(decided);
    while (!hasRoom(outcome.directive, limit, now)) {
        outcome.bounds = Bounds::Reached;
        exhausted[std::size_t(outcome.directive)] = true;
        outcome.directive = limit.then.value_or(strategy.onLimit());
        if (exhausted[std::size_t(outcome.directive)])
            outcome.directive = Directive::Escalate;
        if (exhausted[std::size_t(outcome.directive)]) {
            outcome.directive = Directive::Stop;
            limit = {};
            break;
        }
        limit = strategy.limit(outcome.directive);
    }

    if (limit.count > 0)
        times(outcome.directive).push_back(now);
    if (outcome.directive == Directive::Restart)
        outcome.delay = delayRestart(strategy.backoff(), now, random);

    const SupervisorStrategy::Limit restarts = strategy.limit(Directive::Restart);
    if (restarts.count >= 0) {
        hasRoom(Directive::Restart, restarts, now);
        outcome.restartsInWindow = int(times(Directive::Restart).size());
    } else {
        outcome.restartsInWindow = m_restartsSinceQuiet;
    }
    return outcome;
}

bool RestartHistory::hasRoom(Directive directive, const SupervisorStrategy::Limit &limit,
                             std::chrono::nanoseconds now)
{
    Times &past = times(directive);
    if (limit.count < 0) {
        past.clear();
        return true;
    }
    if (limit.within > 0ns) {
        const auto oldest = std::find_if(past.cbegin(), past.cend(),
                                         [&](auto time) { return now - time < limit.within; });
        past.erase(past.cbegin(), oldest);
    }
    return past.size() < std::size_t(limit.count);
}

std::chrono::nanoseconds RestartHistory::delayRestart(const SupervisorStrategy::Backoff &backoff,
                                                      std::chrono::nanoseconds now, Random &random)
{
    if (backoff.resetAfter > 0ns && now - m_restartedAt >= backoff.resetAfter)
        m_restartsSinceQuiet = 0;

    const int step = m_restartsSinceQuiet - (backoff.first == FirstRestart::AtOnce ? 1 : 0);
    const std::chrono::nanoseconds delay = step < 0 ? 0ns : delayOf(backoff, step, random);
    if (m_restartsSinceQuiet < std::numeric_limits<int>::max())
        ++m_restartsSinceQuiet;
    m_restartedAt = now + delay;
    return delay;
}

} // namespace Actors
