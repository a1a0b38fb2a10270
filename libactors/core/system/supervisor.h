// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actor.h>
#include <Actors/Core/supervised.h>

namespace Actors {

/*!
 * \brief An actor that decides about the failures of others, whoever their parents are.
 *
 * Registered by ActorSystem::registerSupervisor() and named by Props::withSupervisor(). The failed
 * actor is suspended until inform() has called one of the verbs of what it is given, at most for
 * the supervisor timeout of the system.
 */
class ACTORS_CORE_EXPORT Supervisor : public Actor
{
    Q_OBJECT

public:
    //! An actor has failed; a message of this actor. Decides by decideDirective() unless
    //! overridden.
    virtual void inform(const Actors::ActorError &error, const Actors::Supervised &supervised);

protected:
    //! Restart once within 5 s, else stop, unless overridden.
    virtual SupervisorStrategy supervisionStrategy() const;
    //! By supervisionStrategy() unless overridden.
    virtual Directive decideDirective(const ActorError &error, const Supervised &supervised);
};

} // namespace Actors
