// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/guardedqueue_p.h"
#include "cell/runtime_p.h"

#include <Actors/Core/actorerror.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>

#include <QThread>

#include <algorithm>

namespace Actors::Internal {

namespace {

using Reason = DeadLetter::Reason;

constexpr quint64 IsThere = quint64(1) << 32;

const void *typeOf(const Envelope &envelope)
{
    return envelope.record.table->type(const_cast<Envelope &>(envelope).arguments());
}

//! The end of a watched actor, or a stop once all is handled: not to be lost because others have
//! sent too much.
bool isIndispensable(const Envelope *envelope)
{
    return envelope->record.table->traits & Indispensable;
}

QVariant valueOf(const Envelope &envelope)
{
    const MessageTable *table = envelope.record.table;
    if (!table->variants)
        return {};
    const QVariantList values = table->variants(const_cast<Envelope &>(envelope).arguments());
    return values.size() == 1 ? values.first() : QVariant(values);
}

} // namespace

GuardedQueue::GuardedQueue(Cell &cell, const Mailbox &mailbox)
    : m_cell(cell)
    , m_mailbox(mailbox)
{
}

GuardedQueue::~GuardedQueue()
{
    for (auto &[priority, lane] : m_lanes) {
        for (Envelope *envelope : lane)
            Envelope::destroy(envelope);
    }
}

int GuardedQueue::priorityOf(const Envelope &envelope) const
{
    switch (mailbox().kind) {
    case Mailbox::Kind::Priority:
        if (envelope.priority != 0 || !mailbox().priority)
            return envelope.priority;
        return mailbox().priority(valueOf(envelope));
    case Mailbox::Kind::ControlAware:
        return (envelope.record.table->traits & ControlMessage) || envelope.priority > 0 ? 1 : 0;
    default:
        return 0;
    }
}

bool GuardedQueue::mayBlock() const
{
    return !sender().worker && QThread::currentThread()->loopLevel() == 0;
}

void GuardedQueue::enqueue(Envelope *envelope)
{
    m_lanes[priorityOf(*envelope)].push_back(envelope);
    count(m_size);
    if (m_oldest.load(std::memory_order_relaxed) == 0)
        m_oldest.store(IsThere | envelope->record.stamp, std::memory_order_relaxed);
    m_indispensable += int(isIndispensable(envelope));
    if (!mailbox().limits.empty())
        ++m_counts[typeOf(*envelope)];
}

void GuardedQueue::removed(const Envelope &envelope)
{
    count(m_size, -1);
    if (m_oldest.load(std::memory_order_relaxed) == (IsThere | envelope.record.stamp))
        noteOldest();
    m_indispensable -= int(isIndispensable(&envelope));
    if (!mailbox().limits.empty())
        --m_counts[typeOf(envelope)];
}

bool GuardedQueue::hasRoom() const
{
    return mailbox().capacity <= 0 || m_size - m_indispensable < mailbox().capacity;
}

Envelope *GuardedQueue::takeOldest()
{
    Envelope *oldest = nullptr;
    for (auto lane = m_lanes.rbegin(); !oldest; ++lane) {
        auto &messages = lane->second;
        const auto place = std::find_if_not(messages.begin(), messages.end(), isIndispensable);
        if (place == messages.end())
            continue;
        oldest = *place;
        messages.erase(place);
    }
    removed(*oldest);
    return oldest;
}

Fate GuardedQueue::offer(Envelope *envelope)
{
    const MailboxData &rules = mailbox();
    if (rules.lifetime.count() > 0 && envelope->deadline == 0)
        envelope->deadline = (m_cell.runtime().clock().now() + rules.lifetime).count();

    std::optional<Victim> victim;
    const MailboxData::Limit *exceeded = nullptr;
    bool wanted = false;
    int crossed = -1;
    MarkObserver observer;
    Fate fate = Fate::Accepted;
    {
        std::unique_lock lock(m_mutex);
        const bool counts = !isIndispensable(envelope);
        for (const auto &limit : rules.limits) {
            if (counts && limit.type == typeOf(*envelope) && m_counts[limit.type] >= limit.count)
                exceeded = &limit;
        }
        bool replaced = false;
        if (counts && !exceeded && !m_closed && rules.overflow.policy() == Overflow::Replaces) {
            const MessageTable &table = *envelope->record.table;
            if (const auto key = rules.overflow.key()(table, envelope->arguments())) {
                for (auto &[priority, lane] : m_lanes) {
                    for (Envelope *&waiting : lane) {
                        if (typeOf(*waiting) == typeOf(*envelope)
                            && rules.overflow.key()(*waiting->record.table, waiting->arguments())
                                == key) {
                            victim = Victim{waiting, int(Reason::Coalesced)};
                            envelope->record.stamp = waiting->record.stamp;
                            waiting = envelope;
                            replaced = true;
                            break;
                        }
                    }
                }
            }
        }
        if (!exceeded && !replaced) {
            if (counts && !hasRoom() && rules.overflow.policy() == Overflow::Waits && mayBlock()) {
                m_room.wait_for(lock, rules.overflow.timeout(),
                                [&] { return m_closed || hasRoom(); });
            }
            if (m_closed) {
                victim = Victim{envelope, int(Reason::ActorStopped)};
                fate = Fate::Closed;
            } else if (counts && !hasRoom()) {
                ++m_dropped;
                switch (rules.overflow.policy()) {
                case Overflow::Replaces:
                case Overflow::DropOldest:
                    victim = Victim{takeOldest(), int(Reason::DroppedOldest)};
                    enqueue(envelope);
                    break;
                case Overflow::DropNewest:
                    victim = Victim{envelope, int(Reason::DroppedNewest)};
                    fate = Fate::Full;
                    break;
                case Overflow::Reject:
                    victim = Victim{envelope, int(Reason::Rejected)};
                    fate = Fate::Full;
                    break;
                case Overflow::Waits:
                case Overflow::Fail:
                    victim = Victim{envelope, int(Reason::MailboxFull)};
                    fate = Fate::Full;
                    break;
                }
            } else {
                enqueue(envelope);
            }
        }
        if (!exceeded && fate == Fate::Accepted) {
            wanted = !std::exchange(m_turnWanted, true);
            if (rules.highWater > 0 && !m_above && m_size >= rules.highWater) {
                m_above = true;
                crossed = m_size;
                observer = m_markObserver;
            }
        }
    }
    if (exceeded) {
        switch (exceeded->excess.action()) {
        case Mailbox::Excess::Action::HandOver:
            // What takes its place is counted when it is sent; this one never was.
            m_cell.runtime().sentDirectly.fetch_sub(1, std::memory_order_relaxed);
            exceeded->excess.taker()(m_cell, envelope);
            return Fate::Accepted;
        case Mailbox::Excess::Action::Abort:
            m_cell.perform([cell = &m_cell] {
                cell->fail(
                    ActorError(ActorError::Code::MailboxFull,
                               QStringLiteral("more messages of one type than its limit allows"))
                        .toExceptionPtr());
            });
            [[fallthrough]];
        case Mailbox::Excess::Action::Drop:
            m_cell.bury(envelope, int(Reason::MailboxFull), {}, Cell::Lost::AtTheSend);
            return Fate::Full;
        }
    }
    if (victim) {
        m_cell.bury(victim->envelope, victim->reason, {},
                    victim->envelope == envelope ? Cell::Lost::AtTheSend : Cell::Lost::OnItsWay);
    }
    if (fate == Fate::Full && rules.overflow.policy() == Overflow::Waits && !mayBlock()
        && !m_saidBlock.exchange(true)) {
        report(Diagnostic::BlockActsAsFail, QString(), m_cell.path(),
               QStringLiteral("the sender runs an event loop, which must not block"),
               QStringLiteral("send from a plain thread, or choose another overflow policy"));
    }
    if (observer)
        observer(Mark::High, crossed);
    if (wanted)
        m_cell.perform([cell = &m_cell] { cell->fetchNext(); });
    return fate;
}

Envelope *GuardedQueue::take()
{
    return takeIf({});
}

Envelope *GuardedQueue::takeIf(const std::function<bool(Envelope *)> &admits)
{
    Envelope *found = nullptr;
    int crossed = -1;
    MarkObserver observer;
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[priority, lane] : m_lanes) {
            auto place = lane.begin();
            if (admits)
                place = std::find_if(lane.begin(), lane.end(), admits);
            if (place == lane.end())
                continue;
            found = *place;
            lane.erase(place);
            removed(*found);
            break;
        }
        if (found && m_above && m_size <= mailbox().lowWater) {
            m_above = false;
            crossed = m_size;
            observer = m_markObserver;
        }
    }
    if (found && mailbox().overflow.policy() == Overflow::Waits)
        m_room.notify_one();
    if (observer)
        observer(Mark::Low, crossed);
    return found;
}

