// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/cell.h>
#include <Actors/Core/dispatcher.h>

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Actors {

class ActorSystem;
class ActorSystemPrivate;
class Instrumentation;

namespace Internal {

//! What is read of an actor in passing. Counters of one actor are not of one moment.
struct ActorLook
{
    CellId id;
    CellId parent;
    const void *address = nullptr; //!< As RunningLook::actor; to be compared only.
    const QMetaObject *type = nullptr; //!< Null for the tops of the tree.
    quint32 thread = 0; //!< As RunningLook::thread.
    Cell::State state = Cell::State::Starting;
    bool isSuspended = false;
    bool hasFailed = false; //!< It waits for a decision, of its supervisor or of one above.
    quint64 depth = 0; //!< Messages that wait, the running one excluded.
    std::optional<quint32> oldest; //!< When the oldest of them was sent; microseconds modulo 2^32.
    quint64 begun = 0; //!< Messages whose handler was started, or that were disposed of.
    quint64 handled = 0; //!< Messages whose handler has returned.
    quint64 failures = 0;
    quint64 restarts = 0;
    quint64 birth = 0; //!< How many actors of the system were spawned before.
};

//! What an actor has set up for itself.
struct ActorSetup
{
    QStringList timers; //!< Their keys.
    QList<quint64> watched; //!< The ids of the actors it watches.
    int stashed = 0; //!< Messages that it has put aside.
    int behaviors = 0; //!< On its stack.
    std::chrono::nanoseconds receiveTimeout{0};

    //! Of an actor, on its thread.
    ACTORS_CORE_EXPORT static ActorSetup of(Cell &cell);
};

//! What a thread does at a moment.
struct RunningLook
{
    quint32 thread = 0; //!< Used again after its end.
    const void *actor = nullptr; //!< As ActorLook::address: whose handler runs; null for nobody.
    const MessageTable *table = nullptr; //!< Of the message it handles.
    quint64 handled = 0; //!< How many messages the thread has handled before.
};

//! What is known about a thread that actors live on.
struct ThreadLook
{
    RunningLook running;
    QString name;
    Dispatcher::Kind kind = Dispatcher::Kind::Automatic;
    int actors = 0; //!< Those that live there.
};

/*!
 * \brief What an inspector reads of a system, without a lock that senders take and without a
 * message.
 *
 * A view of a system, which must outlive it. Any thread, by one at a time.
 */
class ACTORS_CORE_EXPORT Observation
{
public:
    explicit Observation(ActorSystem &system);

    //! Shows every actor that has not stopped, and the tops of the tree: first / itself.
    void survey(const std::function<void(const ActorLook &)> &visit) const;
    //! The threads that actors live on.
    std::vector<ThreadLook> threads() const;
    //! As threads(), in brief: may be called many times a second.
    void showRunning(const std::function<void(const RunningLook &)> &visit) const;
    //! Does something on a thread that actors live on, before its next message; false if it has
    //! ended.
    bool call(quint32 thread, std::function<void()> step) const;
    //! The kind and capacity of its mailbox, for people; null once it is gone for good.
    QString mailbox(CellId id) const;
    //! The path of an actor that lives or has a tombstone; else null.
    QString path(CellId id) const;
    //! Why and when an actor has stopped, if that is still known.
    struct Epitaph
    {
        QString cause;
        std::chrono::nanoseconds time{0}; //!< On the clock of the system.
    };
    std::optional<Epitaph> epitaph(CellId id) const;
    //! What the type of a message is called.
    static QString typeName(const MessageTable &table);
    //! Null if it is gone.
    ActorRef actor(CellId id) const;
    //! From now on told too what the system's own instrumentation is told. Kept as long as the
    //! system; null for none.
    void setInstrumentation(std::shared_ptr<Instrumentation> instrumentation) const;
    //! Does something on the actor's thread, between two messages; false if it never will.
    bool perform(CellId id, std::function<void(Cell &)> step) const;
    //! Lets an actor that an inspector has suspended handle one message. On its thread.
    static void step(Cell &cell);

private:
    ActorSystemPrivate *d;
};

/*!
 * \brief Told of each system of the process: by whom inspectors come in without the application's
 * doing.
 */
class ACTORS_CORE_EXPORT SystemWitness
{
public:
    virtual ~SystemWitness();
    //! Called by the thread that makes the system, at the end of its constructor.
    virtual void made(ActorSystem &system) = 0;
    //! Called at the beginning of its destructor: afterwards nobody may look at it.
    virtual void ending(ActorSystem &system) = 0;

    //! Null for none. To be set before there are systems; must outlive them.
    static void set(SystemWitness *witness);
    static SystemWitness *present();

protected:
    SystemWitness() = default;
    Q_DISABLE_COPY_MOVE(SystemWitness)
};

} // namespace Internal
} // namespace Actors
