// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "explainingsupervisor.h"

#include "explanation.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Core/EventStream>

namespace Banking {

void ExplainingSupervisor::inform(const Actors::ActorError &error,
                                  const Actors::Supervised &supervised)
{
    const Request request = Request::from(supervised.context());
    const auto bankError = BankError::from(supervised.failure().exception());
    Explanation explanation;
    explanation.request = request.number;
    explanation.command = request.text();
    explanation.error = error.text();
    explanation.suggestion = bankError
        ? suggestion(*bankError, request)
        : QStringLiteral("try again; if it fails again, this is a fault of the bank");
    explanation.decision = QStringLiteral("%1 resumes %2, which keeps its state")
                               .arg(self().name(), supervised.address());
    ++m_resumed;
    system()->eventStream()->publish(explanation);
    Supervisor::inform(error, supervised);
}

Actors::SupervisorStrategy ExplainingSupervisor::supervisionStrategy() const
{
    return Actors::SupervisorStrategy::oneForOne().otherwise(Actors::Directive::Resume);
}

} // namespace Banking
