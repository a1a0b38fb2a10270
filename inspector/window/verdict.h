// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "theme.h"

#include <QString>

#include <chrono>

namespace Actors::Inspector {

//! What of an actor a verdict is built on.
struct ActorReading
{
    Inspection::ActorState state = Inspection::ActorState::Idle;
    qint64 depth = 0;
    std::chrono::nanoseconds oldest{0};
    double in = 0; //!< Messages that come, each second.
    double out = 0; //!< Messages that are handled, each second.
    QString now; //!< The type of the message that is handled; empty for none.
    std::chrono::nanoseconds since{0}; //!< For how long.
    qint64 failed = 0;
    qint64 restarts = 0;
};

//! What is the matter with an actor, in a sentence, and how bad it is.
struct Verdict
{
    Tone tone = Tone::Good;
    QString text;
};

//! The first rule that fits \a reading decides; the last one always fits.
Verdict verdict(const ActorReading &reading);

} // namespace Actors::Inspector
