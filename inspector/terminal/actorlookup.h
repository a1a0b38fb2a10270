// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tablewatch.h"

#include <Actors/Inspection/connection.h>

#include <QObject>

#include <memory>

namespace Actors::Inspector {

/*!
 * \brief Finds the actor that lives at a path.
 */
class ActorLookup : public QObject
{
    Q_OBJECT

public:
    //! Asks on \a connection, which is the caller's and open.
    ActorLookup(Inspection::Connection &connection, const QString &path);

Q_SIGNALS:
    //! That is what is known of it at once; rates are not.
    void found(const Actors::Inspection::TableDelta::Row &actor);
    //! That is what is known of it after a second.
    void settled(const Actors::Inspection::TableDelta::Row &actor);
    //! There is none, or it has stopped: code "gone".
    void failed(const Actors::Inspection::StreamError &error);

private:
    void watch(quint64 actor);

    Inspection::Connection &m_connection;
    const QString m_path;
    std::unique_ptr<TableWatch> m_watch;
    bool m_isFound = false;
};

} // namespace Actors::Inspector
