// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "eventmodel.h"

#include "client/modelcells_p.h"

#include <algorithm>

namespace Actors::Inspection {

namespace {

Subscription subscriptionTo(Subscription::Kind kind)
{
    Subscription subscription;
    subscription.kind = kind;
    subscription.interval = std::chrono::milliseconds(250);
    return subscription;
}

} // namespace

EventModel::EventModel(Connection &connection, Subscription::Kind kind, std::vector<Column> columns,
                       QObject *parent)
    : QAbstractTableModel(parent)
    , m_connection(connection)
    , m_stream(connection.subscribe(subscriptionTo(kind)))
    , m_columns(std::move(columns))
{
    connect(m_stream.get(), &Stream::happened, this, &EventModel::append);
    connect(m_stream.get(), &Stream::failed, this, &EventModel::failed);
}

EventModel::~EventModel() = default;

void EventModel::append(const EventBatch &batch)
{
    // A recording has been taken back to an earlier moment.
    if (!m_events.empty() && batch.first <= m_events.back().first)
        removeFirst(int(m_events.size()));
    if (batch.dropped > 0) {
        m_dropped += batch.dropped;
        Q_EMIT droppedChanged(m_dropped);
    }
    const int fresh = int(std::min(batch.events.size(), std::size_t(m_capacity)));
    if (fresh == 0)
        return;
    const int surplus = int(m_events.size()) + fresh - m_capacity;
    if (surplus > 0)
        removeFirst(surplus);
    const int first = int(m_events.size());
    beginInsertRows({}, first, first + fresh - 1);
    for (std::size_t i = batch.events.size() - std::size_t(fresh); i < batch.events.size(); ++i)
        m_events.emplace_back(batch.first + i, batch.events[i]);
    endInsertRows();
}

void EventModel::setCapacity(int events)
{
    m_capacity = std::max(1, events);
    const int surplus = int(m_events.size()) - m_capacity;
    if (surplus > 0)
        removeFirst(surplus);
}

void EventModel::removeFirst(int count)
{
    beginRemoveRows({}, 0, count - 1);
    m_events.erase(m_events.begin(), m_events.begin() + count);
    endRemoveRows();
}

void EventModel::setFilter(const QString &filter)
{
    Subscription subscription = m_stream->subscription();
    subscription.filter = filter;
    m_stream->change(subscription);
}

bool EventModel::isPaused() const
{
    return m_stream->isPaused();
}

void EventModel::setPaused(bool paused)
{
    m_stream->setPaused(paused);
}

QCborValue EventModel::value(int row, Column column) const
{
    const EventBatch::Event &event = m_events.at(std::size_t(row)).second;
    const auto found = std::find_if(event.begin(), event.end(),
                                    [column](const auto &cell) { return cell.first == column; });
    return found == event.end() ? QCborValue() : found->second;
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == IdRole)
        return m_events.at(std::size_t(index.row())).first;
    const Column shown = column(index.column());
    return cellData(m_connection, shown, value(index.row(), shown), role);
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal
        ? headingData(m_columns, section, role)
        : QAbstractTableModel::headerData(section, orientation, role);
}

QHash<int, QByteArray> EventModel::roleNames() const
{
    return modelRoleNames();
}

} // namespace Actors::Inspection
