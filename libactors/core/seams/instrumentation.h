// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QString>

#include <chrono>

namespace Actors {

/*!
 * \brief The type of a message, as an observer may see it for the length of one call.
 */
class ACTORS_CORE_EXPORT ObservedType
{
public:
    //! The same for all messages of the type, and for no others, as long as the program runs.
    virtual const void *identity() const = 0;
    //! For people; costs something.
    virtual QString name() const = 0;

protected:
    ObservedType() = default;
    virtual ~ObservedType();
    Q_DISABLE_COPY_MOVE(ObservedType)
};

/*!
 * \brief What a running system tells an observer about itself.
 *
 * The runtime calls the functions from the thread where the thing happens, so they must be quick
 * and may not send messages; each does nothing by default. Actors are named by the number that
 * ActorRef::id() gives. Set with ActorSystem::setInstrumentation(); null costs nothing.
 */
class ACTORS_CORE_EXPORT Instrumentation
{
public:
    virtual ~Instrumentation();

    //! A new actor has its address; it is constructed later, on its thread.
    virtual void spawned(quint64 actor, quint64 parent, const QString &path, const char *className);
    //! The actor handles messages from now on.
    virtual void started(quint64 actor);
    //! The actor is gone. \a cause says why, in words.
    virtual void stopped(quint64 actor, const QString &cause);
    //! A handler or hook has failed; the supervisor is about to be asked.
    virtual void failed(quint64 actor, const QString &error, const QString &message);
    //! The supervisor has decided, by the name of the directive; a restart comes after \a delay.
    virtual void decided(quint64 actor, const char *directive, std::chrono::nanoseconds delay);
    //! A new object has taken the place of the old one.
    virtual void restarted(quint64 actor, quint64 incarnation);
    //! A message was lost, for the reason of that name. Nobody is recipient or sender 0.
    virtual void deadLetter(quint64 recipient, quint64 sender, const char *reason,
                            const ObservedType &type);

protected:
    Instrumentation() = default;
    Q_DISABLE_COPY_MOVE(Instrumentation)
};

} // namespace Actors
