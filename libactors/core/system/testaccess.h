// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/message.h>

#include <chrono>
#include <functional>
#include <optional>

namespace Actors {

class ActorSystem;
class ActorSystemPrivate;
class PropsBase;

namespace Internal {

/*!
 * \brief What a test kit must be able to do with a system beyond what an application may.
 *
 * A view of a system, which must outlive it. All functions belong to the thread that made the
 * system, unless said otherwise.
 */
class ACTORS_CORE_EXPORT TestAccess
{
public:
    using Predicate = std::function<bool()>;
    using Until = std::optional<std::chrono::nanoseconds>;

    explicit TestAccess(ActorSystem &system);

    //! Whether everything runs in one thread, step by step.
    bool isDeterministic() const;

    //! \name Steps, where everything runs in one thread
    //! \{
    bool step();
    int runnable() const;
    //! Called before each step: whom it is for, null for nobody in particular, and what it is.
    void observeSteps(std::function<void(Cell *receiver, const QString &what)> observer);
    //! What is to become of a message that is sent.
    enum class Fault {
        None,
        Drop, //!< It vanishes without a trace.
        Duplicate, //!< It comes twice.
        Hold, //!< It is kept back until releaseHeld().
    };
    //! Asked for each message at its sending.
    void plantFaults(std::function<Fault(const Envelope &envelope)> decide);
    //! From now on only the steps of those receivers are taken, null for what belongs to nobody in
    //! particular; empty for everybody's.
    void admitOnly(std::function<bool(Cell *receiver)> admits);
    //! Sends on what was held back, the oldest \a count of them.
    void releaseHeld(int count);
    //! \}

    //! \name Waiting
    //! \{
    //! From now on, whoever waits on a thread of the system that runs no event loop waits by this.
    void setWait(std::function<bool(const Predicate &isDone, Until until)> wait);
    enum class Outcome {
        Done,
        Quiet, //!< Nothing is waiting, running or under way on any thread, and it is not done.
    };
    //! Serves this thread until \a isDone or all is quiet, whatever time that takes. Any thread.
    Outcome serve(const Predicate &isDone);
    //! As above, by the real time: until \a isDone, which is asked again whenever a thread of the
    //! system falls asleep or nudge() was called, or until \a until has come.
    bool serveUntil(const Predicate &isDone, Until until);
    //! Any thread: something that may be waited for has changed.
    void nudge();
    //! Lets each thread deliver the events of Qt's that wait there.
    void deliverEvents();
    //! Grows with everything that is sent, handled or lost.
    quint64 activity() const;
    //! \}

    //! \name Actors
    //! \{
    ActorRef spawn(PropsBase props, const QString &name);
    //! The actor of that id; null if it is gone.
    ActorRef actor(CellId id) const;
    //! Calls \a visit for each living actor, on its thread, one after the other.
    void visitObjects(const std::function<void(const ActorRef &actor, QObject *object)> &visit);
    //! Ends an actor whose object was never made, so that it never will be. On its thread.
    void giveUp(const ActorRef &actor);
    //! The actor and message whose handler runs on some thread; empty for none.
    QString running() const;
    //! \}

private:
    bool isQuietBut(Worker &own) const;

    ActorSystemPrivate *d;
};

} // namespace Internal
} // namespace Actors
