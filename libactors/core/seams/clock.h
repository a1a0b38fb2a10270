// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QtGlobal>

#include <chrono>

namespace Actors {

/*!
 * \brief What the runtime takes for the present.
 *
 * The runtime asks only its clock for the time, never the operating system, so that a test can
 * put a clock of its own in place of the real one. All functions may be called from any thread.
 */
class ACTORS_CORE_EXPORT Clock
{
public:
    virtual ~Clock();

    //! The time since a fixed but unknown moment. Never goes back; goes on while the machine
    //! sleeps.
    virtual std::chrono::nanoseconds now() const = 0;

    /*!
     * The time since the beginning of 1970 (UTC), for what leaves the process, such as time stamps
     * and identifiers. May jump when somebody sets the clock. Asks the operating system unless a
     * clock of your own says otherwise.
     */
    virtual std::chrono::milliseconds wallTime() const;

    //! The clock of the operating system. Lives as long as the process.
    static Clock *real();

protected:
    Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)
};

} // namespace Actors
