// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "deadlettersink.h"

namespace Actors {

LetterPayload::~LetterPayload() = default;

LetterSource::~LetterSource() = default;

QString LetterSource::senderPath() const
{
    return {};
}

QString LetterSource::senderThread() const
{
    return {};
}

QString LetterSource::representation() const
{
    return {};
}

QString LetterSource::explanation() const
{
    return {};
}

qsizetype LetterSource::payloadSize() const
{
    return 0;
}

std::shared_ptr<LetterPayload> LetterSource::copyPayload() const
{
    return {};
}

DeadLetterSink::~DeadLetterSink() = default;

} // namespace Actors
