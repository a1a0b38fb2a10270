// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "recording/actorrounds_p.h"

#include <Actors/Core/clock.h>

#include <algorithm>

namespace Actors::Inspection {

using namespace std::chrono;

namespace {

constexpr milliseconds QuestionInterval{100};
constexpr milliseconds RoundInterval{1000};
constexpr milliseconds Patience{2000};
constexpr int MostRoundsMissed = 2;

} // namespace

ActorRounds::ActorRounds(Connection &connection)
    : m_connection(connection)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, [this] {
        if (m_gaps.empty())
            beginRound();
        else
            askForMore();
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(Patience);
    connect(&m_patience, &QTimer::timeout, this, &ActorRounds::finishQuestion);
    beginRound();
}

void ActorRounds::beginRound()
{
    m_begun = Clock::real()->now();
    m_told.clear();
    add(0, Subscription::MostRows);
    askForMore();
}

void ActorRounds::add(quint64 parent, quint64 count)
{
    for (quint64 offset = 0; offset < count; offset += Subscription::MostRows) {
        const quint64 part = std::min<quint64>(count - offset, Subscription::MostRows);
        m_gaps.push_back({parent, quint32(offset), quint32(part)});
    }
}

void ActorRounds::askForMore()
{
    Subscription subscription;
    subscription.kind = Subscription::Kind::Tree;
    subscription.interval = Subscription::LongestInterval;
    subscription.rows = Subscription::MostRows;
    std::set<quint64> parents;
    quint32 rows = 0;
    // One window of a parent at a time: its group does not tell which it is.
    while (!m_gaps.empty() && rows + m_gaps.front().count <= quint32(Subscription::MostRows)
           && parents.insert(m_gaps.front().parent).second) {
        rows += m_gaps.front().count;
        subscription.windows.push_back(m_gaps.front());
        m_gaps.pop_front();
    }
    m_answer = {};
    m_awaited.clear();
    m_stream = m_connection.subscribe(subscription);
    connect(m_stream.get(), &Stream::changed, this, &ActorRounds::take);
    connect(m_stream.get(), &Stream::failed, this, &ActorRounds::finishQuestion);
    m_patience.start();
}

void ActorRounds::take(const TableDelta &delta)
{
    m_answer.time = delta.time;
    for (const TableDelta::Group &group : delta.groups)
        m_awaited.insert(group.ids.begin(), group.ids.end());
    for (const TableDelta::Row &row : delta.rows) {
        m_awaited.erase(row.id);
        m_answer.rows.push_back(row);
    }
    if (m_awaited.empty())
        finishQuestion();
}

void ActorRounds::finishQuestion()
{
    m_patience.stop();
    m_stream->disconnect(this);
    for (const TableDelta::Row &row : m_answer.rows) {
        // A child that has moved from one window into the next is told twice.
        if (!m_told.insert(row.id).second)
            continue;
        m_known[row.id] = 0;
        for (const auto &[column, value] : row.cells) {
            if (column == Column::Children && value.toInteger() > 0)
                add(row.id, quint64(value.toInteger()));
        }
    }
    if (!m_answer.rows.empty())
        Q_EMIT told(m_answer);
    if (m_gaps.empty())
        endRound();
    else
        m_next.start(QuestionInterval);
}

void ActorRounds::endRound()
{
    std::vector<quint64> gone;
    for (auto known = m_known.begin(); known != m_known.end();) {
        if (!m_told.contains(known->first) && ++known->second == MostRoundsMissed) {
            gone.push_back(known->first);
            known = m_known.erase(known);
        } else {
            ++known;
        }
    }
    if (!gone.empty())
        Q_EMIT missed(gone);
    const auto taken = duration_cast<milliseconds>(Clock::real()->now() - m_begun);
    m_next.start(std::max(RoundInterval - taken, QuestionInterval));
}

} // namespace Actors::Inspection
