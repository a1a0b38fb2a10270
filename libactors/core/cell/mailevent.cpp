// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/guardedqueue_p.h"
#include "cell/mailevent_p.h"
#include "cell/runtime_p.h"

#include <Actors/Core/deadletter.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace Actors::Internal {

namespace {

//! Receives the mail events of a thread.
class Postbox final : public QObject
{
public:
    bool event(QEvent *event) override
    {
        if (event->type() != MailEvent::mailType())
            return QObject::event(event);
        static_cast<MailEvent *>(event)->deliver();
        return true;
    }
};

} // namespace

QEvent::Type MailEvent::mailType()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

MailEvent::MailEvent(Cell &cell, Envelope *envelope)
    : QEvent(mailType())
    , m_cell(cell)
    , m_envelope(envelope)
{
    m_cell.retain();
    GuardedQueue::Events &events = m_cell.guardedQueue()->events();
    const std::lock_guard lock(events.mutex);
    m_place = events.full.insert(events.full.end(), this);
}

MailEvent::~MailEvent()
{
    if (Envelope *envelope = take(End::Lost))
        m_cell.bury(envelope, int(DeadLetter::Reason::ActorStopped));
    m_cell.release();
}

Envelope *MailEvent::take(End end)
{
    GuardedQueue::Events &events = m_cell.guardedQueue()->events();
    const std::lock_guard lock(events.mutex);
    if (m_envelope) {
        events.full.erase(m_place);
        // Under the lock: whoever asks for the depth finds it on one side or on the other.
        if (end == End::Arrived)
            count(m_cell.arrived);
    }
    return std::exchange(m_envelope, nullptr);
}

Envelope *MailEvent::take(Cell &cell, const std::function<bool(Envelope *)> &isIt)
{
    GuardedQueue::Events &events = cell.guardedQueue()->events();
    const std::lock_guard lock(events.mutex);
    const auto place =
        std::find_if(events.full.begin(), events.full.end(),
                     [&isIt](const MailEvent *event) { return isIt(event->m_envelope); });
    if (place == events.full.end())
        return nullptr;
    MailEvent *event = *place;
    events.full.erase(place);
    return std::exchange(event->m_envelope, nullptr);
}

quint64 MailEvent::depth(const Cell &cell)
{
    const quint64 begun = cell.begun.load(std::memory_order_acquire);
    GuardedQueue::Events &events = cell.guardedQueue()->events();
    const std::lock_guard lock(events.mutex);
    return events.full.size() + cell.arrived.load(std::memory_order_relaxed) - begun;
}

std::optional<quint32> MailEvent::oldestStamp(const Cell &cell)
{
    GuardedQueue::Events &events = cell.guardedQueue()->events();
    const std::lock_guard lock(events.mutex);
    if (events.full.empty())
        return {};
    return events.full.front()->m_envelope->record.stamp;
}

void MailEvent::deliver()
{
    m_cell.worker().deliverNow([this] { return take(End::Arrived); });
}

Fate MailEvent::post(Cell &cell, Envelope *envelope)
{
    std::unique_ptr<MailEvent> event(new MailEvent(cell, envelope));
    if (!cell.worker().postEvent([]() -> QObject * { return new Postbox; }, event.get()))
        return Fate::Closed; // the event becomes a dead letter
    static_cast<void>(event.release());
    return Fate::Accepted;
}

} // namespace Actors::Internal
