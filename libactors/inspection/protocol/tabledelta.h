// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>

#include <QCborValue>

#include <chrono>
#include <optional>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief What has changed in the window that an inspector has opened on a table of the probe.
 *
 * The body of a frame Table: [time, [[parent, total, [id, ...]], ...], [[id, [column, value, ...]],
 * ...]]. Rows have numbers that stay, never places. A row that is in no group any more is gone.
 *
 * A value is an integer, a floating-point number or a text; null or undefined if nothing is known.
 * Columns may come that info() does not know, from a newer probe.
 */
struct ACTORS_INSPECTION_EXPORT TableDelta
{
    //! The rows under one parent that are in the window, in their order.
    struct Group
    {
        quint64 parent = 0; //!< A row; 0 for the table itself.
        quint64 total = 0; //!< How many rows there are that fit, in the window or not.
        std::vector<quint64> ids;
    };
    //! What is new in a row.
    struct Row
    {
        quint64 id = 0;
        std::vector<std::pair<Column, QCborValue>> cells;
    };

    std::chrono::nanoseconds time{0}; //!< On the clock of the target.
    std::vector<Group> groups; //!< Those that have changed.
    std::vector<Row> rows; //!< Those that have changed; all of a row when it comes into the window.

    QCborValue toCbor() const;
    //! Nothing if that is no such body.
    static std::optional<TableDelta> fromCbor(const QCborValue &body);
};

/*!
 * \brief What has happened since the last one, as far as the inspector kept up.
 *
 * The body of a frame Events: [first, dropped, [event, ...]].
 */
struct ACTORS_INSPECTION_EXPORT EventBatch
{
    //! Columns of one thing that happened, with Column::Last for its time.
    using Event = std::vector<std::pair<Column, QCborValue>>;

    quint64 first = 0; //!< The number of the first event; they are numbered without gaps.
    quint64 dropped = 0; //!< How many were lost before the first.
    std::vector<Event> events;

    QCborValue toCbor() const;
    //! Nothing if that is no such body.
    static std::optional<EventBatch> fromCbor(const QCborValue &body);
};

} // namespace Actors::Inspection
