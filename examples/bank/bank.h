// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "account.h"
#include "transfercoordinator.h"

#include <Actors/Core/Actor>

#include <map>

namespace Banking {

/*!
 * \brief Opens accounts and knows them by their numbers; the parent of all that handle money.
 *
 * It never holds money itself: whoever wants to move some asks it for the Account.
 */
class Bank : public Actors::Actor
{
    Q_OBJECT

public:
    //! Opens an account and returns its number, "A-1".
    QString open(const QString &owner, Cents initial);
    //! The account of that number, which may be closed by now.
    Actors::Ref<Account> account(const QString &number) const;
    //! Those that are open, in the order of their opening.
    QList<Actors::Ref<Account>> accounts() const;
    Actors::Ref<TransferCoordinator> transfers() const { return m_transfers; }

protected:
    void beforeStart() override;

private:
    std::map<int, Actors::Ref<Account>> m_accounts; //!< By the number without its "A-".
    Actors::Ref<TransferCoordinator> m_transfers;
};

} // namespace Banking
