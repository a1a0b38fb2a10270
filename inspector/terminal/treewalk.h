// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QObject>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace Actors::Inspector {

/*!
 * \brief Goes through the tree of actors once, level by level, in as many questions as that takes.
 *
 * The tree changes meanwhile: each row is as it was when it was told.
 */
class TreeWalk : public QObject
{
    Q_OBJECT

public:
    struct Bounds
    {
        int levels = 0; //!< Below the start.
        int children = 0; //!< Of each actor.
    };
    //! The children of an actor, as far as they are within the bounds.
    struct Family
    {
        quint64 total = 0; //!< How many there are.
        std::vector<Inspection::TableDelta::Row> children;
    };

    //! Asks on \a connection, which is the caller's and open.
    TreeWalk(Inspection::Connection &connection, const Bounds &bounds);

    //! Begins below the actor with the number \a root; 0 for the top.
    void start(quint64 root);
    //! Those of the actor with the number \a parent; null if none were told.
    const Family *family(quint64 parent) const;

Q_SIGNALS:
    void finished();
    void failed(const Actors::Inspection::StreamError &error);

private:
    //! Children that were not asked for yet.
    struct Gap
    {
        Inspection::Subscription::Window window;
        int level = 0; //!< That of the children; those of the start have 1.
    };

    void askForMore();
    void take(const Inspection::TableDelta &delta);
    void finishQuestion();
    bool isAnswered() const;
    void accept(const Gap &gap, const Inspection::TableDelta::Group &group);
    void add(quint64 parent, quint64 offset, quint64 count, int level);

    Inspection::Connection &m_connection;
    const Bounds m_bounds;
    std::map<quint64, Family> m_families;
    std::set<quint64> m_told; //!< The children of all families.
    std::deque<Gap> m_gaps;
    // Of the question that is open:
    std::unique_ptr<Inspection::Stream> m_stream;
    std::vector<Gap> m_asked;
    std::map<quint64, Inspection::TableDelta::Group> m_groups;
    std::map<quint64, Inspection::TableDelta::Row> m_rows;
    QTimer m_patience; //!< An actor that has gone meanwhile has no children to tell of.
};

} // namespace Actors::Inspector
