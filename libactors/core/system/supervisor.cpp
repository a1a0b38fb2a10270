// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "supervisor.h"

namespace Actors {

void Supervisor::inform(const ActorError &error, const Supervised &supervised)
{
    supervised.decide(decideDirective(error, supervised), supervisionStrategy());
}

SupervisorStrategy Supervisor::supervisionStrategy() const
{
    using namespace std::chrono_literals;
    return SupervisorStrategy::oneForOne().maxRestarts(1).within(5s).onLimit(Directive::Stop);
}

Directive Supervisor::decideDirective(const ActorError &, const Supervised &supervised)
{
    return supervisionStrategy().decide(supervised.failure().exception()).directive;
}

} // namespace Actors
