// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/side_p.h"
#include "supervision/supervision_p.h"
#include "supervision/supervisionoptions_p.h"

#include <Actors/Core/diagnostics.h>
#include <Actors/Core/instrumentation.h>

#include <QMetaEnum>

#include <algorithm>

namespace Actors {

// ---------------------------------------------------------------- Supervised

SupervisedPrivate::SupervisedPrivate(
    Internal::Cell &failed, std::shared_ptr<Internal::FailureRecord> record,
    std::function<void(Directive, std::optional<SupervisorStrategy>)> verdict)
    : cell(failed)
    , failure(std::move(record))
    , m_verdict(std::move(verdict))
{
    cell.retain();
}

SupervisedPrivate::~SupervisedPrivate()
{
    cell.release();
}

void SupervisedPrivate::decide(Directive directive,
                               const std::optional<SupervisorStrategy> &strategy)
{
    if (m_decided.exchange(true))
        return;
    cell.perform([verdict = m_verdict, directive, strategy] { verdict(directive, strategy); });
}

Supervised::Supervised(std::shared_ptr<SupervisedPrivate> priv)
    : d(std::move(priv))
{
}

ActorRef Supervised::actor() const
{
    return d ? ActorRef(&d->cell) : ActorRef();
}

QString Supervised::address() const
{
    return d ? d->cell.path() : QString();
}

Failure Supervised::failure() const
{
    return d ? Failure(d->failure, actor()) : Failure();
}

ActorError Supervised::error() const
{
    return failure().error();
}

QString Supervised::message() const
{
    return failure().message();
}

ExecutionContext Supervised::context() const
{
    return failure().context();
}

void Supervised::resume() const
{
    decide(Directive::Resume);
}

void Supervised::restart() const
{
    decide(Directive::Restart);
}

void Supervised::restartWithin(std::chrono::nanoseconds period, int intensity, Scope scope) const
{
    auto strategy = scope == Scope::All ? SupervisorStrategy::allForOne()
        : scope == Scope::Rest          ? SupervisorStrategy::restForOne()
                                        : SupervisorStrategy::oneForOne();
    if (d)
        d->decide(Directive::Restart,
                  strategy.maxRestarts(intensity).within(period).onLimit(Directive::Stop));
}

void Supervised::stop(Scope scope) const
{
    if (!d)
        return;
    d->decide(Directive::Stop,
              scope == Scope::One ? SupervisorStrategy::oneForOne()
                                  : SupervisorStrategy::allForOne());
}

void Supervised::escalate() const
{
    decide(Directive::Escalate);
}

void Supervised::suspend() const { }

void Supervised::decide(Directive directive) const
{
    if (d)
        d->decide(directive);
}

void Supervised::decide(Directive directive, const SupervisorStrategy &strategy) const
{
    if (d)
        d->decide(directive, strategy);
}

namespace Internal {

SpawnOptions::~SpawnOptions() = default;

namespace {

//! A supervisor that does not answer does not decide.
class Patience final : public Appointment
{
public:
    Patience(Worker &worker, std::chrono::nanoseconds time, std::function<void()> over)
        : m_worker(worker)
        , m_over(std::move(over))
    {
        worker.insert(*this, worker.now() + time, Worker::Wheel::Supervision);
    }
    ~Patience() override
    {
        if (isQueued())
            m_worker.remove(*this, Worker::Wheel::Supervision);
    }
    void happen() override
    {
        const auto over = m_over;
        over();
    }

private:
    Worker &m_worker;
    std::function<void()> m_over;
};

SupervisionState &stateOf(Cell &cell)
{
    auto *state = static_cast<SupervisionState *>(cell.attachment(Cell::Keeper::Supervision));
    if (!state) {
        cell.attach(Cell::Keeper::Supervision, std::make_unique<SupervisionState>());
        state = static_cast<SupervisionState *>(cell.attachment(Cell::Keeper::Supervision));
    }
    return *state;
}

} // namespace

Supervision::Supervision(Runtime &runtime)
    : m_runtime(runtime)
{
}

bool Supervision::mayRedeliver(const Cell &cell, const SupervisionOptions *given) const
{
    if (given && given->strategy)
        return given->strategy->redeliver() > 0;
    if (const Blueprint &blueprint = *cell.blueprint(); blueprint.has(Blueprint::DeclaresStrategy))
        return blueprint.incarnation().classStrategy()->redeliver() > 0;
    const Cell *parent = cell.parent();
    if (!parent->blueprint())
        return topLevel.redeliver() > 0;
    std::optional<SupervisorStrategy> wanted;
    if (parent->object() && sender().worker == &parent->worker()) {
        // What it throws is its failure when it has to decide.
        Cell::caught([&] {
            wanted = parent->blueprint()->incarnation().supervisorStrategy(parent->object());
        });
    }
    return wanted.value_or(children).redeliver() > 0;
}

Failure Supervision::failureOf(Cell &cell, const std::shared_ptr<FailureRecord> &failure) const
{
    return failure ? Failure(failure, ActorRef(&cell)) : Failure();
}

void Supervision::tell(Cell &cell, const std::shared_ptr<FailureRecord> &failure, Hook hook)
{
    (cell.blueprint()->incarnation().*hook)(cell.object(), failureOf(cell, failure));
}

void Supervision::failed(Cell &cell, const std::shared_ptr<FailureRecord> &failure)
{
    consult(cell, failure, Step::Parent);
}

void Supervision::consult(Cell &cell, const std::shared_ptr<FailureRecord> &failure, Step step)
{
    SupervisionState &state = stateOf(cell);
    state.patience.reset();
    const quint64 question = ++state.question;
    // Whoever is asked elsewhere answers on this cell's thread, unless it is too late then.
    const auto isCurrent = [&cell, question] {
        return cell.state() != Cell::State::Stopping && cell.state() != Cell::State::Stopped
            && stateOf(cell).question == question;
    };
    const auto waitFor = [&](Step next) {
        state.patience = std::make_unique<Patience>(cell.worker(), timeout,
                                                    [this, &cell, failure, next, isCurrent] {
                                                        if (isCurrent())
                                                            consult(cell, failure, next);
                                                    });
    };
    Cell *parent = cell.parent();
    const bool hasActorAbove = parent && parent->blueprint();
    const auto options = std::dynamic_pointer_cast<const SupervisionOptions>(cell.options());

    switch (step) {
    case Step::Parent:
        if (!hasActorAbove) {
            consult(cell, failure, Step::Named);
            return;
        }
        waitFor(Step::Named);
        cell.retain();
        parent->perform([this, parent, &cell, failure, isCurrent] {
            std::optional<Directive> directive;
            if (parent->object()) {
                if (const auto error = parent->call([&] {
                        directive = parent->blueprint()->incarnation().onChildFailure(
                            parent->object(), ActorRef(&cell), failureOf(cell, failure));
                    }))
                    parent->logHook("onChildFailure()", error);
            }
            cell.perform([this, &cell, failure, directive, isCurrent] {
                if (isCurrent()) {
                    if (directive)
                        decide(cell, failure, children, directive);
                    else
                        consult(cell, failure, Step::Named);
                }
                cell.release();
            });
        });
        return;

    case Step::Named: {
        const QString name = options ? options->supervisor : QString();
        if (name.isEmpty() || !askSupervisor) {
            consult(cell, failure, Step::Own);
            return;
        }
        waitFor(Step::Own);
        const Supervised supervised(std::make_shared<SupervisedPrivate>(
            cell, failure,
            [this, &cell, failure, isCurrent](Directive directive, const auto &strategy) {
                if (isCurrent())
                    decide(cell, failure, strategy.value_or(SupervisorStrategy::oneForOne()),
                           directive);
            }));
        if (!askSupervisor(name, supervised))
            consult(cell, failure, Step::Own);
        return;
    }

    case Step::Own: {
        if (options && options->strategy) {
            decide(cell, failure, *options->strategy, {});
            return;
        }
        if (const auto declared = cell.blueprint()->incarnation().classStrategy()) {
            decide(cell, failure, *declared, {});
            return;
        }
        consult(cell, failure, Step::ParentStrategy);
        return;
    }

    case Step::ParentStrategy:
        if (!hasActorAbove) {
            consult(cell, failure, Step::Default);
            return;
        }
        waitFor(Step::Default);
        cell.retain();
        parent->perform([this, parent, &cell, failure, isCurrent] {
            std::optional<SupervisorStrategy> strategy;
            if (parent->object()) {
                if (const auto error = parent->call([&] {
                        strategy =
                            parent->blueprint()->incarnation().supervisorStrategy(parent->object());
                    }))
                    parent->fail(error);
            }
            cell.perform([this, &cell, failure, strategy, isCurrent] {
                if (isCurrent())
                    decide(cell, failure, strategy.value_or(children), {});
                cell.release();
            });
        });
        return;

    case Step::Default:
        decide(cell, failure, hasActorAbove ? children : topLevel, {});
        return;
    }
}

void Supervision::decide(Cell &cell, const std::shared_ptr<FailureRecord> &failure,
                         const SupervisorStrategy &strategy, std::optional<Directive> directive)
{
    SupervisionState &state = stateOf(cell);
    state.patience.reset();
    ++state.question;
    // Where nobody could know it before.
    if (strategy.redeliver() > 0)
        cell.expectRedelivery();
    const Directive decided = directive.value_or(strategy.decide(failure->error).directive);
    RestartHistory::Outcome outcome =
        state.history.next(strategy, decided, m_runtime.clock().now(), *m_runtime.random);
    // An actor that has not started has nothing to go on with.
    if (outcome.directive == Directive::Resume && failure->phase != FailureRecord::Phase::Message
        && failure->phase != FailureRecord::Phase::Child)
        outcome.directive = Directive::Restart;
    if (Instrumentation *observer = m_runtime.instrumentation.load(std::memory_order_relaxed)) {
        observer->decided(cell.id().toInteger(),
                          QMetaEnum::fromType<Directive>().valueToKey(int(outcome.directive)),
                          outcome.delay);
    }
    carryOut(cell, failure, strategy, outcome);
}

void Supervision::forSiblings(Cell &cell, Scope scope, const std::function<void(Cell &)> &act)
{
    Cell *parent = cell.parent();
    cell.retain();
    const auto visit = [&cell, scope, act](const std::vector<Cell *> &siblings) {
        bool later = false;
        for (Cell *sibling : siblings) {
            if (sibling == &cell) {
                later = true;
                continue;
            }
            if (scope == Scope::All || later)
                sibling->perform([sibling, act] { act(*sibling); });
        }
        cell.release();
    };
    if (parent->blueprint()) {
        parent->perform([parent, visit] { visit(parent->children()); });
        return;
    }
    std::vector<Cell *> siblings;
    m_runtime.forEach([&](Cell &other) {
        if (other.parent() == parent && other.blueprint() && !other.isStopped())
            siblings.push_back(&other);
    });
    std::sort(siblings.begin(), siblings.end(),
              [](Cell *left, Cell *right) { return left->birth() < right->birth(); });
    visit(siblings);
}

void Supervision::carryOut(Cell &cell, const std::shared_ptr<FailureRecord> &failure,
                           const SupervisorStrategy &strategy,
                           const RestartHistory::Outcome &outcome)
{
    Cell::Restart plan;
    plan.delay = outcome.delay;
    plan.object = strategy.restartMode() == RestartMode::InPlace ? Cell::Restart::Object::Same
                                                                 : Cell::Restart::Object::New;
    const bool keep = strategy.childrenOnRestart() == ChildrenOnRestart::Keep
        || (strategy.childrenOnRestart() == ChildrenOnRestart::ByMode
            && strategy.restartMode() == RestartMode::InPlace);
    plan.children = keep ? Cell::Restart::Children::Keep : Cell::Restart::Children::Stop;

    switch (outcome.directive) {
    case Directive::Resume:
        cell.resumeAfterFailure(failure);
        return;
    case Directive::Restart: {
        if (strategy.scope() != Scope::One) {
            forSiblings(cell, strategy.scope(), [plan](Cell &sibling) {
                sibling.suspend(Cell::Cause::Failure);
                sibling.restart(plan);
            });
        }
        SupervisionState &state = stateOf(cell);
        if (failure->envelope) {
            if (!(failure->envelope->flags & Envelope::Redelivered))
                state.redeliveries = 0;
            if (++state.redeliveries > strategy.redeliver())
                cell.giveUpCopy(*failure);
        }
        plan.failure = failure;
        cell.restart(plan);
        return;
    }
    case Directive::Stop:
        if (strategy.scope() != Scope::One) {
            forSiblings(cell, strategy.scope(), [](Cell &sibling) {
                sibling.beginStop(QStringLiteral("its supervisor, as a sibling failed"));
            });
        }
        cell.beginStop(
            QStringLiteral("its supervisor, after %1").arg(errorFrom(failure->error).text()));
        return;
    case Directive::Escalate:
        escalate(cell, failure);
        return;
    }
}

void Supervision::escalate(Cell &cell, const std::shared_ptr<FailureRecord> &failure)
{
    Cell *parent = cell.parent();
    if (!parent || !parent->blueprint()) {
        report(
            Diagnostic::FailureReachedGuardian, QString(), cell.path(),
            errorFrom(failure->error).text(),
            QStringLiteral("give the actor or its parent a strategy that decides on this error"));
        if (escalated)
            escalated(failureOf(cell, failure));
        cell.beginStop(
            QStringLiteral("its guardian, after %1").arg(errorFrom(failure->error).text()));
        return;
    }
    cell.retain();
    parent->perform([parent, &cell, failure] {
        auto above = std::make_shared<FailureRecord>();
        above->error = failure->error;
        above->message = failure->message;
        above->context = failure->context;
        above->phase = FailureRecord::Phase::Child;
        // When the parent goes on, so does the child.
        parent->whenDecided([&cell, failure](const std::exception_ptr &) {
            cell.perform([&cell, failure] {
                cell.resumeAfterFailure(failure);
                cell.release();
            });
        });
        parent->fail(above);
    });
}

} // namespace Internal
} // namespace Actors
