// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actor/actoroptions_p.h"
#include "cell/runtime_p.h"

#include <Actors/Core/actor.h>

#include <deque>
#include <unordered_map>

namespace Actors::Internal {

/*!
 * \brief What the actor floor keeps in a cell: timers, behaviours, the stash, who is watched, and
 * when the actor stops by itself.
 *
 * Belongs to the actor's thread.
 */
class Life final : public Attachment
{
public:
    explicit Life(Cell &cell);
    ~Life() override;

    static Life &of(Cell &cell);
    static Life *ifThere(Cell &cell);

    bool beforeMessage(Cell &cell, Envelope &envelope) override;
    void afterMessage(Cell &cell, const MessageTable &table) override;
    void putAside(Cell &cell, Envelope *envelope) override;
    void constructed(Cell &cell) override;
    void restarting(Cell &cell, std::vector<Envelope *> &back) override;
    void stopping(Cell &cell, std::vector<Envelope *> &back) override;
    void stopped(Cell &cell, const QString &cause, const std::exception_ptr &error) override;
    quint64 waiting() const override;
    Envelope *take(const std::function<bool(Envelope *)> &isIt) override;
    bool behave(Cell &cell, const MessageTable &table, void *arguments) override;
    bool wraps() const override;
    void wrap(Envelope &envelope, const std::function<void()> &next) override;

    bool stash();
    void unstash(int count);
    int stashSize() const;

    enum class Former { Forgotten, Kept };
    void become(const Behavior &behavior, Former former);
    void unbecome();
    int behaviorCount() const { return int(m_behaviors.size()); }

    ActorTimers &timers();
    void setReceiveTimeout(std::chrono::nanoseconds time);
    std::chrono::nanoseconds receiveTimeout() const { return m_receiveTimeout; }
    void idle();

    void watch(const ActorRef &actor, std::function<void()> notify, bool linked);
    void unwatch(const ActorRef &actor);
    //! The ids of those it watches, sorted.
    QList<quint64> watched() const;
    void addWatcher(const ActorRef &watcher);
    void removeWatcher(const ActorRef &watcher);
    QObject *hub();
    bool takeWatched(const Terminated &terminated, std::function<void()> &notify, bool &linked);

private:
    struct Watched
    {
        std::function<void()> notify;
        bool linked = false;
    };
    void update();
    void startIdle();
    const ActorOptions *options() const;

    Cell &m_cell;
    std::deque<Envelope *> m_stash;
    std::optional<std::size_t>
        m_returnsBehind; //!< The message put aside now is wanted back, behind so many others.
    std::vector<Behavior> m_behaviors;
    std::unique_ptr<ActorTimers> m_timers;
    std::chrono::nanoseconds m_receiveTimeout{0};
    class IdleTimer;
    std::unique_ptr<IdleTimer> m_idle;
    std::unordered_map<quint64, Watched> m_watched;
    QList<ActorRef> m_watchers;
    std::unique_ptr<QObject> m_hub; //!< What goes with the actor, not with one of its objects.
    QVariant m_carried; //!< The state of the old object, on its way to the new one.
};

//! What is told of an actor that has stopped. Its thread only.
Terminated terminatedNow(const ActorRef &actor);

} // namespace Actors::Internal
