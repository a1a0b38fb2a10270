// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "snapshot.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/remotetable.h>
#include <Actors/Inspection/subscription.h>

#include <QObject>
#include <QTimer>

#include <memory>

namespace Actors::Inspector {

/*!
 * \brief Looks at a table of the target, again and again.
 */
class TableWatch : public QObject
{
    Q_OBJECT

public:
    //! Asks on \a connection, which is the caller's and open.
    TableWatch(Inspection::Connection &connection, const Inspection::Subscription &subscription);
    ~TableWatch() override;

    //! What was told last.
    const Snapshot &snapshot() const { return m_snapshot; }

Q_SIGNALS:
    //! All rows are there, as \a delta has changed them; see snapshot().
    void changed(const Actors::Inspection::TableDelta &delta);
    //! Rates are known: an interval after the first look, which they cannot be told by. Comes once.
    void settled();
    void failed(const Actors::Inspection::StreamError &error);

private:
    void take(const Inspection::TableDelta &delta);
    void settle();

    Inspection::RemoteTable m_table;
    Snapshot m_snapshot;
    std::chrono::nanoseconds m_interval;
    std::chrono::nanoseconds m_firstTime{-1}; //!< Of the first look; negative before that.
    QTimer m_settling; //!< A table in which nothing changes is not told of again.
    bool m_isSettled = false;
    std::unique_ptr<Inspection::Stream> m_stream;
};

} // namespace Actors::Inspector
