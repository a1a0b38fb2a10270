// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/terminated.h>

namespace Actors::Internal {

//! Tells a watcher, as a message.
void sendTerminated(Cell &watcher, const Terminated &terminated);
//! Tells an actor that no message has come, as a message.
void sendReceiveTimeout(Cell &cell);

} // namespace Actors::Internal
