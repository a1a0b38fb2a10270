// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <chrono>

#ifdef Q_OS_UNIX
#include <ctime>
#endif

namespace Actors::Internal {

/*!
 * The time by which Qt's timers go, and QElapsedTimer: unlike Clock::real() it stands still while
 * the machine sleeps. For the event dispatcher only; all else asks the Clock of its system.
 */
inline std::chrono::nanoseconds monotonicNow() noexcept
{
#ifdef Q_OS_UNIX
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#else
    return std::chrono::steady_clock::now().time_since_epoch();
#endif
}

} // namespace Actors::Internal
