// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "refs/relay_p.h"

namespace Actors::Internal {

struct RelayedCall::Shared
{
    std::function<void()> function;
    std::atomic<quint32> references = 1;
};

RelayedCall::RelayedCall(std::function<void()> function)
    : m_shared(new Shared{std::move(function)})
{
}

RelayedCall::RelayedCall(const RelayedCall &other) noexcept
{
    Shared *shared = other.m_shared.load(std::memory_order_acquire);
    shared->references.fetch_add(1, std::memory_order_relaxed);
    m_shared.store(shared, std::memory_order_release);
}

RelayedCall::~RelayedCall()
{
    Shared *shared = m_shared.load(std::memory_order_acquire);
    if (shared->references.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete shared;
}

void RelayedCall::operator()() const
{
    m_shared.load(std::memory_order_acquire)->function();
}

Relay::~Relay() = default;

std::shared_ptr<Relay> Relay::to(QObject *context)
{
    return to(context, Qt::AutoConnection);
}

std::shared_ptr<Relay> Relay::to(QObject *context, Qt::ConnectionType type)
{
    std::shared_ptr<Relay> relay(new Relay);
    relay->m_connection = QObject::connect(
        relay.get(), &Relay::called, context, [](const RelayedCall &call) { call(); }, type);
    return relay;
}

void Relay::call(std::function<void()> function)
{
    Q_EMIT called(RelayedCall(std::move(function)));
}

bool Relay::isConnected() const
{
    return bool(m_connection);
}

void Relay::disconnectContext()
{
    QObject::disconnect(m_connection);
}

} // namespace Actors::Internal
