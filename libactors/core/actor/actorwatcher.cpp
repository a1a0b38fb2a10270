// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actorwatcher.h"

#include "actor/life_p.h"
#include "cell/guardedqueue_p.h"
#include "cell/runtime_p.h"
#include "refs/relay_p.h"

#include <algorithm>
#include <mutex>

namespace Actors {

using namespace Internal;

namespace Internal {

//! A watcher as an actor knows it: may outlive it, then nothing arrives.
class WatcherEntry
{
public:
    explicit WatcherEntry(ActorWatcher *watcher)
        : m_watcher(watcher)
        , m_relay(Relay::to(watcher, Qt::QueuedConnection))
    {
    }

    //! Any thread.
    template<class Emission>
    void emitLater(Emission emission) const
    {
        m_relay->call([watcher = m_watcher, emission] { emission(*watcher); });
    }
    void emitStopped(const Terminated &terminated) const
    {
        emitLater([terminated](ActorWatcher &watcher) {
            watcher.m_stopped = true;
            Q_EMIT watcher.stopped();
            Q_EMIT watcher.terminated(terminated);
        });
    }
    void disconnect() const { m_relay->disconnectContext(); }

private:
    ActorWatcher *const m_watcher;
    const std::shared_ptr<Relay> m_relay;
};

namespace {

using Entry = std::shared_ptr<WatcherEntry>;

//! The watchers of an actor. Changed on its thread; read by those who send to it, too.
class WatcherList
{
public:
    void add(const Entry &entry)
    {
        const std::lock_guard lock(m_mutex);
        m_entries.push_back(entry);
    }
    void remove(const Entry &entry)
    {
        const std::lock_guard lock(m_mutex);
        std::erase(m_entries, entry);
    }
    template<class Emission>
    void emitLater(Emission emission) const
    {
        for (const Entry &entry : entries())
            entry->emitLater(emission);
    }
    std::vector<Entry> entries() const
    {
        const std::lock_guard lock(m_mutex);
        return m_entries;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Entry> m_entries;
};

//! What an actor that is watched from outside keeps.
class Watchers final : public Attachment
{
public:
    explicit Watchers(Cell &cell)
    {
        if (GuardedQueue *queue = cell.guardedQueue()) {
            queue->setMarkObserver([list = m_list](GuardedQueue::Mark mark, int size) {
                list->emitLater([mark, size](ActorWatcher &watcher) {
                    if (mark == GuardedQueue::Mark::High)
                        Q_EMIT watcher.highWater(size);
                    else
                        Q_EMIT watcher.lowWater(size);
                });
            });
        }
    }

    static Watchers &of(Cell &cell)
    {
        if (!cell.attachment(Cell::Keeper::Watchers))
            cell.attach(Cell::Keeper::Watchers, std::make_unique<Watchers>(cell));
        return static_cast<Watchers &>(*cell.attachment(Cell::Keeper::Watchers));
    }
    static void remove(Cell &cell, const Entry &entry)
    {
        if (auto *watchers = static_cast<Watchers *>(cell.attachment(Cell::Keeper::Watchers)))
            watchers->m_list->remove(entry);
    }

    void add(const Entry &entry) { m_list->add(entry); }

    void started(Cell &) override
    {
        m_list->emitLater([](ActorWatcher &watcher) { Q_EMIT watcher.started(); });
    }
    void failed(Cell &cell, const std::shared_ptr<FailureRecord> &record) override
    {
        const Failure failure(record, ActorRef(&cell));
        m_list->emitLater([failure](ActorWatcher &watcher) { Q_EMIT watcher.failed(failure); });
    }
    void restarted(Cell &) override
    {
        m_list->emitLater([](ActorWatcher &watcher) { Q_EMIT watcher.restarted(); });
    }
    void stoppingBegins(Cell &) override
    {
        m_list->emitLater([](ActorWatcher &watcher) { Q_EMIT watcher.stopping(); });
    }
    void stopped(Cell &cell, const QString &, const std::exception_ptr &) override
    {
        const Terminated terminated = terminatedNow(ActorRef(&cell));
        for (const Entry &entry : m_list->entries())
            entry->emitStopped(terminated);
    }

private:
    const std::shared_ptr<WatcherList> m_list = std::make_shared<WatcherList>();
};

} // namespace

} // namespace Internal

ActorWatcher::ActorWatcher(const ActorRef &actor, QObject *parent)
    : QObject(parent)
    , m_actor(actor)
    , m_entry(std::make_shared<WatcherEntry>(this))
{
    if (actor.isNull()) {
        m_entry->emitStopped(Terminated(actor, Terminated::Reason::Stopped, actor.error()));
        return;
    }
    actor.cell()->perform([actor, entry = m_entry] {
        Cell &cell = *actor.cell();
        if (cell.isStopped()) {
            entry->emitStopped(terminatedNow(actor));
            return;
        }
        Watchers::of(cell).add(entry);
        if (cell.state() == Cell::State::Running || cell.state() == Cell::State::Restarting)
            entry->emitLater([](ActorWatcher &watcher) { Q_EMIT watcher.started(); });
        else if (cell.state() == Cell::State::Stopping)
            entry->emitLater([](ActorWatcher &watcher) { Q_EMIT watcher.stopping(); });
    });
}

ActorWatcher::~ActorWatcher()
{
    m_entry->disconnect();
    if (m_actor.isNull())
        return;
    m_actor.cell()->perform(
        [actor = m_actor, entry = m_entry] { Watchers::remove(*actor.cell(), entry); });
}

} // namespace Actors
