// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "shortlock.h"

#include <Actors/Core/processor.h>

#include <chrono>
#include <thread>

namespace Actors::Internal {

namespace {

constexpr int LooksBeforeSleep = 64;

} // namespace

void ShortLock::lockSlowly() noexcept
{
    int looks = 0;
    do {
        while (m_isTaken.load(std::memory_order_relaxed)) {
            if (++looks < LooksBeforeSleep)
                pauseProcessor();
            else
                std::this_thread::sleep_for(std::chrono::microseconds(20));
        }
    } while (m_isTaken.exchange(true, std::memory_order_acquire));
}

} // namespace Actors::Internal