std::vector<Envelope *> GuardedQueue::close()
{
    std::vector<Envelope *> rest;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        for (auto &[priority, lane] : m_lanes)
            rest.insert(rest.end(), lane.begin(), lane.end());
        m_lanes.clear();
        m_size.store(0, std::memory_order_relaxed);
        m_oldest.store(0, std::memory_order_relaxed);
        m_indispensable = 0;
    }
    m_room.notify_all();
    return rest;
}

void GuardedQueue::turnBegins()
{
    const std::lock_guard lock(m_mutex);
    m_turnWanted = false;
}

void GuardedQueue::setMarkObserver(MarkObserver observer)
{
    const std::lock_guard lock(m_mutex);
    m_markObserver = std::move(observer);
}

bool GuardedQueue::contains(const std::function<bool(Envelope *)> &admits) const
{
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_lanes.begin(), m_lanes.end(), [&admits](const auto &lane) {
        return std::any_of(lane.second.begin(), lane.second.end(), admits);
    });
}

int GuardedQueue::dropped() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

bool GuardedQueue::isFull() const
{
    const std::lock_guard lock(m_mutex);
    return !hasRoom();
}

std::optional<quint32> GuardedQueue::oldestStamp() const noexcept
{
    const quint64 oldest = m_oldest.load(std::memory_order_relaxed);
    return oldest == 0 ? std::nullopt : std::optional(quint32(oldest));
}

void GuardedQueue::noteOldest()
{
    const Envelope *oldest = nullptr;
    for (const auto &[priority, lane] : m_lanes) {
        if (!lane.empty()
            && (!oldest || qint32(lane.front()->record.stamp - oldest->record.stamp) < 0))
            oldest = lane.front();
    }
    m_oldest.store(oldest ? IsThere | oldest->record.stamp : 0, std::memory_order_relaxed);
}

} // namespace Actors::Internal
