// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actor/life_p.h"
#include "actor/notice_p.h"

#include <Actors/Core/actor.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>
#include <Actors/Core/pipe.h>

#include <QMetaObject>
#include <QScopeGuard>

#include <algorithm>

namespace Actors::Internal {

using Reason = DeadLetter::Reason;

//! Ends a quiet time.
class Life::IdleTimer final : public Appointment
{
public:
    explicit IdleTimer(Life &life)
        : m_life(life)
    {
    }
    ~IdleTimer() override { stop(); }
    void start(std::chrono::nanoseconds time)
    {
        stop();
        Worker &worker = m_life.m_cell.worker();
        worker.insert(*this, worker.now() + time);
    }
    void stop()
    {
        if (isQueued())
            m_life.m_cell.worker().remove(*this);
    }
    void happen() override { m_life.idle(); }

private:
    Life &m_life;
};

Terminated terminatedNow(const ActorRef &actor)
{
    const std::exception_ptr error = actor.cell()->stopError();
    return {actor, error ? Terminated::Reason::Failed : Terminated::Reason::Stopped,
            errorFrom(error)};
}

Life::Life(Cell &cell)
    : m_cell(cell)
{
}

Life::~Life()
{
    for (Envelope *envelope : m_stash)
        Envelope::destroy(envelope);
}

Life &Life::of(Cell &cell)
{
    if (!cell.attachment(Cell::Keeper::Life)) {
        cell.attach(Cell::Keeper::Life, std::make_unique<Life>(cell));
        of(cell).update();
    }
    return static_cast<Life &>(*cell.attachment(Cell::Keeper::Life));
}

Life *Life::ifThere(Cell &cell)
{
    return static_cast<Life *>(cell.attachment(Cell::Keeper::Life));
}

const ActorOptions *Life::options() const
{
    return static_cast<const ActorOptions *>(m_cell.options().get());
}

void Life::update()
{
    const ActorOptions *options = this->options();
    m_cell.setAttentive(Cell::Keeper::Life,
                        m_receiveTimeout.count() > 0 || (options && options->isAttentive()));
    m_cell.setBehaving(!m_behaviors.empty());
    startIdle();
}

void Life::startIdle()
{
    const ActorOptions *options = this->options();
    std::chrono::nanoseconds time = m_receiveTimeout;
    if (options && options->stopPolicy.kind() == StopPolicy::Kind::AfterIdle
        && (time.count() == 0 || options->stopPolicy.time() < time))
        time = options->stopPolicy.time();
    if (time.count() > 0) {
        if (!m_idle)
            m_idle = std::make_unique<IdleTimer>(*this);
        m_idle->start(time);
    } else if (m_idle) {
        m_idle->stop();
    }
}

void Life::idle()
{
    const ActorOptions *options = this->options();
    if (options && options->stopPolicy.kind() == StopPolicy::Kind::AfterIdle
        && (m_receiveTimeout.count() == 0 || options->stopPolicy.time() <= m_receiveTimeout)) {
        m_cell.stop(QStringLiteral("its stop policy, being idle"));
        return;
    }
    sendReceiveTimeout(m_cell);
}

bool Life::beforeMessage(Cell &, Envelope &envelope)
{
    const MessageTable &table = *envelope.record.table;
    if (!(table.traits & KeepsReceiveTimeout) && table.kind != MessageKind::Notice)
        startIdle();
    const ActorOptions *options = this->options();
    if (options && table.kind != MessageKind::Answer && table.kind != MessageKind::Notice) {
        switch (options->stopPolicy.kind()) {
        case StopPolicy::Kind::AfterOneMessage:
            m_cell.perform([cell = &m_cell] {
                cell->beginStop(QStringLiteral("its stop policy, after one message"));
            });
            break;
        case StopPolicy::Kind::AfterMessage: {
            const QVariantList values = table.variants(envelope.arguments());
            const bool isValue = table.kind == MessageKind::Value;
            if (options->stopPolicy.matches()(isValue ? values.value(0) : QVariant(values)))
                m_cell.perform(
                    [cell = &m_cell] { cell->beginStop(QStringLiteral("its stop policy")); });
            break;
        }
        default:
            break;
        }
    }
    return true;
}

void Life::afterMessage(Cell &, const MessageTable &) { }

bool Life::wraps() const
{
    const ActorOptions *options = this->options();
    return options && !options->middleware.empty();
}

void Life::wrap(Envelope &envelope, const std::function<void()> &next)
{
    const auto &chain = options()->middleware;
    std::function<void(std::size_t)> from = [&](std::size_t index) {
        if (index == chain.size())
            next();
        else
            chain[index]->onReceive(MessageView(envelope), [&from, index] { from(index + 1); });
    };
    from(0);
}

// ---------------------------------------------------------------- restart and stop

void Life::constructed(Cell &cell)
{
    if (!m_carried.isValid())
        return;
    const QVariant state = std::exchange(m_carried, {});
    const auto error =
        cell.call([&] { static_cast<Actor *>(cell.object())->restoreSnapshot(state); });
    if (error)
        cell.logHook("restoreSnapshot()", error);
}

void Life::restarting(Cell &cell, std::vector<Envelope *> &back)
{
    // Without an object the constructor has failed: what was to be carried still is.
    const ActorOptions *options = this->options();
    if (options && options->carriesState && qobject_cast<Actor *>(cell.object())) {
        m_carried.clear();
        const auto error =
            cell.call([&] { m_carried = static_cast<Actor *>(cell.object())->stateSnapshot(); });
        if (error)
            cell.logHook("stateSnapshot()", error);
    }
    m_timers.reset();
    m_idle.reset();
    m_receiveTimeout = {};
    m_behaviors.clear();
    back.insert(back.end(), m_stash.begin(), m_stash.end());
    m_stash.clear();
    m_watched.clear();
    update();
}

void Life::stopping(Cell &, std::vector<Envelope *> &back)
{
    m_timers.reset();
    m_idle.reset();
    m_hub.reset();
    back.insert(back.end(), m_stash.begin(), m_stash.end());
    m_stash.clear();
}

void Life::stopped(Cell &cell, const QString &, const std::exception_ptr &error)
{
    Q_UNUSED(error);
    const Terminated terminated = terminatedNow(ActorRef(&cell));
    for (const ActorRef &watcher : std::exchange(m_watchers, {}))
        sendTerminated(*watcher.cell(), terminated);
}

QObject *Life::hub()
{
    if (!m_hub)
        m_hub = std::make_unique<QObject>();
    return m_hub.get();
}

QObject *hubOf(Cell &cell)
{
    const bool isOver =
        cell.state() == Cell::State::Stopping || cell.state() == Cell::State::Stopped;
    return isOver ? nullptr : Life::of(cell).hub();
}

quint64 Life::waiting() const
{
    return m_stash.size();
}

Envelope *Life::take(const std::function<bool(Envelope *)> &isIt)
{
    const auto place = std::find_if(m_stash.begin(), m_stash.end(), isIt);
    if (place == m_stash.end())
        return nullptr;
    Envelope *envelope = *place;
    m_stash.erase(place);
    return envelope;
}

// ---------------------------------------------------------------- behaviour

void Life::become(const Behavior &behavior, Former former)
{
    if (former == Former::Forgotten && !m_behaviors.empty())
        m_behaviors.pop_back();
    m_behaviors.push_back(behavior);
    update();
}

void Life::unbecome()
{
    if (!m_behaviors.empty())
        m_behaviors.pop_back();
    update();
}

bool Life::behave(Cell &cell, const MessageTable &table, void *arguments)
{
    if (m_behaviors.empty() || !table.value)
        return false;
    // The behaviour may be replaced by its own handler.
    const Behavior behavior = m_behaviors.back();
    const Behavior::Handler *handler = behavior.find(table.type(arguments));
    if (!handler)
        return false;
    if (!(table.traits & TakesArguments)) {
        (*handler)(table.value(arguments), table, arguments);
        return true;
    }
    cell.setLeavesArguments(true);
    const auto leave = qScopeGuard([&cell] { cell.setLeavesArguments(false); });
    (*handler)(table.value(arguments), table, arguments);
    return true;
}

// ---------------------------------------------------------------- stash

bool Life::stash()
{
    if (!m_cell.isHandling()) {
        report(Diagnostic::StashedTwice, QString(), m_cell.path(),
               QStringLiteral("the message was put aside already, or none is handled"),
               QStringLiteral("return after stash()"));
        return false;
    }
    const ActorOptions *options = this->options();
    const int capacity = options ? options->stashCapacity : -1;
    const bool full = capacity >= 0 && stashSize() >= capacity;
    const bool replaces =
        full && options->stashOverflow == StashOverflow::DropOldest && !m_stash.empty();
    if (full && !replaces) {
        report(
            Diagnostic::StashOverflow, QString(), m_cell.path(),
            QStringLiteral("%1 messages were put aside, as many as the stash holds").arg(capacity),
            QStringLiteral("unstash earlier, or give the stash more room by Props::withStash()"));
        m_cell.writeOff(int(Reason::StashOverflow));
        const Worker::Handling &handling = m_cell.worker().handling();
        const MessageTable *table = handling.record->table;
        if (table->fail)
            table->fail(handling.arguments(),
                        MailboxFull(QStringLiteral("the stash of %1 is full").arg(m_cell.path()))
                            .toExceptionPtr());
        if (options->stashOverflow == StashOverflow::Reject)
            throwError(MailboxFull(QStringLiteral("the stash of %1 is full").arg(m_cell.path())));
        return false;
    }
    m_returnsBehind.reset();
    m_cell.putHandledAside();
    if (replaces) {
        Envelope *oldest = m_stash.front();
        m_stash.pop_front();
        m_cell.bury(oldest, int(Reason::StashOverflow));
    }
    return true;
}

void Life::putAside(Cell &cell, Envelope *envelope)
{
    if (const auto place = std::exchange(m_returnsBehind, std::nullopt))
        cell.putBack(envelope, *place);
    else
        m_stash.push_back(envelope);
}

int Life::stashSize() const
{
    return int(m_stash.size()) + int(m_cell.isPutAside() && !m_returnsBehind);
}

void Life::unstash(int count)
{
    std::deque<Envelope *> back;
    while (count > 0 && !m_stash.empty()) {
        back.push_back(m_stash.front());
        m_stash.pop_front();
        --count;
    }
    if (count > 0 && m_cell.isPutAside() && !m_returnsBehind)
        m_returnsBehind = back.size();
    while (!back.empty()) {
        m_cell.putBack(back.back());
        back.pop_back();
    }
}

// ---------------------------------------------------------------- time

ActorTimers &Life::timers()
{
    if (!m_timers)
        m_timers = std::make_unique<ActorTimers>(m_cell);
    return *m_timers;
}

void Life::setReceiveTimeout(std::chrono::nanoseconds time)
{
    m_receiveTimeout = time;
    update();
}

// ---------------------------------------------------------------- death watch

void Life::watch(const ActorRef &actor, std::function<void()> notify, bool linked)
{
    m_watched[actor.id()] = {std::move(notify), linked};
    const ActorRef watcher(&m_cell);
    Cell *watched = actor.cell();
    watched->perform([actor, watcher] {
        Cell &cell = *actor.cell();
        if (cell.isStopped())
            sendTerminated(*watcher.cell(), terminatedNow(actor));
        else
            Life::of(cell).addWatcher(watcher);
    });
}

void Life::unwatch(const ActorRef &actor)
{
    if (m_watched.erase(actor.id()) == 0)
        return;
    const ActorRef watcher(&m_cell);
    actor.cell()->perform([actor, watcher] {
        if (Life *life = Life::ifThere(*actor.cell()))
            life->removeWatcher(watcher);
    });
}

QList<quint64> Life::watched() const
{
    QList<quint64> ids;
    for (const auto &[id, watched] : m_watched)
        ids.append(id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

void Life::addWatcher(const ActorRef &watcher)
{
    if (!m_watchers.contains(watcher))
        m_watchers.append(watcher);
}

void Life::removeWatcher(const ActorRef &watcher)
{
    m_watchers.removeAll(watcher);
}

bool Life::takeWatched(const Terminated &terminated, std::function<void()> &notify, bool &linked)
{
    const auto found = m_watched.find(terminated.actor().id());
    if (found == m_watched.end())
        return false;
    notify = std::move(found->second.notify);
    linked = found->second.linked;
    m_watched.erase(found);
    return true;
}

} // namespace Actors::Internal
