// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/runtime_p.h"

#include <Actors/Core/props.h>

namespace Actors {

class ActorSystem;

namespace Internal {

//! What the actors ask of their system, which lies above them.
class Spawner
{
public:
    virtual ~Spawner();
    //! Creates an actor below \a parent. A null name makes one; an empty one is refused.
    virtual ActorRef spawn(PropsBase &&props, const QString &name, Cell *parent) = 0;
    virtual SupervisorStrategy childStrategy() const = 0;
    virtual ActorSystem &system() = 0;
};

inline Spawner &spawnerOf(const Runtime &runtime)
{
    return *static_cast<Spawner *>(runtime.spawner);
}

} // namespace Internal
} // namespace Actors
