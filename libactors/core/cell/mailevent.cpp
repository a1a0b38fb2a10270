// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/mailevent_p.h"
#include "cell/runtime_p.h"

#include <Actors/Core/deadletter.h>

#include <memory>

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

MailEvent::MailEvent(Envelope *envelope)
    : QEvent(mailType())
    , m_envelope(envelope)
{
}

MailEvent::~MailEvent()
{
    if (!m_envelope)
        return;
    auto *cell = static_cast<Cell *>(m_envelope->record.target);
    cell->bury(m_envelope, int(DeadLetter::Reason::ActorStopped));
    cell->release();
}

void MailEvent::deliver()
{
    Envelope *envelope = std::exchange(m_envelope, nullptr);
    auto *cell = static_cast<Cell *>(envelope->record.target);
    cell->worker().deliverNow(envelope);
    cell->release();
}

Fate MailEvent::post(Cell &cell, Envelope *envelope)
{
    cell.retain();
    std::unique_ptr<MailEvent> event(new MailEvent(envelope));
    if (!cell.worker().postEvent([]() -> QObject * { return new Postbox; }, event.get()))
        return Fate::Closed; // the event becomes a dead letter
    static_cast<void>(event.release());
    return Fate::Accepted;
}

} // namespace Actors::Internal
