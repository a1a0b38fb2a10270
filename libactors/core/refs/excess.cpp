// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "excess.h"

#include "refs/dynamicmessage_p.h"

namespace Actors::Internal {

TakenMessage::TakenMessage(Envelope *envelope)
    : m_envelope(envelope)
{
}

TakenMessage::~TakenMessage()
{
    if (const AnswerRoute route = takeRoute()) {
        answerFailure(route,
                      ActorError(ActorError::Code::Cancelled,
                                 QStringLiteral("the message was replaced by another, as too many "
                                                "of its type were waiting"))
                          .toExceptionPtr());
    }
    Envelope::destroy(m_envelope);
}

void *TakenMessage::value() const
{
    return const_cast<void *>(m_envelope->record.table->value(m_envelope->arguments()));
}

AnswerRoute TakenMessage::takeRoute()
{
    // Only a request has somebody to be told of a failure, and with it a way of the answer.
    const MessageTable *table = m_envelope->record.table;
    if (!table->fail || !table->route)
        return {};
    return std::exchange(*static_cast<AnswerRoute *>(table->route(m_envelope->arguments())), {});
}

void sendTransformed(Cell &cell, const QVariant &message)
{
    sendDynamic(cell, message, {});
}

} // namespace Actors::Internal
