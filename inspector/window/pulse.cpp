// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "pulse.h"

#include <Actors/Inspection/connection.h>

#include <algorithm>

namespace Actors::Inspector {

namespace {

using namespace std::chrono_literals;
using Inspection::Subscription;

std::unique_ptr<Inspection::Stream> subscribed(Inspection::Connection &connection,
                                               Subscription::Kind kind)
{
    Subscription subscription;
    subscription.kind = kind;
    subscription.rows = 1;
    return connection.subscribe(subscription);
}

} // namespace

Pulse::Pulse(Inspection::Connection &connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_system(subscribed(connection, Subscription::Kind::System))
    , m_self(subscribed(connection, Subscription::Kind::Self))
{
    m_sinceBytes.start();
    connect(m_system.get(), &Inspection::Stream::changed, this, &Pulse::take);
    connect(m_self.get(), &Inspection::Stream::changed, this, &Pulse::take);
}

Pulse::~Pulse() = default;

void Pulse::take(const Inspection::TableDelta &delta)
{
    for (const Inspection::TableDelta::Row &row : delta.rows) {
        for (const auto &[column, value] : row.cells)
            m_values.insert(column, value.toDouble());
    }
    constexpr qint64 Second = 1000;
    if (const qint64 passed = m_sinceBytes.elapsed(); passed >= Second) {
        const quint64 bytes = m_connection.receivedBytes();
        m_linkRate = qint64(bytes - m_bytes) * Second / passed;
        m_bytes = bytes;
        m_sinceBytes.restart();
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    m_delay = std::max(0ns, std::chrono::nanoseconds(now) - m_connection.wallTime(delta.time));
    Q_EMIT changed();
}

} // namespace Actors::Inspector
