// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/cell.h"
#include "cell/chain_p.h"
#include "cell/childlist_p.h"
#include "cell/guardedqueue_p.h"
#include "cell/spawnoptions_p.h"
#include "dispatch/worker_p.h"

#include <deque>
#include <functional>
#include <vector>

namespace Actors::Internal {

//! What most cells never need.
struct Cell::Side
{
    //! Messages wait in the guarded mailbox.
    bool hasGuarded() const { return guarded && guarded->size() > 0; }
    //! Somebody is to be told of its end.
    bool isAwaited() const { return !whenStopped.empty() || !whenDecided.empty(); }
    bool isSuspended() const { return suspendedBy != 0 || suspendedByAncestors > 0; }
    //! Of itself, or one above it.
    bool hasFailed() const
    {
        return suspendedByAncestors > 0 || (suspendedBy & (1U << quint32(Cause::Failure)));
    }

    bool admits(const Envelope &envelope) const
    {
        switch (reentrancy) {
        case Reentrancy::Strict:
            return isInChain(envelope) && envelope.record.table->kind == MessageKind::Answer;
        case Reentrancy::CallChain:
            return isInChain(envelope);
        case Reentrancy::Interleave:
            return isInChain(envelope) || (envelope.record.table->traits & ReadOnlyHandler);
        case Reentrancy::Full:
            return true;
        }
        Q_UNREACHABLE();
    }

    bool isInChain(const Envelope &envelope) const
    {
        for (const Envelope *ongoing : unfinished) {
            if (ongoing->key != 0
                && isBelow(envelope.ambience.chain, reinterpret_cast<ChainLink *>(ongoing->key)))
                return true;
        }
        return false;
    }

    bool wouldDeadlock(const Envelope &envelope) const
    {
        return reentrancy == Reentrancy::Strict && envelope.record.table->fail
            && isInChain(envelope);
    }
    std::exception_ptr deadlock(const Envelope &envelope) const
    {
        return deadlockError(envelope.ambience.chain, envelope);
    }

    //! Takes one of the messages that \a cell holds. Without them nothing has to wait behind them.
    Envelope *takeHeld(Cell &cell, const std::deque<Envelope *>::iterator &place)
    {
        Envelope *envelope = *place;
        held.erase(place);
        waiting.fetch_sub(1, std::memory_order_relaxed);
        oldestHeld.store(held.empty() ? 0 : held.front()->record.stamp, std::memory_order_relaxed);
        if (held.empty())
            cell.m_hindrances &= ~quint32(Crowded);
        return envelope;
    }

    // Observers may look.
    std::unique_ptr<GuardedQueue> guarded; //!< Made before others know the cell.
    std::atomic<quint64> waiting = 0;
    std::atomic<quint64> failures = 0;
    std::atomic<quint64> restarts = 0;
    std::atomic<quint64> plainCalls = 0; //!< Queued calls of Qt that came to the object.
    std::atomic<quint32> oldestHeld = 0; //!< The stamp of the message held for longest.
    std::atomic<quint32> suspendedBy = 0; //!< A bit for each Cause.
    std::atomic<int> suspendedByAncestors = 0;
    std::shared_ptr<const SpawnOptions> options;
    ChildList children;
    std::deque<Envelope *> held;
    std::deque<Envelope *> lost; //!< Waited when the actor stopped; become dead letters in turns.
    std::vector<Envelope *>
        unfinished; //!< Messages whose handlers have not finished; key is the link of the chain.
    std::vector<const void *> cancelled; //!< Requests under way that nobody wants any more.
    std::vector<std::function<void()>> postponed;
    std::vector<Completion> whenStarted;
    std::vector<Completion> whenStopped;
    std::vector<Completion> whenDecided;
    std::unique_ptr<Attachment> attachments[int(Keeper::Count)];
    Attachment *attentive[int(Keeper::Count)] = {};
    std::shared_ptr<FailureRecord> failing; //!< The failure that waits for its decision.
    Envelope *copy =
        nullptr; //!< Of the message that is handled, whose handler takes its arguments.
    std::byte route[RouteSize] = {}; //!< Of the message that is handled, once it was put aside.
    Cell *forwardTo = nullptr; //!< Who gets the message that was put aside; null for the stash.
    bool leavesArguments = false;
    int holds = 0;
    int throughput = 0;
    std::exception_ptr holdError;
    std::function<void(const std::exception_ptr &)> afterHolds;
    std::function<void()> afterChildren;
    std::unique_ptr<Appointment> restartLater;
    QString cause;
    std::exception_ptr stopError;
    std::exception_ptr startError; //!< What its first start failed with.
    Reentrancy reentrancy = Reentrancy::CallChain;
    bool scheduled = false;
    bool passedOn = false; //!< The children were suspended with it.
    bool keepsCopies = false; //!< Of messages whose handlers take their arguments.
    bool redelivers = false; //!< A message that failed may be handled again.
};

template<class Tell>
void Cell::tellAttachments(Tell tell)
{
    if (!m_side)
        return;
    for (const auto &attachment : m_side->attachments) {
        if (attachment)
            tell(*attachment);
    }
}

} // namespace Actors::Internal
