// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "tablemodel.h"

#include "client/modelcells_p.h"
#include "client/morph_p.h"

#include <QTimerEvent>

#include <algorithm>

namespace Actors::Inspection {

TableModel::TableModel(Connection &connection, const Subscription &subscription,
                       std::vector<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_connection(connection)
    , m_stream(connection.subscribe(subscription))
    , m_columns(std::move(columns))
{
    connect(m_stream.get(), &Stream::changed, &m_table, &RemoteTable::apply);
    connect(m_stream.get(), &Stream::failed, this, &TableModel::failed);
    connect(&m_table, &RemoteTable::regrouped, this, &TableModel::regroup);
    connect(&m_table, &RemoteTable::changed, this, [this](const std::vector<quint64> &ids) {
        m_dirty.insert(ids.begin(), ids.end());
        if (!m_announcement.isActive())
            m_announcement.start(AnnounceInterval, this);
    });
}

TableModel::~TableModel() = default;

int TableModel::section(Column column) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), column);
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

QString TableModel::filter() const
{
    return m_stream->subscription().filter;
}

void TableModel::setFilter(const QString &filter)
{
    Subscription subscription = m_stream->subscription();
    subscription.filter = filter;
    m_stream->change(subscription);
}

Column TableModel::sortColumn() const
{
    return m_stream->subscription().sort;
}

void TableModel::setSortColumn(Column column)
{
    Subscription subscription = m_stream->subscription();
    subscription.sort = column;
    m_stream->change(subscription);
}

void TableModel::setRows(int rows)
{
    Subscription subscription = m_stream->subscription();
    subscription.rows = std::clamp(rows, 0, Subscription::MostRows);
    m_stream->change(subscription);
}

bool TableModel::isPaused() const
{
    return m_stream->isPaused();
}

void TableModel::setPaused(bool paused)
{
    m_stream->setPaused(paused);
}

int TableModel::rowOf(quint64 id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : int(found - m_ids.begin());
}

QCborValue TableModel::value(int row, Column column) const
{
    return m_table.value(id(row), column);
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const quint64 row = id(index.row());
    switch (role) {
    case IdRole:
        return row;
    case HistoryRole:
        return QVariant::fromValue(m_table.history(row));
    default:
        return cellData(m_connection, column(index.column()),
                        m_table.value(row, column(index.column())), role);
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal
        ? headingData(m_columns, section, role)
        : QAbstractTableModel::headerData(section, orientation, role);
}

QHash<int, QByteArray> TableModel::roleNames() const
{
    return modelRoleNames();
}

void TableModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_announcement.timerId()) {
        QAbstractTableModel::timerEvent(event);
        return;
    }
    m_announcement.stop();
    announce();
}

void TableModel::announce()
{
    const std::set<quint64> dirty = std::exchange(m_dirty, {});
    forEachRun(
        rowCount(), [&](int row) { return dirty.contains(id(row)); },
        [this](int first, int last) {
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1),
                               {Qt::DisplayRole, ValueRole, HistoryRole});
        });
}

void TableModel::regroup()
{
    morph(
        m_ids, m_table.ids(), [](quint64 left, quint64 right) { return left == right; },
        [this](int first, int last) { beginRemoveRows({}, first, last); },
        [this] { endRemoveRows(); },
        [this](int first, int last) { beginInsertRows({}, first, last); },
        [this] { endInsertRows(); },
        [this](int from, int to) { beginMoveRows({}, from, from, {}, to); },
        [this] { endMoveRows(); });
    if (std::exchange(m_total, total()) != m_total)
        Q_EMIT totalChanged(m_total);
}

} // namespace Actors::Inspection
