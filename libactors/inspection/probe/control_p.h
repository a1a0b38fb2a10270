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

//! Whether the asker may do what changes something at \a path; if not, it is told so, and the try
//! is written down.
bool isAllowed(const Request &request, const QString &path, const Asker &asker,
               const ProbeState &state, const std::function<void(const Verdict &)> &then);

//! Writes a try to change something down.
void audit(const Request &request, const QString &path, const Asker &asker, const QString &result);

} // namespace Actors::Inspection
