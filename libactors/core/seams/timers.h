// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <memory>

class QString;

namespace Actors {

/*!
 * \brief Calls a function once when its time has come, and can be set again and again.
 *
 * Alarms are made by Timers::createAlarm() and belong to whoever holds them. An alarm belongs to
 * the thread that created it: it is set, cleared and destroyed there. Destroying an alarm clears
 * it. The function may set, clear or destroy its own alarm.
 */
class ACTORS_CORE_EXPORT Alarm
{
public:
    virtual ~Alarm();

    /*!
     * Goes off once, as soon as the clock shows \a due or later, never earlier. Replaces the time
     * that was set before. A time that is past goes off at the next turn, not inside this call.
     */
    virtual void set(std::chrono::nanoseconds due) = 0;

    //! Does not go off unless it is set anew. Nothing happens if it was not set.
    virtual void clear() = 0;

protected:
    Alarm() = default;
    Q_DISABLE_COPY_MOVE(Alarm)
};

/*!
 * \brief Where the runtime takes its alarms from.
 *
 * The runtime has a few alarms for each thread and keeps all its timers in wheels behind them. A
 * test can put timers of its own in place of the real ones, together with a clock of its own.
 */
class ACTORS_CORE_EXPORT Timers
{
public:
    virtual ~Timers();

    /*!
     * Creates an alarm that is not set. It calls \a due on the calling thread, which needs an event
     * loop, whenever it goes off. \a name tells a debugger what the alarm is for. May be called
     * from any thread.
     */
    [[nodiscard]] virtual std::unique_ptr<Alarm> createAlarm(const QString &name,
                                                             std::function<void()> due) = 0;

    /*!
     * Alarms that are precise QTimers and follow Clock::real(). Times are rounded up to whole
     * milliseconds from now. Lives as long as the process.
     */
    static Timers *real();

protected:
    Timers() = default;
    Q_DISABLE_COPY_MOVE(Timers)
};

} // namespace Actors
