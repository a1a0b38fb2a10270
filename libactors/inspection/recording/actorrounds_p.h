// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief Goes through the tree of actors again and again, and tells all rows that it finds.
 *
 * A probe shows parts of its tree only; this asks for one after the other, ten times a second. A
 * round through 100,000 actors takes 20 seconds; rounds of a few begin once a second.
 */
class ActorRounds : public QObject
{
    Q_OBJECT

public:
    //! Asks on \a connection, which is the caller's and open.
    explicit ActorRounds(Connection &connection);

Q_SIGNALS:
    //! So a part of the tree is; all of each row, and no groups.
    void told(const Actors::Inspection::TableDelta &rows);
    //! These have been in the tree, and were not in two rounds since.
    void missed(const std::vector<quint64> &actors);

private:
    void beginRound();
    void askForMore();
    void take(const TableDelta &delta);
    void finishQuestion();
    void add(quint64 parent, quint64 count);
    void endRound();

    Connection &m_connection;
    QTimer m_next; //!< Until the next question, or round.
    QTimer m_patience; //!< For an answer that does not come as a whole.
    std::chrono::nanoseconds m_begun{0};
    std::deque<Subscription::Window> m_gaps; //!< Children that were not asked for yet.
    std::set<quint64> m_told; //!< In this round.
    std::unordered_map<quint64, int> m_known; //!< How many rounds ago each was seen.
    // Of the question that is open:
    std::unique_ptr<Stream> m_stream;
    TableDelta m_answer;
    std::set<quint64> m_awaited; //!< Rows of it that have not come.
};

} // namespace Actors::Inspection
