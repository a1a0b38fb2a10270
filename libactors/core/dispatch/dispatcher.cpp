// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatcher.h"

#include <algorithm>
#include <atomic>

namespace Actors {

Dispatcher::Dispatcher() = default;

Dispatcher::Dispatcher(const QString &name)
    : m_kind(Kind::Named)
    , m_name(name)
{
}

Dispatcher::Dispatcher(const char *name)
    : Dispatcher(QString::fromUtf8(name))
{
}

Dispatcher Dispatcher::automatic()
{
    return {};
}

Dispatcher Dispatcher::dedicated()
{
    Dispatcher dispatcher;
    dispatcher.m_kind = Kind::Dedicated;
    return dispatcher;
}

Dispatcher Dispatcher::pool()
{
    Dispatcher dispatcher;
    dispatcher.m_kind = Kind::Pool;
    return dispatcher;
}

Dispatcher Dispatcher::pool(int threads)
{
    static std::atomic<quint64> pools = 0;
    Dispatcher dispatcher = pool();
    dispatcher.m_threads = std::max(1, threads);
    dispatcher.m_poolId = pools.fetch_add(1) + 1;
    return dispatcher;
}

Dispatcher Dispatcher::gui(std::chrono::nanoseconds budget)
{
    Dispatcher dispatcher;
    dispatcher.m_kind = Kind::Gui;
    dispatcher.m_budget = budget;
    return dispatcher;
}

Dispatcher Dispatcher::parent()
{
    Dispatcher dispatcher;
    dispatcher.m_kind = Kind::Parent;
    return dispatcher;
}

Dispatcher Dispatcher::named(const QString &name)
{
    return Dispatcher(name);
}

Dispatcher Dispatcher::withEventLoop(EventLoop loop) const
{
    Dispatcher dispatcher(*this);
    dispatcher.m_eventLoop = loop;
    dispatcher.m_eventLoopChosen = true;
    return dispatcher;
}

Dispatcher Dispatcher::withMaxHandlerTime(std::chrono::nanoseconds time) const
{
    Dispatcher dispatcher(*this);
    dispatcher.m_maxHandlerTime = time;
    return dispatcher;
}

Dispatcher Dispatcher::withBudget(std::chrono::nanoseconds time) const
{
    Dispatcher dispatcher(*this);
    dispatcher.m_budget = time;
    return dispatcher;
}

} // namespace Actors
