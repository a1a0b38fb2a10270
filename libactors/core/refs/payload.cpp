// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/runtime_p.h"
#include "refs/payload_p.h"

#include <Actors/Core/actorref.h>

#include <cstring>

namespace Actors::Internal {

std::shared_ptr<LetterPayload> MessagePayload::of(Envelope &envelope)
{
    Envelope *copy = envelope.clone();
    if (!copy)
        return nullptr;
    // Whoever asked has been told that there is no answer.
    if (const MessageTable *table = copy->record.table; table->route)
        std::memset(table->route(copy->arguments()), 0, RouteSize);
    return std::make_shared<MessagePayload>(copy);
}

MessagePayload::MessagePayload(Envelope *envelope)
    : m_envelope(envelope)
{
}

MessagePayload::~MessagePayload()
{
    Envelope::destroy(m_envelope);
}

qsizetype MessagePayload::size() const
{
    return qsizetype(sizeof(Envelope)) + m_envelope->record.table->size;
}

bool MessagePayload::redeliver(const ActorRef &recipient)
{
    Envelope *again = recipient.cell() ? m_envelope->clone() : nullptr;
    if (!again)
        return false;
    again->record.target = recipient.cell();
    again->deadline = 0;
    return recipient.cell()->acceptForeign(again) == Fate::Accepted;
}

} // namespace Actors::Internal
