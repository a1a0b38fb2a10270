// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "context.h"

#include "dispatch/worker_p.h"

namespace Actors {

ExecutionContext &executionContext()
{
    Internal::Sender &sender = Internal::sender();
    if (!sender.ambience) {
        static thread_local Internal::Ambience ofThread;
        sender.ambience = sender.current ? &sender.worker->ambience() : &ofThread;
    }
    return sender.ambience->context;
}

} // namespace Actors
