// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>

#include <functional>

namespace Actors {

//! The message that passes a Middleware. Valid during the call only.
class ACTORS_CORE_EXPORT MessageView
{
public:
    //! The name of the method, or of the type of the value.
    QString name() const;
    //! "name(argument, argument)".
    QString toString() const;
    //! The arguments of a call, or the one value.
    QVariantList arguments() const;
    //! Whom the message is for.
    ActorRef receiver() const;
    //! Null if it was not sent by an actor.
    ActorRef sender() const;

    // For the library.
    explicit MessageView(Internal::Envelope &envelope)
        : m_envelope(envelope)
    {
    }

private:
    Internal::Envelope &m_envelope;
};

/*!
 * \brief Wraps the handling of each message of an actor.
 *
 * Given to Props::withMiddleware(). Called on the actor's thread; one object may serve several
 * actors and then is called from several threads.
 */
class ACTORS_CORE_EXPORT Middleware
{
public:
    virtual ~Middleware();

    /*!
     * Called instead of the handler; \a next runs the rest, at last the handler itself. Without
     * calling it the message becomes a dead letter with the reason Rejected. What leaves it as an
     * exception is the actor's failure.
     */
    virtual void onReceive(const MessageView &message, const std::function<void()> &next) = 0;

protected:
    Middleware() = default;
    Q_DISABLE_COPY_MOVE(Middleware)
};

} // namespace Actors
