// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/recorder_p.h"

#include <functional>
#include <thread>

namespace Actors::Inspection {

QString nameOf(LifeEvent::What what)
{
    switch (what) {
    case LifeEvent::What::Spawned:
        return QStringLiteral("spawned");
    case LifeEvent::What::Started:
        return QStringLiteral("started");
    case LifeEvent::What::Stopped:
        return QStringLiteral("stopped");
    case LifeEvent::What::Failed:
        return QStringLiteral("failed");
    case LifeEvent::What::Decided:
        return QStringLiteral("decided");
    case LifeEvent::What::Restarted:
        return QStringLiteral("restarted");
    case LifeEvent::What::AlarmRaised:
        return QStringLiteral("alarm raised");
    case LifeEvent::What::AlarmLowered:
        return QStringLiteral("alarm lowered");
    }
    Q_UNREACHABLE();
}

Recorder::Recorder(const Clock &clock)
    : m_clock(clock)
{
}

void Recorder::add(LifeEvent event)
{
    if (m_closed.load(std::memory_order_relaxed))
        return;
    event.time = m_clock.now();
    const std::lock_guard lock(m_livesMutex);
    if (m_lives.size() == LivesKept)
        m_lives.pop_front();
    m_lives.push_back(std::move(event));
    ++m_nextLife;
}

void Recorder::spawned(quint64 actor, quint64, const QString &path, const char *className)
{
    add({LifeEvent::What::Spawned, actor, {}, path, QString::fromLatin1(className)});
}

void Recorder::started(quint64 actor)
{
    add({LifeEvent::What::Started, actor, {}, {}, {}});
}

void Recorder::stopped(quint64 actor, const QString &cause)
{
    add({LifeEvent::What::Stopped, actor, {}, {}, cause});
}

void Recorder::failed(quint64 actor, const QString &error, const QString &message)
{
    add({LifeEvent::What::Failed,
         actor,
         {},
         {},
         message.isEmpty() ? error : QStringLiteral("%1 in %2").arg(error, message)});
}

void Recorder::decided(quint64 actor, const char *directive, std::chrono::nanoseconds delay)
{
    const QLatin1String word(directive);
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(delay).count();
    add({LifeEvent::What::Decided,
         actor,
         {},
         {},
         milliseconds > 0 ? QStringLiteral("%1 in %2 ms").arg(word).arg(milliseconds)
                          : QString(word)});
}

void Recorder::restarted(quint64 actor, quint64 incarnation)
{
    add({LifeEvent::What::Restarted,
         actor,
         {},
         {},
         QStringLiteral("incarnation %1").arg(incarnation)});
}

void Recorder::alarm(LifeEvent::What what, quint64 actor, const QString &path, const QString &text)
{
    add({what, actor, {}, path, text});
}

void Recorder::deadLetter(quint64 recipient, quint64 sender, const char *reason,
                          const ObservedType &type)
{
    if (m_closed.load(std::memory_order_relaxed))
        return;
    LetterKey key{recipient, type.identity(), reason};
    Shard &shard =
        m_shards[std::hash<std::thread::id>()(std::this_thread::get_id()) % m_shards.size()];
    {
        const std::lock_guard lock(shard.lock);
        const auto known = shard.counts.find(key);
        if (known != shard.counts.end()) {
            ++known->second.count;
            return;
        }
    }
    const QString name = type.name();
    const std::lock_guard lock(shard.lock);
    if (shard.counts.size() >= KeysInShard)
        key = {0, nullptr, reason};
    LetterCount &count = shard.counts[key];
    if (count.count++ == 0 && key.type) {
        count.sender = sender;
        count.type = name;
    }
}

std::vector<LifeEvent> Recorder::lives(quint64 &next, std::size_t most, quint64 &dropped) const
{
    const std::lock_guard lock(m_livesMutex);
    const quint64 first = m_nextLife - m_lives.size();
    dropped = next < first ? first - next : 0;
    next = std::max(next, first);
    const std::size_t begin = std::size_t(next - first);
    const std::size_t end = std::min(m_lives.size(), begin + most);
    std::vector<LifeEvent> events(m_lives.begin() + std::ptrdiff_t(begin),
                                  m_lives.begin() + std::ptrdiff_t(end));
    next += events.size();
    return events;
}

void Recorder::takeLetters(LetterCounts &into)
{
    for (Shard &shard : m_shards) {
        LetterCounts taken;
        {
            const std::lock_guard lock(shard.lock);
            taken.swap(shard.counts);
        }
        for (auto &[key, count] : taken) {
            LetterCount &sum = into[key];
            if (sum.count == 0) {
                sum.sender = count.sender;
                sum.type = count.type;
            }
            sum.count += count.count;
        }
    }
}

void Recorder::close()
{
    m_closed = true;
    LetterCounts rest;
    takeLetters(rest);
    const std::lock_guard lock(m_livesMutex);
    m_lives.clear();
}

} // namespace Actors::Inspection
