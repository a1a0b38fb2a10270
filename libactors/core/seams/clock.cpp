// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "clock.h"

#include <ctime>

namespace Actors {

namespace {

class RealClock final : public Clock
{
public:
    std::chrono::nanoseconds now() const override
    {
#ifdef CLOCK_BOOTTIME
        timespec time{};
        clock_gettime(CLOCK_BOOTTIME, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#else
        return std::chrono::steady_clock::now().time_since_epoch();
#endif
    }
};

} // namespace

Clock::~Clock() = default;

std::chrono::milliseconds Clock::wallTime() const
{
    const auto time = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::floor<std::chrono::milliseconds>(time);
}

Clock *Clock::real()
{
    // Never destroyed: the last reference to a system may go after main() has returned.
    static auto *const clock = new RealClock;
    return clock;
}

} // namespace Actors
