// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/cell.h"

#include <Actors/Core/deadlettersink.h>

namespace Actors::Internal {

//! The message of a dead letter, to be sent again.
class MessagePayload final : public LetterPayload
{
public:
    //! A copy without the asker; null if the message cannot be copied.
    static std::shared_ptr<LetterPayload> of(Envelope &envelope);

    explicit MessagePayload(Envelope *envelope);
    ~MessagePayload() override;

    qsizetype size() const override;
    bool redeliver(const ActorRef &recipient) override;

private:
    Envelope *m_envelope;
};

} // namespace Actors::Internal
