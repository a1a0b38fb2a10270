// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>

#include <QObject>

namespace Actors {

//! Tells a watcher that an actor has stopped.
class ACTORS_CORE_EXPORT Terminated
{
    Q_GADGET
    Q_PROPERTY(QString path READ path)
    Q_PROPERTY(Actors::Terminated::Reason reason READ reason)

public:
    //! Why an actor has stopped.
    enum class Reason {
        Stopped, //!< It was told to, or its parent or the system stopped.
        Failed, //!< Its supervisor stopped it after a failure.
        NodeDown, //!< Its node cannot be reached; not on one machine.
    };
    Q_ENUM(Reason)

    Terminated() = default;
    //! Made by the library; by tests that call onTerminated().
    Terminated(const ActorRef &actor, Reason reason, const ActorError &error)
        : m_actor(actor)
        , m_reason(reason)
        , m_error(error)
    {
    }

    //! The actor that has stopped; messages to it are dead letters.
    ActorRef actor() const { return m_actor; }
    //! Its path.
    QString path() const { return m_actor.path(); }
    //! Why it has stopped.
    Reason reason() const { return m_reason; }
    //! What it failed with; null unless reason() is Failed.
    ActorError error() const { return m_error; }

private:
    ActorRef m_actor;
    Reason m_reason = Reason::Stopped;
    ActorError m_error;
};

} // namespace Actors
