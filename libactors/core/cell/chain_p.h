// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/message.h>

#include <QString>

#include <atomic>

namespace Actors::Internal {

/*!
 * One link of a chain of calls: a handler that waits for something. Messages sent below it carry
 * it, and may come back to the actor that waits.
 */
struct ChainLink
{
    std::atomic<int> references = 1;
    ChainLink *above = nullptr;
    QString step; //!< "path.method"
};

//! Whether \a link is \a upper or hangs below it.
bool isBelow(const ChainLink *link, const ChainLink *upper) noexcept;

//! The steps of the chain with the message that closes the circle, from the top.
std::exception_ptr deadlockError(const ChainLink *chain, const Envelope &closing);

} // namespace Actors::Internal
