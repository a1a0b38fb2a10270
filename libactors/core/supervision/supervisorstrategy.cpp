// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "supervisorstrategy.h"

#include "messages/exceptiontype_p.h"

#include <Actors/Core/ActorError>

#include <QDebug>
#include <QList>

#include <algorithm>
#include <array>
#include <cmath>

using namespace std::chrono_literals;

namespace Actors {

namespace {

struct Rule
{
    Internal::ErrorMatcher matcher = nullptr;
    QString typeName; // if there is no matcher
    Directive directive = Directive::Restart;

    bool matches(const std::exception_ptr &error) const
    {
        return matcher ? matcher(error) : Internal::isThrownAs(error, typeName);
    }
};

std::chrono::nanoseconds notNegative(std::chrono::nanoseconds time)
{
    return std::max(time, std::chrono::nanoseconds(0));
}

} // namespace

class SupervisorStrategyPrivate : public QSharedData
{
public:
    SupervisorStrategy::Limit &limit(Directive directive)
    {
        return limits.at(std::size_t(directive));
    }

    std::array<SupervisorStrategy::Limit, 4> limits;
    SupervisorStrategy::Backoff backoff;
    QList<Rule> rules;
    Scope scope = Scope::One;
    Directive onLimit = Directive::Escalate;
    Directive otherwise = Directive::Restart;
    RestartMode restartMode = RestartMode::NewInstance;
    ChildrenOnRestart childrenOnRestart = ChildrenOnRestart::ByMode;
    int redeliveries = 0;
};

SupervisorStrategy::SupervisorStrategy()
    : d(new SupervisorStrategyPrivate)
{
    d->limit(Directive::Restart) = {3, 60s, {}};
}

SupervisorStrategy::SupervisorStrategy(const SupervisorStrategyPrivate &data)
    : d(new SupervisorStrategyPrivate(data))
{
}

SupervisorStrategy::SupervisorStrategy(const SupervisorStrategy &other) = default;

SupervisorStrategy &SupervisorStrategy::operator=(const SupervisorStrategy &other) = default;

SupervisorStrategy::~SupervisorStrategy() = default;

SupervisorStrategy SupervisorStrategy::oneForOne()
{
    return {};
}

SupervisorStrategy SupervisorStrategy::allForOne()
{
    return SupervisorStrategy().withScope(Scope::All);
}

SupervisorStrategy SupervisorStrategy::restForOne()
{
    return SupervisorStrategy().withScope(Scope::Rest);
}

SupervisorStrategy SupervisorStrategy::children()
{
    return {};
}

SupervisorStrategy SupervisorStrategy::topLevel()
{
    return SupervisorStrategy()
        .maxRestarts(-1)
        .backoff(100ms, 30s)
        .firstRestart(FirstRestart::AtOnce);
}

SupervisorStrategy SupervisorStrategy::stopping()
{
    return SupervisorStrategy().otherwise(Directive::Stop);
}

SupervisorStrategy SupervisorStrategy::escalating()
{
    return SupervisorStrategy().otherwise(Directive::Escalate);
}

SupervisorStrategy SupervisorStrategy::failFast()
{
    return SupervisorStrategy().withBudget(1, 60s).onLimit(Directive::Stop);
}

SupervisorStrategy SupervisorStrategy::aggressive()
{
    return SupervisorStrategy().withBudget(100, 60s).backoff(10ms, 1s);
}

SupervisorStrategy SupervisorStrategy::oneForAll()
{
    return allForOne();
}

SupervisorStrategy SupervisorStrategy::maxRestarts(int count) const
{
    SupervisorStrategy changed(*d);
    changed.d->limit(Directive::Restart).count = std::max(count, -1);
    return changed;
}

SupervisorStrategy SupervisorStrategy::within(std::chrono::nanoseconds window) const
{
    SupervisorStrategy changed(*d);
    changed.d->limit(Directive::Restart).within = notNegative(window);
    return changed;
}

SupervisorStrategy SupervisorStrategy::withBudget(int maxRestarts,
                                                  std::chrono::nanoseconds window) const
{
    return this->maxRestarts(maxRestarts).within(window);
}

SupervisorStrategy SupervisorStrategy::limit(Directive directive, int count,
                                             std::chrono::nanoseconds window,
                                             std::optional<Directive> then) const
{
    SupervisorStrategy changed(*d);
    changed.d->limit(directive) = {std::max(count, -1), notNegative(window), then};
    return changed;
}

SupervisorStrategy SupervisorStrategy::onLimit(Directive directive) const
{
    SupervisorStrategy changed(*d);
    changed.d->onLimit = directive;
    return changed;
}

SupervisorStrategy SupervisorStrategy::backoff(std::chrono::nanoseconds shortest,
                                               std::chrono::nanoseconds longest, double factor,
                                               double jitter) const
{
    SupervisorStrategy changed(*d);
    Backoff &backoff = changed.d->backoff;
    backoff.shortest = notNegative(shortest);
    backoff.longest = std::max(longest, backoff.shortest);
    backoff.factor = std::isfinite(factor) ? std::max(factor, 1.0) : 2.0;
    backoff.jitter = std::isfinite(jitter) ? std::max(jitter, 0.0) : 0.0;
    return changed;
}

SupervisorStrategy SupervisorStrategy::firstRestart(FirstRestart first) const
{
    SupervisorStrategy changed(*d);
    changed.d->backoff.first = first;
    return changed;
}

SupervisorStrategy SupervisorStrategy::resetAfter(std::chrono::nanoseconds quiet) const
{
    SupervisorStrategy changed(*d);
    changed.d->backoff.resetAfter = notNegative(quiet);
    return changed;
}

SupervisorStrategy SupervisorStrategy::on(const QString &typeName, Directive directive) const
{
    SupervisorStrategy changed(*d);
    changed.d->rules.append({nullptr, typeName, directive});
    return changed;
}

SupervisorStrategy SupervisorStrategy::otherwise(Directive directive) const
{
    SupervisorStrategy changed(*d);
    changed.d->otherwise = directive;
    return changed;
}

SupervisorStrategy SupervisorStrategy::restartMode(RestartMode mode) const
{
    SupervisorStrategy changed(*d);
    changed.d->restartMode = mode;
    return changed;
}

SupervisorStrategy SupervisorStrategy::childrenOnRestart(ChildrenOnRestart children) const
{
    SupervisorStrategy changed(*d);
    changed.d->childrenOnRestart = children;
    return changed;
}

SupervisorStrategy SupervisorStrategy::keepChildren() const
{
    return childrenOnRestart(ChildrenOnRestart::Keep);
}

SupervisorStrategy SupervisorStrategy::stopChildren() const
{
    return childrenOnRestart(ChildrenOnRestart::Stop);
}

SupervisorStrategy SupervisorStrategy::redeliver(int times) const
{
    SupervisorStrategy changed(*d);
    changed.d->redeliveries = std::max(times, 0);
    return changed;
}

Scope SupervisorStrategy::scope() const
{
    return d->scope;
}

int SupervisorStrategy::maxRestarts() const
{
    return limit(Directive::Restart).count;
}

std::chrono::nanoseconds SupervisorStrategy::within() const
{
    return limit(Directive::Restart).within;
}

SupervisorStrategy::Limit SupervisorStrategy::limit(Directive directive) const
{
    return d->limits.at(std::size_t(directive));
}

Directive SupervisorStrategy::onLimit() const
{
    return d->onLimit;
}

SupervisorStrategy::Backoff SupervisorStrategy::backoff() const
{
    Backoff backoff = d->backoff;
    if (backoff.resetAfter == 0ns)
        backoff.resetAfter = backoff.shortest + (backoff.longest - backoff.shortest) / 2;
    return backoff;
}

Directive SupervisorStrategy::otherwise() const
{
    return d->otherwise;
}

RestartMode SupervisorStrategy::restartMode() const
{
    return d->restartMode;
}

ChildrenOnRestart SupervisorStrategy::childrenOnRestart() const
{
    if (d->childrenOnRestart != ChildrenOnRestart::ByMode)
        return d->childrenOnRestart;
    return d->restartMode == RestartMode::InPlace ? ChildrenOnRestart::Keep
                                                  : ChildrenOnRestart::Stop;
}

int SupervisorStrategy::redeliver() const
{
    return d->redeliveries;
}

Internal::Verdict SupervisorStrategy::decide(const std::exception_ptr &error) const
{
    const ActorError reason = errorFrom(error);
    const bool withoutObject = reason.code() == ActorError::Code::StartError
        || reason.code() == ActorError::Code::RestartError;
    const std::exception_ptr cause = withoutObject ? reason.cause() : nullptr;

    Internal::Verdict verdict{d->otherwise, -1};
    if (reason.code() == ActorError::Code::ActorKilled)
        verdict.directive = Directive::Stop;

    if (error) {
        const auto rule =
            std::find_if(d->rules.cbegin(), d->rules.cend(), [&](const Rule &candidate) {
                return candidate.matches(error) || (cause && candidate.matches(cause));
            });
        if (rule != d->rules.cend())
            verdict = {rule->directive, rule - d->rules.cbegin()};
    }

    if (withoutObject && verdict.directive == Directive::Resume)
        verdict.directive = Directive::Restart;
    return verdict;
}

SupervisorStrategy SupervisorStrategy::withRule(Internal::ErrorMatcher matcher,
                                                Directive directive) const
{
    SupervisorStrategy changed(*d);
    changed.d->rules.append({matcher, {}, directive});
    return changed;
}

SupervisorStrategy SupervisorStrategy::withScope(Scope scope) const
{
    SupervisorStrategy changed(*d);
    changed.d->scope = scope;
    return changed;
}

QDebug operator<<(QDebug debug, const SupervisorStrategy &strategy)
{
    const QDebugStateSaver saver(debug);
    const auto seconds = [](std::chrono::nanoseconds time) {
        return QString::number(std::chrono::duration<double>(time).count()) + QStringLiteral(" s");
    };
    debug.nospace().noquote() << "Actors::SupervisorStrategy(" << strategy.scope() << ", otherwise "
                              << strategy.otherwise();
    if (strategy.maxRestarts() < 0)
        debug << ", restarts for ever";
    else
        debug << ", at most " << strategy.maxRestarts() << " restarts in "
              << seconds(strategy.within()) << ", then " << strategy.onLimit();
    const SupervisorStrategy::Backoff backoff = strategy.backoff();
    if (backoff.longest > 0ns)
        debug << ", back-off " << seconds(backoff.shortest) << " to " << seconds(backoff.longest);
    debug << ')';
    return debug;
}

} // namespace Actors
