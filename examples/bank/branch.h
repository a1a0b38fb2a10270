// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "accountsupervisor.h"
#include "bank.h"
#include "banksupervisor.h"
#include "teller.h"
#include "transfersupervisor.h"

namespace Actors {
class ActorSystem;
} // namespace Actors

namespace Banking {

//! The actors of one bank, put together: references only.
struct Branch
{
    //! Spawns them all in \a system, the supervisors first.
    static Branch open(Actors::ActorSystem &system);

    Actors::Ref<BankSupervisor> bankSupervisor;
    Actors::Ref<AccountSupervisor> accountSupervisor;
    Actors::Ref<TransferSupervisor> transferSupervisor;
    Actors::Ref<Bank> bank;
    Actors::Ref<Teller> teller;
};

} // namespace Banking
