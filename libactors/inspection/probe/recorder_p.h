// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/clock.h>
#include <Actors/Core/instrumentation.h>
#include <Actors/Core/shortlock.h>

#include <QString>

#include <array>
#include <chrono>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace Actors::Inspection {

//! What happened in the life of an actor, or to an alarm.
struct LifeEvent
{
    enum class What : quint8 {
        Spawned,
        Started,
        Stopped,
        Failed,
        Decided,
        Restarted,
        AlarmRaised,
        AlarmLowered,
    };

    What what = What::Spawned;
    quint64 actor = 0;
    std::chrono::nanoseconds time{0}; //!< On the clock of the target.
    QString path; //!< Of a new actor, or what an alarm is about; else null.
    QString text; //!< The class, the cause, the error, the decision, the rule.
};

//! "spawned".
QString nameOf(LifeEvent::What what);

//! Messages that were lost in the same way.
struct LetterKey
{
    quint64 recipient = 0;
    const void *type = nullptr;
    const char *reason = nullptr; //!< Equal reasons have equal addresses.

    friend bool operator==(const LetterKey &, const LetterKey &) = default;
};

struct LetterKeyHash
{
    std::size_t operator()(const LetterKey &key) const noexcept
    {
        std::size_t hash = key.recipient * 0x9E3779B97F4A7C15U;
        hash ^= reinterpret_cast<quintptr>(key.type) + (hash << 6) + (hash >> 2);
        return hash ^ (reinterpret_cast<quintptr>(key.reason) + (hash << 6) + (hash >> 2));
    }
};

//! How many there were since the last look.
struct LetterCount
{
    quint64 count = 0;
    quint64 sender = 0; //!< Of the first.
    QString type;
};

/*!
 * \brief Notes what a system tells an observer, for the probe to fetch.
 *
 * Written by the threads where things happen. The lives of actors are in one ring; lost messages
 * are counted in shards, by thread, so that a flood of them on several threads does not meet in one
 * lock.
 */
class Recorder final : public Instrumentation
{
public:
    static constexpr std::size_t LivesKept = 4096;
    static constexpr std::size_t KeysInShard = 4096;

    explicit Recorder(const Clock &clock);

    void spawned(quint64 actor, quint64 parent, const QString &path,
                 const char *className) override;
    void started(quint64 actor) override;
    void stopped(quint64 actor, const QString &cause) override;
    void failed(quint64 actor, const QString &error, const QString &message) override;
    void decided(quint64 actor, const char *directive, std::chrono::nanoseconds delay) override;
    void restarted(quint64 actor, quint64 incarnation) override;
    void deadLetter(quint64 recipient, quint64 sender, const char *reason,
                    const ObservedType &type) override;

    //! The alarm of a rule has changed; \a actor is 0 if it is about none.
    void alarm(LifeEvent::What what, quint64 actor, const QString &path, const QString &text);

    //! The events from number \a next on that are still there, at most \a most; \a next becomes the
    //! number behind the last one. Events are numbered from 0.
    std::vector<LifeEvent> lives(quint64 &next, std::size_t most, quint64 &dropped) const;
    using LetterCounts = std::unordered_map<LetterKey, LetterCount, LetterKeyHash>;
    //! What was lost since the last call; for one caller.
    void takeLetters(LetterCounts &into);
    //! Nobody asks any more: takes no more notice, and keeps nothing.
    void close();

private:
    void add(LifeEvent event);

    struct alignas(64) Shard
    {
        Internal::ShortLock lock;
        LetterCounts counts;
    };

    const Clock &m_clock;
    std::atomic<bool> m_closed = false;
    mutable std::mutex m_livesMutex;
    std::deque<LifeEvent> m_lives;
    quint64 m_nextLife = 0;
    std::array<Shard, 16> m_shards;
};

} // namespace Actors::Inspection
