// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "virtualtimers.h"

#include <Actors/Core/Clock>

#include <QString>

#include <map>
#include <mutex>
#include <utility>

namespace Actors::TestKit {

class VirtualTimers::Registry
{
public:
    using Key = std::pair<std::chrono::nanoseconds, quint64>; // time, number of the alarm
    using Callback = std::shared_ptr<const std::function<void()>>;

    struct Entry
    {
        quint64 setting; // counts how often alarms were set
        QString name;
        Callback callback;
    };

    mutable std::mutex mutex;
    std::map<Key, Entry> entries; // the alarms that are set
    quint64 lastNumber = 0;
    quint64 lastSetting = 0;
};

class VirtualTimers::VirtualAlarm final : public Alarm
{
public:
    VirtualAlarm(const std::shared_ptr<Registry> &registry, const QString &name,
                 std::function<void()> callback)
        : m_registry(registry)
        , m_name(name)
        , m_callback(std::make_shared<const std::function<void()>>(std::move(callback)))
    {
        const std::lock_guard lock(registry->mutex);
        m_number = ++registry->lastNumber;
    }

    ~VirtualAlarm() override { erase(); }

    void set(std::chrono::nanoseconds due) override
    {
        const std::lock_guard lock(m_registry->mutex);
        m_registry->entries.erase({m_due, m_number});
        m_due = due;
        m_registry->entries.insert(
            {{m_due, m_number}, {++m_registry->lastSetting, m_name, m_callback}});
    }

    void clear() override { erase(); }

private:
    // An entry that has gone off is no longer there.
    void erase()
    {
        const std::lock_guard lock(m_registry->mutex);
        m_registry->entries.erase({m_due, m_number});
    }

    const std::shared_ptr<Registry> m_registry;
    const QString m_name;
    const Registry::Callback m_callback;
    quint64 m_number = 0;
    std::chrono::nanoseconds m_due{}; // guarded by the registry's mutex
};

VirtualTimers::VirtualTimers(const Clock *clock)
    : m_clock(clock)
    , m_registry(std::make_shared<Registry>())
{
}

VirtualTimers::~VirtualTimers() = default;

std::unique_ptr<Alarm> VirtualTimers::createAlarm(const QString &name, std::function<void()> due)
{
    return std::make_unique<VirtualAlarm>(m_registry, name, std::move(due));
}

std::optional<std::chrono::nanoseconds> VirtualTimers::nextDue() const
{
    const std::lock_guard lock(m_registry->mutex);
    if (m_registry->entries.empty())
        return std::nullopt;
    return m_registry->entries.begin()->first.first;
}

QStringList VirtualTimers::pending() const
{
    const std::lock_guard lock(m_registry->mutex);
    QStringList names;
    for (const auto &entry : m_registry->entries)
        names.append(entry.second.name);
    return names;
}

int VirtualTimers::fireDue()
{
    const std::shared_ptr<Registry> registry = m_registry;
    const std::chrono::nanoseconds now = m_clock->now();
    int fired = 0;
    std::unique_lock lock(registry->mutex);
    const quint64 lastSetting = registry->lastSetting;
    auto it = registry->entries.begin();
    while (it != registry->entries.end() && it->first.first <= now) {
        if (it->second.setting > lastSetting) {
            ++it;
            continue;
        }
        const Registry::Key key = it->first;
        Registry::Callback callback = std::move(it->second.callback);
        registry->entries.erase(it);
        lock.unlock();
        (*callback)();
        callback.reset(); // may be the last owner, whose destruction may use these timers
        ++fired;
        lock.lock();
        it = registry->entries.upper_bound(key);
    }
    return fired;
}

} // namespace Actors::TestKit
