// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bankerror.h"
#include "request.h"

#include <Actors/Core/Supervisor>

namespace Banking {

/*!
 * \brief Lets actors that refuse go on as they are, and explains to the customer why.
 *
 * The explanation is made from the error and from the execution context of the message that
 * failed, and published on the event stream. What to suggest depends on who has failed: the three
 * supervisors of the bank derive from this.
 */
class ExplainingSupervisor : public Actors::Supervisor
{
    Q_OBJECT
    Q_PROPERTY(int resumed READ resumed)

public:
    //! How often an actor was resumed.
    int resumed() const { return m_resumed; }

    void inform(const Actors::ActorError &error, const Actors::Supervised &supervised) override;

protected:
    Actors::SupervisorStrategy supervisionStrategy() const override;
    //! What the customer can do about \a error, in words.
    virtual QString suggestion(const BankError &error, const Request &request) const = 0;

private:
    int m_resumed = 0;
};

} // namespace Banking
