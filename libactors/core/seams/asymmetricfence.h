// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <atomic>

namespace Actors::Internal {

/*!
 * \name Asymmetric fences
 *
 * Two threads that each write, fence and then read what the other writes cannot both miss it. Where
 * one of them does so much more often than the other, it fences lightly, which costs nothing and
 * keeps the compiler in order only, and the other one heavily, which makes every running thread of
 * the process pass a full barrier and costs microseconds.
 *
 * As in P1202 of the C++ committee; heavyFence() is membarrier() of Linux.
 */
//! \{
//! Whether there is a heavyFence() here: where there is none, both sides must fence by themselves.
ACTORS_CORE_EXPORT bool hasHeavyFence() noexcept;
//! Only where hasHeavyFence().
ACTORS_CORE_EXPORT void heavyFence() noexcept;
inline void lightFence() noexcept
{
    std::atomic_signal_fence(std::memory_order_seq_cst);
}
//! \}

} // namespace Actors::Internal
