// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/cell.h>
#include <Actors/Core/mailbox.h>
#include <Actors/Core/reentrancy.h>

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace Actors::Internal {

/*!
 * \brief What an actor was given beside its constructor arguments, as far as its cell must know.
 *
 * Supervision and the actor floor derive from it what only they understand.
 */
struct SpawnOptions
{
    virtual ~SpawnOptions();

    Mailbox mailbox;
    int throughput = 0;
    Reentrancy reentrancy = Reentrancy::CallChain;
    bool keepsCopies = false; //!< A handler may want its message back whole.
    QString supervisor;
};

} // namespace Actors::Internal
