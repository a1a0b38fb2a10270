// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/Timers>
#include <Actors/TestKit/actorstestkit_export.h>

#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Actors {
class Clock;
}

namespace Actors::TestKit {

/*!
 * \brief Alarms that go off when the test says so, and by the clock that it gives.
 *
 * Alarms may be created, set, cleared and destroyed on any thread. They may outlive the timers;
 * then they never go off again. Destroying an alarm does not wait for its function if another
 * thread is calling it just then.
 */
class ACTORS_TESTKIT_EXPORT VirtualTimers final : public Timers
{
public:
    //! The \a clock belongs to the caller and lives longer.
    explicit VirtualTimers(const Clock *clock);
    ~VirtualTimers() override;

    //! Creates an alarm that calls \a due on the thread that calls fireDue(). It is not set.
    [[nodiscard]] std::unique_ptr<Alarm> createAlarm(const QString &name,
                                                     std::function<void()> due) override;

    //! The earliest time that an alarm is set to, be it past or not; nothing if none is set.
    std::optional<std::chrono::nanoseconds> nextDue() const;

    //! The names of the alarms that are set, in the order in which they go off.
    QStringList pending() const;

    /*!
     * Calls, on this thread, the functions of all alarms whose time has come, in the order of their
     * times and, where these are equal, in the order in which the alarms were created. An alarm is
     * cleared before its function is called. Returns how many went off.
     *
     * A function may create, set, clear and destroy alarms. An alarm that is cleared or destroyed
     * before its turn does not go off. One that is set meanwhile goes off at the next call, even if
     * its time has come, so that every call ends.
     */
    int fireDue();

private:
    class Registry;
    class VirtualAlarm;

    const Clock *const m_clock;
    const std::shared_ptr<Registry> m_registry;
};

} // namespace Actors::TestKit
