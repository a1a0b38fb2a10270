// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "branch.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Props>

namespace Banking {

namespace {

template<class T>
Actors::Ref<T> supervisor(Actors::ActorSystem &system, const QString &name)
{
    auto ref = system.spawn(Actors::Props<T>().withDispatcher(Actors::Dispatcher::pool()), name);
    system.registerSupervisor(name, ref);
    return ref;
}

} // namespace

Branch Branch::open(Actors::ActorSystem &system)
{
    Branch branch;
    branch.bankSupervisor = supervisor<BankSupervisor>(system, QStringLiteral("bank-supervisor"));
    branch.accountSupervisor =
        supervisor<AccountSupervisor>(system, QStringLiteral("account-supervisor"));
    branch.transferSupervisor =
        supervisor<TransferSupervisor>(system, QStringLiteral("transfer-supervisor"));
    branch.bank =
        system.spawn(Actors::Props<Bank>().withSupervisor(QStringLiteral("bank-supervisor")),
                     QStringLiteral("bank"));
    branch.teller = system.spawn<Teller>(QStringLiteral("teller"), branch.bank);
    return branch;
}

} // namespace Banking
