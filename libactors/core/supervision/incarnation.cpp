// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/failure.h>
#include <Actors/Core/incarnation.h>
#include <Actors/Core/supervisorstrategy.h>

namespace Actors::Internal {

std::optional<Directive> Incarnation::onChildFailure(QObject *, const ActorRef &,
                                                     const Failure &) const
{
    return {};
}

std::optional<SupervisorStrategy> Incarnation::supervisorStrategy(QObject *) const
{
    return {};
}

std::optional<SupervisorStrategy> Incarnation::classStrategy() const
{
    return {};
}

} // namespace Actors::Internal
