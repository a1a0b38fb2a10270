// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "virtualclock.h"

namespace Actors::TestKit {

namespace {

constexpr std::chrono::milliseconds Year2000{946'684'800'000};

} // namespace

VirtualClock::VirtualClock() = default;
VirtualClock::~VirtualClock() = default;

std::chrono::nanoseconds VirtualClock::now() const
{
    return std::chrono::nanoseconds(m_now.load(std::memory_order_acquire));
}

std::chrono::milliseconds VirtualClock::wallTime() const
{
    return Year2000 + std::chrono::floor<std::chrono::milliseconds>(now());
}

void VirtualClock::setNow(std::chrono::nanoseconds now)
{
    auto current = m_now.load(std::memory_order_relaxed);
    while (current < now.count()
           && !m_now.compare_exchange_weak(current, now.count(), std::memory_order_acq_rel)) { }
}

void VirtualClock::advance(std::chrono::nanoseconds duration)
{
    Q_ASSERT(duration.count() >= 0);
    m_now.fetch_add(duration.count(), std::memory_order_acq_rel);
}

} // namespace Actors::TestKit
