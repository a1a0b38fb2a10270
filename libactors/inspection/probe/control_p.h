// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "probe/verbs_p.h"

#include <Actors/Core/actorref.h>

namespace Actors::Inspection {

//! Whether a verb changes something.
bool isControl(const QString &verb);

//! Does what \a request wants of \a actor, if the asker may; every try is written down in the audit
//! log.
void control(const Request &request, const ActorRef &actor, const Asker &asker, ProbeState &state,
             const std::function<void(const Verdict &)> &then);

} // namespace Actors::Inspection
