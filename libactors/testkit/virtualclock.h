// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/Clock>
#include <Actors/TestKit/actorstestkit_export.h>

#include <atomic>
#include <chrono>

namespace Actors::TestKit {

/*!
 * \brief A clock that stands still until the test moves it on.
 *
 * It starts at 0, and at the beginning of the year 2000 (UTC) by the time of day. All functions may
 * be called from any thread.
 */
class ACTORS_TESTKIT_EXPORT VirtualClock final : public Clock
{
public:
    VirtualClock();
    ~VirtualClock() override;

    std::chrono::nanoseconds now() const override;

    //! The beginning of the year 2000 and now().
    std::chrono::milliseconds wallTime() const override;

    //! Moves the time on to \a now. Does nothing if it is later already: a clock never goes back.
    void setNow(std::chrono::nanoseconds now);

    //! Moves the time on by \a duration, which is not negative.
    void advance(std::chrono::nanoseconds duration);

private:
    std::atomic<std::chrono::nanoseconds::rep> m_now = 0;
};

} // namespace Actors::TestKit
