// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "supervision/supervisionoptions_p.h"

#include <Actors/Core/props.h>

namespace Actors {

namespace Internal {

//! All options of a spawn.
struct ActorOptions : SupervisionOptions
{
    Dispatcher dispatcher;
    StopPolicy stopPolicy;
    bool hasMailbox = false; //!< One was asked for, be it the plain one.
    bool carriesState = false; //!< From the old object to the new one in a restart.
    int stashCapacity = -1;
    StashOverflow stashOverflow = StashOverflow::Reject;
    std::vector<std::shared_ptr<Middleware>> middleware;
    std::vector<std::function<Connection(const ActorRef &)>> connections;

    //! Whether a cell must look at each message.
    bool isAttentive() const
    {
        return stopPolicy.kind() != StopPolicy::Kind::Never || !middleware.empty();
    }
};

} // namespace Internal

struct PropsBase::Options : Internal::ActorOptions
{
};

} // namespace Actors
