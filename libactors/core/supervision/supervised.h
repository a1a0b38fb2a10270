// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/directive.h>
#include <Actors/Core/failure.h>
#include <Actors/Core/supervisorstrategy.h>

#include <memory>

namespace Actors {

class SupervisedPrivate;

/*!
 * \brief A failed actor in the hands of its supervisor: to be decided by one of the verbs.
 *
 * A value; the first verdict of all copies counts. The actor is suspended until then, at most for
 * the supervisor timeout of the system.
 */
class ACTORS_CORE_EXPORT Supervised
{
public:
    Supervised() = default;

    //! The actor that failed.
    ActorRef actor() const;
    //! The path of the actor.
    QString address() const;
    //! All that is known about the failure.
    Failure failure() const;
    //! The error in words and by code.
    ActorError error() const;
    //! The message that failed, as text.
    QString message() const;
    //! What the failing message carried beside its arguments.
    ExecutionContext context() const;

    //! Goes on with the next message.
    void resume() const;
    //! Starts it anew.
    void restart() const;
    //! Restarts it unless it has been restarted \a intensity times within \a period already: then
    //! it is stopped.
    void restartWithin(std::chrono::nanoseconds period, int intensity,
                       Scope scope = Scope::One) const;
    //! Stops it, with Scope::All its siblings too.
    void stop(Scope scope = Scope::One) const;
    //! Has its parent decided about, with the same error.
    void escalate() const;
    //! Leaves it suspended until another verb is called or the timeout is over.
    void suspend() const;
    //! Decides as the strategy says.
    void decide(Directive directive) const;
    //! As decide(), within the limits and by the means of \a strategy.
    void decide(Directive directive, const SupervisorStrategy &strategy) const;

    // For the library.
    explicit Supervised(std::shared_ptr<SupervisedPrivate> priv);

private:
    std::shared_ptr<SupervisedPrivate> d;
};

} // namespace Actors
