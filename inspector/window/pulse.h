// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>
#include <Actors/Inspection/tabledelta.h>

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include <memory>

namespace Actors::Inspection {
class Connection;
class Stream;
} // namespace Actors::Inspection

namespace Actors::Inspector {

/*!
 * \brief How a target as a whole does, and what it costs to look at it.
 *
 * Belongs to the thread of its connection, which must outlive it.
 */
class Pulse : public QObject
{
    Q_OBJECT

public:
    explicit Pulse(Inspection::Connection &connection, QObject *parent = nullptr);
    ~Pulse() override;

    //! Whether anything was told yet.
    bool isKnown() const { return !m_values.isEmpty(); }
    //! A column of the tables about the system and about the probe itself; 0 before it is known.
    double value(Inspection::Column column) const { return m_values.value(column); }
    //! Bytes that came in the last second.
    qint64 linkRate() const { return m_linkRate; }
    //! How old the last numbers were when they came.
    std::chrono::nanoseconds delay() const { return m_delay; }

Q_SIGNALS:
    void changed();

private:
    void take(const Inspection::TableDelta &delta);

    Inspection::Connection &m_connection;
    QHash<Inspection::Column, double> m_values;
    QElapsedTimer m_sinceBytes;
    quint64 m_bytes = 0;
    qint64 m_linkRate = 0;
    std::chrono::nanoseconds m_delay{0};
    std::unique_ptr<Inspection::Stream> m_system;
    std::unique_ptr<Inspection::Stream> m_self;
};

} // namespace Actors::Inspector
