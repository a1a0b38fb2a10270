// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "common/workload.h"

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QLoggingCategory>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace Bench {

//! How long the threads below work at a time, if not as long as usual.
inline std::optional<std::chrono::nanoseconds> budgetOfThreads;

//! A system with two threads, for workloads that choose theirs.
class Threads
{
public:
    explicit Threads(Place place = Place::TwoThreads)
        : system(QStringLiteral("bench"))
        , m_dispatchers{dispatcher(place), dispatcher(place)}
    {
    }

    template<class T, class... Arguments>
    Actors::Ref<T> spawn(int thread, Arguments &&...arguments)
    {
        return spawn(thread, Actors::Props<T>(std::forward<Arguments>(arguments)...));
    }
    template<class T>
    Actors::Ref<T> spawn(int thread, const Actors::Props<T> &props)
    {
        return system.spawn(props.withDispatcher(m_dispatchers[thread]));
    }
    //! The thread of the second party, if the first one's is 0.
    static int other(Place place) { return place == Place::OneThread ? 0 : 1; }

    Actors::ActorSystem system;

private:
    static Actors::Dispatcher dispatcher(Place place)
    {
        const auto dispatcher = place == Place::OwnThreads ? Actors::Dispatcher::dedicated()
                                                           : Actors::Dispatcher::pool(1);
        return budgetOfThreads ? dispatcher.withBudget(*budgetOfThreads) : dispatcher;
    }

    const Actors::Dispatcher m_dispatchers[2];
};

//! Of a system whose actors go where it puts them, for workloads with masses of them.
inline Actors::ActorSystemOptions withTwoThreads()
{
    Actors::ActorSystemOptions options;
    options.dispatcher = Actors::Dispatcher::pool(2);
    options.shutdownTimeout = std::chrono::minutes(2); // a million takes its time
    return options;
}

//! Waits until the actor has started.
inline void settle(const Actors::ActorRef &actor)
{
    actor.started().waitForFinished();
}

//! For workloads whose actors fail or lose messages: what they cost is to be measured, not a log.
inline void beQuiet()
{
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
}

} // namespace Bench
