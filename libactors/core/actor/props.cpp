// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "props.h"

#include "actor/actoroptions_p.h"

namespace Actors {

PropsBase::PropsBase() = default;

PropsBase::PropsBase(Internal::Blueprint *blueprint)
    : m_blueprint(blueprint)
{
}

PropsBase::PropsBase(const PropsBase &other)
    : m_blueprint(other.m_blueprint)
    , m_options(other.m_options)
{
    if (m_blueprint)
        m_blueprint->retain();
}

PropsBase::PropsBase(PropsBase &&other) noexcept
    : m_blueprint(other.takeBlueprint())
    , m_options(std::move(other.m_options))
{
}

PropsBase &PropsBase::operator=(PropsBase other) noexcept
{
    std::swap(m_blueprint, other.m_blueprint);
    std::swap(m_options, other.m_options);
    return *this;
}

PropsBase::~PropsBase()
{
    if (m_blueprint)
        m_blueprint->release();
}

PropsBase::Options &PropsBase::change()
{
    m_options = m_options ? std::make_shared<Options>(*m_options) : std::make_shared<Options>();
    return *m_options;
}

const Internal::SpawnOptions *PropsBase::options() const
{
    return m_options.get();
}

const Dispatcher &PropsBase::dispatcher() const
{
    static const Dispatcher automatic;
    return m_options ? m_options->dispatcher : automatic;
}

Mailbox PropsBase::mailbox() const
{
    return m_options ? m_options->mailbox : Mailbox();
}

void PropsBase::setDispatcher(const Dispatcher &dispatcher)
{
    change().dispatcher = dispatcher;
}

void PropsBase::setMailbox(const Mailbox &mailbox)
{
    Options &options = change();
    options.mailbox = mailbox;
    options.hasMailbox = true;
}

void PropsBase::setStrategy(const SupervisorStrategy &strategy)
{
    Options &options = change();
    options.strategy = strategy;
}

void PropsBase::setBudget(int maxRestarts, std::chrono::nanoseconds within)
{
    Options &options = change();
    options.strategy =
        options.strategy.value_or(SupervisorStrategy::children()).withBudget(maxRestarts, within);
}

void PropsBase::setSupervisor(const QString &name)
{
    change().supervisor = name;
}

void PropsBase::setStopPolicy(const StopPolicy &policy)
{
    change().stopPolicy = policy;
}

void PropsBase::setStash(int capacity, StashOverflow overflow)
{
    Options &options = change();
    options.stashCapacity = capacity;
    options.stashOverflow = overflow;
    options.keepsCopies = true;
}

void PropsBase::setThroughput(int messages)
{
    change().throughput = messages;
}

void PropsBase::setReentrancy(Reentrancy reentrancy)
{
    change().reentrancy = reentrancy;
}

void PropsBase::setStateCarryOver()
{
    change().carriesState = true;
}

void PropsBase::addMiddleware(std::shared_ptr<Middleware> middleware)
{
    change().middleware.push_back(std::move(middleware));
}

void PropsBase::addConnection(std::function<Connection(const ActorRef &)> connect)
{
    change().connections.push_back(std::move(connect));
}

} // namespace Actors
