// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actorlookup.h"

#include "printable.h"

#include <Actors/Inspection/subscription.h>

#include <QCborMap>

#include <utility>

namespace Actors::Inspector {

using Inspection::Connection;
using Inspection::Subscription;

ActorLookup::ActorLookup(Connection &connection, const QString &path)
    : m_connection(connection)
    , m_path(path)
{
    connection.request(QStringLiteral("actor.info"), {{QStringLiteral("path"), path}}, this,
                       [this](const Connection::Answer &answer) {
                           if (answer.error.code.isEmpty())
                               watch(quint64(answer.value[QLatin1StringView("id")].toInteger()));
                           else
                               Q_EMIT failed(answer.error);
                       });
}

void ActorLookup::watch(quint64 actor)
{
    Subscription subscription;
    subscription.kind = Subscription::Kind::Rows;
    subscription.ids = {actor};
    m_watch = std::make_unique<TableWatch>(m_connection, subscription);
    connect(m_watch.get(), &TableWatch::failed, this, &ActorLookup::failed);
    connect(m_watch.get(), &TableWatch::changed, this, [this] {
        if (m_watch->snapshot().rows.empty())
            Q_EMIT failed(
                {QStringLiteral("gone"), QStringLiteral("the actor %1 has stopped").arg(m_path)});
        else if (!std::exchange(m_isFound, true))
            Q_EMIT found(m_watch->snapshot().rows.front());
    });
    connect(m_watch.get(), &TableWatch::settled, this, [this] {
        if (!m_watch->snapshot().rows.empty())
            Q_EMIT settled(m_watch->snapshot().rows.front());
    });
}

} // namespace Actors::Inspector
