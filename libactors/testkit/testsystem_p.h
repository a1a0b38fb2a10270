// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "testsystem.h"
#include "virtualclock.h"
#include "virtualtimers.h"

#include <Actors/Core/testaccess.h>

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace Actors::TestKit {

//! What a TestSystem is made of, made before the system and destroyed after it.
class TestSystemPrivate
{
public:
    void settle();
    bool letPass(std::optional<std::chrono::nanoseconds> until);
    bool waitFor(const std::function<bool()> &isDone,
                 std::optional<std::chrono::nanoseconds> until);

    VirtualClock clock;
    VirtualTimers timers{&clock};
    std::mutex passing;
    std::optional<Internal::TestAccess> access;
    TestSystem::Mode mode = TestSystem::Deterministic;
    quint64 seed = 0;
    QStringList trace;
    QStringList named; //!< Actors that were reported for keeping real time.
    std::vector<std::function<void()>> atEnd; //!< Before the system is closed.
    std::vector<std::unique_ptr<Alarm>> delays; //!< Of messages that are held back.
    bool verified = false;
    bool closed = false;
};

} // namespace Actors::TestKit
