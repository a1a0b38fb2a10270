// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "refs/relay_p.h"

namespace Actors::Internal {

Relay::~Relay() = default;

std::shared_ptr<Relay> Relay::to(QObject *context)
{
    return to(context, Qt::AutoConnection);
}

std::shared_ptr<Relay> Relay::to(QObject *context, Qt::ConnectionType type)
{
    std::shared_ptr<Relay> relay(new Relay);
    relay->m_connection = QObject::connect(
        relay.get(), &Relay::called, context,
        [](const std::function<void()> &function) { function(); }, type);
    return relay;
}

void Relay::call(std::function<void()> function)
{
    Q_EMIT called(function);
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
