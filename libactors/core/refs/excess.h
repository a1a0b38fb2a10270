// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/mailbox.h>

#include <utility>

namespace Actors {

namespace Internal {

//! A message that is taken out of its way: its value, and the way of the answer.
class ACTORS_CORE_EXPORT TakenMessage
{
public:
    explicit TakenMessage(Envelope *envelope);
    ~TakenMessage();
    Q_DISABLE_COPY_MOVE(TakenMessage)

    void *value() const;
    //! Null if nobody asked. Whoever takes it must answer.
    AnswerRoute takeRoute();

private:
    Envelope *const m_envelope;
};

//! Sends a value, and lets its receiver answer whoever has asked.
template<class T, class M>
void sendTaken(const Ref<T> &actor, M &&message, AnswerRoute route)
{
    using Value = std::remove_cvref_t<M>;
    if constexpr (checkMessage<T, Value>()) {
        using Message = ValueMessage<T, Value, AnswerRoute>;
        using Result = typename AnswerOf<std::remove_cvref_t<typename Message::Result>>::Type;
        if (!route) {
            actor.tell(std::forward<M>(message));
        } else if (!answerExpects(route, answerTag<Result>())) {
            answerMismatch(route, typeName<Result>());
            actor.tell(std::forward<M>(message));
        } else if (Cell *cell = actor.cell()) {
            Outgoing out(*cell, &Message::table);
            new (out.arguments()) Message{route, std::forward<M>(message)};
            out.commit();
        } else {
            answerFailure(route, ActorError(ActorError::Code::NoSuchActor).toExceptionPtr());
        }
    }
}

//! Sends a value whose type the receiver may know at run time only.
ACTORS_CORE_EXPORT void sendTransformed(Cell &cell, const QVariant &message);

} // namespace Internal

//! What redirectTo() returns, to be given to Mailbox::limit().
template<class T>
class Redirection
{
public:
    //! To \a actor.
    explicit Redirection(Ref<T> actor)
        : m_actor(std::move(actor))
    {
    }
    //! For the library: what Mailbox::limit() does with messages of type M.
    template<class M>
    Mailbox::Excess excessOf() const
    {
        return Mailbox::Excess::handOver(
            [actor = m_actor](Internal::Cell &, Internal::Envelope *envelope) {
                Internal::TakenMessage taken(envelope);
                Internal::sendTaken(actor, std::move(*static_cast<M *>(taken.value())),
                                    taken.takeRoute());
            });
    }

private:
    Ref<T> m_actor;
};

//! What transform() returns, to be given to Mailbox::limit().
template<class F>
class Transformation
{
public:
    //! By \a function, which is called in the thread that sends.
    explicit Transformation(F function)
        : m_function(std::move(function))
    {
    }
    //! For the library: what Mailbox::limit() does with messages of type M.
    template<class M>
    Mailbox::Excess excessOf() const
    {
        using Result = std::remove_cvref_t<std::invoke_result_t<F, const M &>>;
        static_assert(!std::is_same_v<Result, M>,
                      "Actors: a message that exceeds the limit of its type must be transformed "
                      "into another type.");
        return Mailbox::Excess::handOver(
            [function = m_function](Internal::Cell &cell, Internal::Envelope *envelope) {
                Internal::TakenMessage taken(envelope);
                Internal::sendTransformed(
                    cell,
                    QVariant::fromValue(function(std::as_const(*static_cast<M *>(taken.value())))));
            });
    }

private:
    F m_function;
};

/*!
 * What exceeds a limit is sent to \a actor instead, whose receive() takes it. Whoever has asked
 * gets the answer of \a actor, if it is of the type that was asked for, else TypeMismatch.
 *
 * \code
 * Mailbox::unbounded().limit<Job>(10, redirectTo(spare))
 * \endcode
 */
template<class T>
Redirection<T> redirectTo(const Ref<T> &actor)
{
    return Redirection<T>(actor);
}

/*!
 * What exceeds a limit is replaced by what \a function makes of it, a message of another type for
 * the same actor: a count of what was skipped, the essence of it. The receive() that takes it can
 * be invoked by name, or a behaviour handles it. Whoever has asked is told Cancelled.
 *
 * \a function is called by the threads that send and must not throw.
 */
template<class F>
Transformation<F> transform(F function)
{
    return Transformation<F>(std::move(function));
}

} // namespace Actors
