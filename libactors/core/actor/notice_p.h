// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/terminated.h>

namespace Actors::Internal {

//! Tells a watcher, as a message.
void sendTerminated(Cell &watcher, const Terminated &terminated);
//! Tells an actor that no message has come, as a message.
void sendReceiveTimeout(Cell &cell);
//! Tells an object, if it is an Actor, about a value that nobody handles.
void callUnhandled(QObject *object, const QVariant &message);

} // namespace Actors::Internal
