// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/runtime_p.h"
#include "supervision/restarthistory_p.h"

#include <Actors/Core/failure.h>
#include <Actors/Core/supervised.h>
#include <Actors/Core/supervisorstrategy.h>

#include <functional>

namespace Actors {

//! The state of one failure until its verdict.
class SupervisedPrivate
{
public:
    SupervisedPrivate(Internal::Cell &cell, std::shared_ptr<Internal::FailureRecord> failure,
                      std::function<void(Directive, std::optional<SupervisorStrategy>)> verdict);
    ~SupervisedPrivate();

    //! Any thread; the first call counts.
    void decide(Directive directive, const std::optional<SupervisorStrategy> &strategy = {});

    Internal::Cell &cell;
    const std::shared_ptr<Internal::FailureRecord> failure;

private:
    std::atomic<bool> m_decided = false;
    std::function<void(Directive, std::optional<SupervisorStrategy>)> m_verdict;
};

namespace Internal {

struct SupervisionOptions;

/*!
 * \brief Decides what becomes of failed actors: asks whom semantics D2 names, one after the other,
 * and carries the verdict out.
 */
class Supervision final : public Superior
{
public:
    explicit Supervision(Runtime &runtime);

    void failed(Cell &cell, const std::shared_ptr<FailureRecord> &failure) override;
    void tell(Cell &cell, const std::shared_ptr<FailureRecord> &failure, Hook hook) override;

    //! Whether the strategy that will decide on a new actor, as far as it is known, has failed
    //! messages handled again. \a given are its options, or null.
    bool mayRedeliver(const Cell &cell, const SupervisionOptions *given) const;

    //! Asks a named supervisor; false if it is not there.
    std::function<bool(const QString &name, const Supervised &supervised)> askSupervisor;
    std::function<void(const Failure &failure)> escalated;

    std::chrono::nanoseconds timeout = std::chrono::seconds(5);
    SupervisorStrategy topLevel = SupervisorStrategy::topLevel();
    SupervisorStrategy children = SupervisorStrategy::children();

private:
    enum class Step { Parent, Named, Own, ParentStrategy, Default };
    void consult(Cell &cell, const std::shared_ptr<FailureRecord> &failure, Step step);
    void decide(Cell &cell, const std::shared_ptr<FailureRecord> &failure,
                const SupervisorStrategy &strategy, std::optional<Directive> directive);
    void carryOut(Cell &cell, const std::shared_ptr<FailureRecord> &failure,
                  const SupervisorStrategy &strategy, const RestartHistory::Outcome &outcome);
    void forSiblings(Cell &cell, Scope scope, const std::function<void(Cell &)> &act);
    void escalate(Cell &cell, const std::shared_ptr<FailureRecord> &failure);
    Failure failureOf(Cell &cell, const std::shared_ptr<FailureRecord> &failure) const;

    Runtime &m_runtime;
};

//! What supervision keeps for a cell that has failed.
class SupervisionState final : public Attachment
{
public:
    RestartHistory history;
    std::unique_ptr<Appointment> patience;
    int redeliveries = 0; //!< Of the message that failed last.
    quint64 question = 0; //!< Counts the questions asked, so that a late answer is known.
};

} // namespace Internal
} // namespace Actors
