// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>
#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QString>

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Actors::Inspection {

class Filter;
struct RecordedFrame;

/*!
 * \brief What a recording knows of its target at a moment: the frames up to there, put together.
 *
 * Who records keeps one, too: what it knows is what a key frame must tell. It answers what an
 * inspector may subscribe to. Frames may be from anybody: what it holds is bounded.
 *
 * Belongs to one thread.
 */
class ACTORS_INSPECTION_EXPORT RecordedScene
{
public:
    //! Further actors are left out.
    static constexpr std::size_t MostActors = 1'000'000;
    //! Of all texts of actors together; rows beyond that are left out.
    static constexpr qsizetype MostText = qsizetype(256) * 1024 * 1024;
    //! Texts are cut there.
    static constexpr qsizetype LongestText = 1024;
    //! Of each kind; older ones are forgotten.
    static constexpr std::size_t MostEvents = 4096;
    //! Of each kind in a key frame.
    static constexpr std::size_t EventsInKeyFrame = 500;

    using Cells = std::vector<std::pair<Column, QCborValue>>;
    struct Event
    {
        quint64 number = 0;
        Cells cells;
    };

    //! Takes Subscribe, Table and Events, as they are in a recording; others change nothing.
    void apply(const RecordedFrame &recorded);
    //! Forgets everything.
    void clear();

    //! When the last frame came.
    std::chrono::nanoseconds time() const { return m_time; }
    //! How many actors are known, those at the top of the tree not counted.
    std::size_t actorCount() const;
    //! All actors, those at the top too, that are known.
    std::vector<quint64> actors() const;
    bool contains(quint64 actor) const { return m_actors.contains(actor); }
    //! What is known of an actor.
    const Cells &actor(quint64 id) const;
    //! The actor with that path; nothing if there is none.
    std::optional<quint64> actorAt(const QString &path) const;
    //! All rows that \a subscription wants, as they are now. Nothing for events.
    TableDelta look(const Subscription &subscription) const;
    //! Those that are known of a kind of events, the oldest first.
    const std::deque<Event> &events(Subscription::Kind kind) const;

    //! The frames that tell all of this to another scene.
    std::vector<Frame> keyFrames() const;

    //! The number of the stream that a recording has for \a kind.
    static quint32 streamOf(Subscription::Kind kind) { return quint32(kind) + 1; }

private:
    struct Actor
    {
        quint64 order = 0; //!< In which they became known.
        quint64 parent = 0;
        qsizetype text = 0; //!< Bytes of its texts.
        Cells cells;
    };
    struct Table
    {
        quint64 total = 0;
        std::vector<quint64> ids;
        std::unordered_map<quint64, Cells> rows;
    };

    void take(Subscription::Kind kind, const TableDelta &delta);
    void takeActor(const TableDelta::Row &row);
    void take(Subscription::Kind kind, const EventBatch &batch);
    QCborValue kept(Column column, const QCborValue &value);
    TableDelta lookAtTop(const Subscription &subscription) const;
    TableDelta lookAtTree(const Subscription &subscription) const;
    const std::unordered_map<quint64, std::vector<quint64>> &children() const;

    std::chrono::nanoseconds m_time{0};
    std::map<quint32, Subscription::Kind> m_streams;
    std::unordered_map<quint64, Actor> m_actors;
    quint64 m_lastOrder = 0;
    qsizetype m_text = 0;
    std::unordered_map<QString, QCborValue> m_common; //!< Texts that many rows have.
    std::map<Subscription::Kind, Table> m_tables;
    std::map<Subscription::Kind, std::deque<Event>> m_events;
    mutable std::optional<std::unordered_map<quint64, std::vector<quint64>>> m_children;
};

//! The value in a column of \a cells; undefined if there is none.
ACTORS_INSPECTION_EXPORT QCborValue cellOf(const RecordedScene::Cells &cells, Column column);
//! Whether \a filter wants a row of such \a cells.
ACTORS_INSPECTION_EXPORT bool matches(const Filter &filter, const RecordedScene::Cells &cells);

} // namespace Actors::Inspection
