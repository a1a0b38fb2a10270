// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "link.h"

#include "cell/runtime_p.h"
#include "refs/connection.h"
#include "refs/latest.h"
#include "refs/relay_p.h"

#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>

namespace Actors {

using namespace Internal;

Connection::Connection(std::shared_ptr<Link> link)
    : d(std::move(link))
{
}

void Connection::disconnect()
{
    if (d)
        d->disconnect();
}

bool Connection::isConnected() const
{
    return d && d->isConnected();
}

namespace Internal {

namespace {

//! The connections of an actor.
class Connections final : public Attachment
{
public:
    static Connections &of(Cell &cell)
    {
        auto *connections = static_cast<Connections *>(cell.attachment(Cell::Keeper::Connections));
        if (!connections) {
            cell.attach(Cell::Keeper::Connections, std::make_unique<Connections>());
            connections = static_cast<Connections *>(cell.attachment(Cell::Keeper::Connections));
        }
        return *connections;
    }

    void constructed(Cell &cell) override
    {
        for (const auto &link : m_outbound)
            link->attach(cell.object());
    }

    void stopped(Cell &, const QString &, const std::exception_ptr &) override
    {
        for (const auto &link : std::exchange(m_inbound, {})) {
            if (const auto alive = link.lock())
                alive->disconnect();
        }
        for (const auto &link : std::exchange(m_outbound, {}))
            link->disconnect();
    }

    void add(const std::shared_ptr<InboundLink> &link)
    {
        std::erase_if(m_inbound, [](const auto &other) {
            const auto alive = other.lock();
            return !alive || !alive->isConnected();
        });
        m_inbound.push_back(link);
    }
    void add(const std::shared_ptr<OutboundLink> &link)
    {
        std::erase_if(m_outbound, [](const auto &other) { return !other->isConnected(); });
        m_outbound.push_back(link);
    }

private:
    std::vector<std::weak_ptr<InboundLink>> m_inbound;
    std::vector<std::shared_ptr<OutboundLink>> m_outbound;
};

} // namespace

Link::~Link() = default;

void InboundLink::setConnection(const QMetaObject::Connection &connection)
{
    const std::lock_guard lock(m_mutex);
    m_connection = connection;
}

void InboundLink::disconnect()
{
    const std::lock_guard lock(m_mutex);
    QObject::disconnect(m_connection);
}

bool InboundLink::isConnected() const
{
    const std::lock_guard lock(m_mutex);
    return bool(m_connection);
}

void endWith(Cell &cell, const std::shared_ptr<InboundLink> &link)
{
    cell.retain();
    cell.perform([&cell, link] {
        if (cell.isStopped())
            link->disconnect();
        else
            Connections::of(cell).add(link);
        cell.release();
    });
}

OutboundLink::OutboundLink(Attach attach)
    : m_attach(std::move(attach))
{
}

void OutboundLink::disconnect()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    QObject::disconnect(m_connection);
}

bool OutboundLink::isConnected() const
{
    const std::lock_guard lock(m_mutex);
    return !m_ended && (!isOtherEndAlive || isOtherEndAlive());
}

void OutboundLink::attach(QObject *object)
{
    const std::lock_guard lock(m_mutex);
    if (!m_ended)
        m_connection = m_attach(object);
}

void beginOutbound(Cell &cell, const std::shared_ptr<OutboundLink> &link)
{
    cell.retain();
    cell.perform([&cell, link] {
        if (cell.isStopped()) {
            link->disconnect();
        } else {
            Connections::of(cell).add(link);
            if (cell.object())
                link->attach(cell.object());
        }
        cell.release();
    });
}

Courier::Courier(QObject *receiver)
    : m_relay(Relay::to(receiver))
{
}

void Courier::deliver(const std::function<void()> &call) const
{
    m_relay->call(call);
}

bool Courier::isConnected() const
{
    return m_relay->isConnected();
}

void Courier::disconnect() const
{
    m_relay->disconnectContext();
}

void refuseConnection(const ActorRef &actor, const QString &cause)
{
    report(Diagnostic::ConnectionRefused, QString(), actor.path(), cause,
           QStringLiteral("connect objects that exist, and actors whose spawn was not refused"));
}

void countCoalesced(Cell &cell)
{
    cell.runtime().sentDirectly.fetch_add(1, std::memory_order_relaxed);
}

void reportCoalesced(Cell &cell, const MessageTable &table, void *arguments)
{
    Record record{};
    record.table = &table;
    record.target = &cell;
    record.sender = sender().id;
    cell.runtime().letter(int(DeadLetter::Reason::Coalesced), record, arguments, cell.id());
}

} // namespace Internal
} // namespace Actors
