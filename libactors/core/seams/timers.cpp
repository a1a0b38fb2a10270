// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "timers.h"

#include "clock.h"

#include <QAbstractEventDispatcher>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <utility>

namespace Actors {

namespace {

class RealAlarm final : public Alarm
{
public:
    RealAlarm(const QString &name, std::function<void()> callback)
        : m_callback(std::make_shared<const std::function<void()>>(std::move(callback)))
    {
        m_timer.setObjectName(name);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { goOff(); });
    }

    void set(std::chrono::nanoseconds due) override
    {
        m_due = due;
        start();
    }

    void clear() override { m_timer.stop(); }

private:
    void start()
    {
        // Nothing comes on a thread without an event loop, and Qt would warn: who waits there looks
        // at the time by itself.
        if (!QAbstractEventDispatcher::instance())
            return;
        using std::chrono::milliseconds;
        const std::chrono::nanoseconds now = Clock::real()->now();
        const milliseconds left =
            m_due <= now ? milliseconds(0) : std::chrono::ceil<milliseconds>(m_due - now);
        m_timer.start(std::min(left, milliseconds(std::numeric_limits<int>::max())));
    }

    void goOff()
    {
        // QTimer counts by another clock, and no further than 24 days.
        if (Clock::real()->now() < m_due) {
            start();
            return;
        }
        const std::shared_ptr<const std::function<void()>> callback = m_callback;
        (*callback)(); // may destroy this alarm
    }

    QTimer m_timer;
    std::shared_ptr<const std::function<void()>> m_callback;
    std::chrono::nanoseconds m_due{};
};

class RealTimers final : public Timers
{
public:
    std::unique_ptr<Alarm> createAlarm(const QString &name, std::function<void()> due) override
    {
        return std::make_unique<RealAlarm>(name, std::move(due));
    }
};

} // namespace

Alarm::~Alarm() = default;
Timers::~Timers() = default;

Timers *Timers::real()
{
    // Never destroyed: the last reference to a system may go after main() has returned.
    static auto *const timers = new RealTimers;
    return timers;
}

} // namespace Actors
