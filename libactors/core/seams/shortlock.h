// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <atomic>

namespace Actors::Internal {

/*!
 * \brief Keeps others out for some tens of instructions that neither wait nor call foreign code.
 *
 * A lock as std::lock_guard wants it; half the price of a std::mutex, as nobody is told that it is
 * free: whoever finds it taken looks again, and soon sleeps in between, so that a thread of lower
 * priority can go on.
 */
class ShortLock
{
public:
    void lock() noexcept
    {
        if (m_isTaken.exchange(true, std::memory_order_acquire)) [[unlikely]]
            lockSlowly();
    }
    void unlock() noexcept { m_isTaken.store(false, std::memory_order_release); }

private:
    ACTORS_CORE_EXPORT void lockSlowly() noexcept;

    std::atomic<bool> m_isTaken = false;
};

} // namespace Actors::Internal
