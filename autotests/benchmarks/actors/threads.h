// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "common/workload.h"

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <type_traits>

namespace Bench {

//! A system with two threads, for workloads that choose theirs.
class Threads
{
public:
    Threads()
        : system(QStringLiteral("bench"))
    {
    }

    template<class T, class... Arguments>
    Actors::Ref<T> spawn(int thread, Arguments &&...arguments)
    {
        return system.spawn(Actors::Props<T>(std::forward<Arguments>(arguments)...)
                                .withDispatcher(m_dispatchers[thread]));
    }
    //! The thread of the second party, if the first one's is 0.
    static int other(Place place) { return place == Place::TwoThreads ? 1 : 0; }

    Actors::ActorSystem system;

private:
    const Actors::Dispatcher m_dispatchers[2] = {Actors::Dispatcher::pool(1),
                                                 Actors::Dispatcher::pool(1)};
};

//! Waits until the actor has started.
inline void settle(const Actors::ActorRef &actor)
{
    actor.started().waitForFinished();
}

} // namespace Bench
