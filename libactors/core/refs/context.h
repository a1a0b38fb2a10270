// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/executioncontext.h>

namespace Actors {

/*!
 * What travels with all that is sent from here: inside an actor that of the message that is
 * handled, elsewhere that of the thread.
 *
 * Each message takes a copy at the send, its receiver sees it while it handles the message and
 * finds it empty afterwards. Valid until the handler returns; of a thread without an actor it stays
 * until it is cleared.
 */
ACTORS_CORE_EXPORT ExecutionContext &executionContext();

} // namespace Actors
