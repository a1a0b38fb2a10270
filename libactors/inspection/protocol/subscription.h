// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>

#include <QCborValue>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief What an inspector wants to be told, and how often.
 *
 * The body of a frame Subscribe or Change: a map with the names of the members; what is missing is
 * as here.
 */
struct ACTORS_INSPECTION_EXPORT Subscription
{
    //! What a stream is about; by these names, in lower case, on the wire.
    enum class Kind : quint8 {
        System, //!< Table of one row: the system as a whole.
        Top, //!< Table: the actors that are first by \c sort.
        Tree, //!< Table in groups: the children of the actors in \c windows.
        Rows, //!< Table: the actors in \c ids.
        Classes, //!< Table: classes of actors with types of messages.
        Threads, //!< Table: the threads that actors live on.
        DeadLetters, //!< Table: lost messages by type, recipient and reason; counts are exact.
        Letters, //!< Events: lost messages, as examples: each group's first and then one a second.
        Lifecycle, //!< Events: actors come, fail, are restarted and go; alarms change.
        Log, //!< Events: what the library writes in its log.
        Alarms, //!< Table: rules, and whether they are raised.
        Self, //!< Table of one row: what the probe costs.
    };
    //! A part of the rows under one parent.
    struct Window
    {
        quint64 parent = 0; //!< 0 for the top of the tree.
        quint32 offset = 0;
        quint32 count = 200;
    };

    //! Rows of all windows together.
    static constexpr int MostRows = 500;
    static constexpr std::chrono::milliseconds ShortestInterval{100};
    static constexpr std::chrono::milliseconds LongestInterval = std::chrono::hours(1);

    Kind kind = Kind::Top;
    std::chrono::milliseconds interval{1000}; //!< Between two frames; "interval", milliseconds.
    int rows = 200; //!< At most so many.
    Column sort = Column::Oldest; //!< The greatest first; by its name.
    QString filter; //!< See Filter.
    std::vector<Window> windows; //!< [[parent, offset, count], ...].
    std::vector<quint64> ids;

    QCborValue toCbor() const;
    //! Nothing if that is no such body; \a error then says why.
    static std::optional<Subscription> fromCbor(const QCborValue &body, QString *error = nullptr);
};

//! As on the wire: "deadletters".
ACTORS_INSPECTION_EXPORT QString nameOf(Subscription::Kind kind);
//! The kind of that name; nothing if there is none.
ACTORS_INSPECTION_EXPORT std::optional<Subscription::Kind> kindNamed(QStringView name);
//! Whether it is about things that happen, and not a table.
ACTORS_INSPECTION_EXPORT bool isEvents(Subscription::Kind kind);
//! Whether each row is an actor.
ACTORS_INSPECTION_EXPORT bool isOfActors(Subscription::Kind kind);

} // namespace Actors::Inspection
