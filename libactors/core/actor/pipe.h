// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/failure.h>

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <type_traits>
#include <utility>

namespace Actors {

namespace Internal {

//! Tells an actor of a failed future, by receive(const Failure &) if it has one.
template<class A>
void tellFailure(const Ref<A> &actor, const std::exception_ptr &error)
{
    if constexpr (ReceiveSignature<A, Failure>::exists)
        actor.tell(Failure::of(error));
    else
        actor.untyped().tell(QVariant::fromValue(Failure::of(error)));
}

//! An object on the thread of \a cell that stays in a restart and goes when the actor stops; null
//! if it has.
ACTORS_CORE_EXPORT QObject *hubOf(Cell &cell);

//! Calls \a deliver on the thread of \a actor, once, when \a future has finished.
template<class T, class Deliver>
void watchFor(const ActorRef &actor, const QFuture<T> &future, Deliver deliver)
{
    if (actor.isNull())
        return;
    actor.cell()->perform([actor, future, deliver] {
        QObject *hub = hubOf(*actor.cell());
        if (!hub)
            return;
        auto *watcher = new QFutureWatcher<T>(hub);
        QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, deliver] {
            watcher->deleteLater();
            deliver(watcher->future());
        });
        watcher->setFuture(future);
    });
}

template<class A, class T, class F>
void tellResult(const Ref<A> &actor, const QFuture<T> &future, F handler)
{
    if (const std::exception_ptr error = errorOf(future)) {
        tellFailure(actor, error);
        return;
    }
    if constexpr (std::is_void_v<T>)
        actor.tell(handler);
    else
        actor.tell(handler, future.result());
}

template<class A, class T, class F>
void tellReply(const Ref<A> &actor, ReplyCore &finished, F handler)
{
    if (!finished.isSuccessful())
        tellFailure(actor, finished.error());
    else if constexpr (std::is_void_v<T>)
        actor.tell(handler);
    else
        actor.tell(handler, std::move(*static_cast<ReplyState<T> &>(finished).value));
}

} // namespace Internal

/*!
 * Calls \a handler of \a actor, as a message, with the value of \a future when it has finished.
 *
 * A future that fails, or is cancelled, is told as a value message Failure: to
 * receive(const Failure &) if the actor has one, else it goes the way of all messages that nobody
 * handles, unhandled() and the dead letters. The future is watched on the actor's thread, and given
 * up with it once the actor has stopped; a restart changes nothing. May be called from any thread.
 */
template<class T, class A, class R, class C, class... P>
void pipeTo(const QFuture<T> &future, const Ref<A> &actor, R (C::*handler)(P...))
{
    Internal::watchFor(actor, future, [actor, handler](const QFuture<T> &finished) {
        Internal::tellResult(actor, finished, handler);
    });
}

//! \overload
template<class T, class A, class R, class C, class... P>
void pipeTo(const QFuture<T> &future, const Ref<A> &actor, R (C::*handler)(P...) const)
{
    Internal::watchFor(actor, future, [actor, handler](const QFuture<T> &finished) {
        Internal::tellResult(actor, finished, handler);
    });
}

//! As above, with the value itself as the message, which a receive() of \a actor takes.
template<class T, class A>
void pipeTo(const QFuture<T> &future, const Ref<A> &actor)
{
    Internal::watchFor(actor, future, [actor](const QFuture<T> &finished) {
        if (const std::exception_ptr error = Internal::errorOf(finished))
            Internal::tellFailure(actor, error);
        else
            actor.tell(finished.result());
    });
}

/*!
 * As for a QFuture, with what was asked of another actor. The message is sent by the one who asked;
 * a Reply to an actor that is restarted meanwhile is dropped with it.
 */
template<class T, class A, class R, class C, class... P>
void pipeTo(Reply<T> reply, const Ref<A> &actor, R (C::*handler)(P...))
{
    if (reply.isNull()) {
        Internal::tellFailure(actor, ActorError(ActorError::Code::NoSuchActor).toExceptionPtr());
        return;
    }
    reply.whenFinished([actor, handler](Internal::ReplyCore &finished) {
        Internal::tellReply<A, T>(actor, finished, handler);
    });
}

//! \overload
template<class T, class A>
void pipeTo(Reply<T> reply, const Ref<A> &actor)
{
    if (reply.isNull()) {
        Internal::tellFailure(actor, ActorError(ActorError::Code::NoSuchActor).toExceptionPtr());
        return;
    }
    reply.whenFinished([actor](Internal::ReplyCore &finished) {
        if (!finished.isSuccessful())
            Internal::tellFailure(actor, finished.error());
        else
            actor.tell(std::move(*static_cast<Internal::ReplyState<T> &>(finished).value));
    });
}

} // namespace Actors
