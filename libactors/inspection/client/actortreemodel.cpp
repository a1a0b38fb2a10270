// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actortreemodel.h"

#include "client/modelcells_p.h"
#include "client/morph_p.h"

#include <QTimerEvent>

#include <algorithm>

namespace Actors::Inspection {

namespace {

constexpr quint32 RowsAtTheTop = 10;

Subscription subscriptionToTop()
{
    Subscription subscription;
    subscription.kind = Subscription::Kind::Tree;
    subscription.windows = {{0, 0, RowsAtTheTop}};
    return subscription;
}

} // namespace

ActorTreeModel::ActorTreeModel(Connection &connection, std::vector<Column> columns, QObject *parent)
    : QAbstractItemModel(parent)
    , m_connection(connection)
    , m_stream(connection.subscribe(subscriptionToTop()))
    , m_columns(std::move(columns))
    , m_nodes{{0, Node()}}
    , m_windows{{0, Window{RowsAtTheTop, RowsAtTheTop}}}
{
    connect(m_stream.get(), &Stream::changed, &m_table, &RemoteTable::apply);
    connect(m_stream.get(), &Stream::failed, this, &ActorTreeModel::failed);
    connect(&m_table, &RemoteTable::regrouped, this, &ActorTreeModel::regroup);
    connect(&m_table, &RemoteTable::changed, this, [this](const std::vector<quint64> &ids) {
        m_dirty.insert(ids.begin(), ids.end());
        if (!m_announcement.isActive())
            m_announcement.start(AnnounceInterval, this);
    });
}

ActorTreeModel::~ActorTreeModel() = default;

const std::vector<quint64> &ActorTreeModel::childrenOf(quint64 parent) const
{
    static const std::vector<quint64> none;
    const auto node = m_nodes.find(parent);
    return node == m_nodes.end() ? none : node->second.children;
}

quint32 ActorTreeModel::rowsOf(quint64 parent, const Window &window) const
{
    // Of those that are not known yet there may be as many as are wanted.
    return m_table.hasGroup(parent)
        ? quint32(std::clamp<quint64>(m_table.total(parent), 1, window.count))
        : window.count;
}

quint32 ActorTreeModel::wantedRows() const
{
    quint32 sum = 0;
    for (const auto &[parent, window] : m_windows)
        sum += rowsOf(parent, window);
    return sum;
}

std::map<quint64, quint32> ActorTreeModel::rowsOnTheWayTo(quint64 id) const
{
    std::map<quint64, quint32> rows;
    while (id != 0) {
        const quint64 parent = m_nodes.at(id).parent;
        rows[parent] = quint32(indexOf(id).row()) + 1;
        id = parent;
    }
    return rows;
}

void ActorTreeModel::makeRoom(quint32 rows, quint64 parent)
{
    constexpr auto Most = quint32(Subscription::MostRows);
    std::vector<std::pair<quint64, quint64>> oldest;
    for (const auto &[other, window] : m_windows) {
        if (other != parent)
            oldest.emplace_back(window.fetch, other);
    }
    std::sort(oldest.begin(), oldest.end());
    const auto kept = rowsOnTheWayTo(parent);
    for (const auto &[fetch, other] : oldest) {
        const quint32 sum = wantedRows() + rows;
        if (sum <= Most)
            return;
        const auto window = m_windows.find(other);
        // One above it was closed.
        if (window == m_windows.end())
            continue;
        const quint32 shown = rowsOf(other, window->second);
        const auto onTheWay = kept.find(other);
        const quint32 least = onTheWay == kept.end() ? 0 : onTheWay->second;
        const quint32 left = std::max(least, shown - std::min(shown, sum - Most));
        if (left == 0)
            closeBelow(other);
        else if (left < shown)
            window->second.count = left;
    }
}

void ActorTreeModel::subscribe()
{
    Subscription subscription = m_stream->subscription();
    subscription.windows.clear();
    for (auto &[parent, window] : m_windows) {
        window.asked = rowsOf(parent, window);
        subscription.windows.push_back({parent, 0, window.asked});
    }
    m_stream->change(subscription);
}

void ActorTreeModel::expanded(const QModelIndex &index)
{
    if (!m_windows.contains(idOf(index)))
        fetch(idOf(index));
}

void ActorTreeModel::closeBelow(quint64 id)
{
    m_windows.erase(id);
    for (const quint64 child : childrenOf(id))
        closeBelow(child);
}

void ActorTreeModel::collapsed(const QModelIndex &index)
{
    if (!index.isValid() || !m_windows.contains(idOf(index)))
        return;
    closeBelow(idOf(index));
    subscribe();
}

QString ActorTreeModel::filter() const
{
    return m_stream->subscription().filter;
}

void ActorTreeModel::setFilter(const QString &filter)
{
    Subscription subscription = m_stream->subscription();
    subscription.filter = filter;
    m_stream->change(subscription);
}

bool ActorTreeModel::isPaused() const
{
    return m_stream->isPaused();
}

void ActorTreeModel::setPaused(bool paused)
{
    m_stream->setPaused(paused);
}

QModelIndex ActorTreeModel::indexOf(quint64 id) const
{
    const auto node = m_nodes.find(id);
    if (id == 0 || node == m_nodes.end())
        return {};
    const auto &siblings = childrenOf(node->second.parent);
    std::size_t &place = node->second.place;
    if (place >= siblings.size() || siblings[place] != id)
        place = std::size_t(std::find(siblings.begin(), siblings.end(), id) - siblings.begin());
    return place == siblings.size() ? QModelIndex() : createIndex(int(place), 0, quintptr(id));
}

quint64 ActorTreeModel::total(const QModelIndex &parent) const
{
    return m_table.total(idOf(parent));
}

QCborValue ActorTreeModel::value(const QModelIndex &index, Column column) const
{
    return m_table.value(idOf(index), column);
}

QModelIndex ActorTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, quintptr(childrenOf(idOf(parent)).at(std::size_t(row))));
}

QModelIndex ActorTreeModel::parent(const QModelIndex &index) const
{
    const auto node = m_nodes.find(idOf(index));
    return node == m_nodes.end() ? QModelIndex() : indexOf(node->second.parent);
}

int ActorTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(childrenOf(idOf(parent)).size());
}

int ActorTreeModel::columnCount(const QModelIndex &) const
{
    return int(m_columns.size());
}

bool ActorTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return true;
    return parent.column() == 0
        && (rowCount(parent) > 0 || value(parent, Column::Children).toInteger() > 0);
}

bool ActorTreeModel::canFetchMore(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const quint64 id = idOf(parent);
    const auto window = m_windows.find(id);
    if (window == m_windows.end())
        return parent.isValid() && value(parent, Column::Children).toInteger() > 0;
    // What was asked for comes first.
    const quint32 count = window->second.count;
    return count < quint32(Subscription::MostRows) && m_table.hasGroup(id)
        && m_table.total(id) > count && childrenOf(id).size() >= count;
}

void ActorTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch(idOf(parent));
}

void ActorTreeModel::fetch(quint64 parent)
{
    makeRoom(Page, parent);
    const quint32 room =
        quint32(Subscription::MostRows) - std::min(wantedRows(), quint32(Subscription::MostRows));
    if (room > 0) {
        Window &window = m_windows[parent];
        window.count += std::min(Page, room);
        window.fetch = ++m_fetches;
    }
    subscribe();
}

QVariant ActorTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const quint64 actor = idOf(index);
    switch (role) {
    case IdRole:
        return actor;
    case HistoryRole:
        return QVariant::fromValue(m_table.history(actor));
    default:
        return cellData(m_connection, column(index.column()),
                        m_table.value(actor, column(index.column())), role);
    }
}

QVariant ActorTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal
        ? headingData(m_columns, section, role)
        : QAbstractItemModel::headerData(section, orientation, role);
}

QHash<int, QByteArray> ActorTreeModel::roleNames() const
{
    return modelRoleNames();
}

//! Those below them, too.
void ActorTreeModel::forget(const std::vector<quint64> &ids)
{
    for (const quint64 id : ids) {
        const auto node = m_nodes.find(id);
        if (node == m_nodes.end())
            continue;
        const std::vector<quint64> children = std::move(node->second.children);
        m_nodes.erase(node);
        m_windows.erase(id);
        forget(children);
    }
}

void ActorTreeModel::regroup(quint64 parent)
{
    if (!m_nodes.contains(parent))
        return;
    const QModelIndex above = indexOf(parent);
    const std::size_t windows = m_windows.size();
    std::vector<quint64> removed;
    std::vector<quint64> added;
    const std::vector<quint64> wanted = m_table.ids(parent);
    // The nodes of a hash table stay where they are; only what is below others is erased.
    std::vector<quint64> &children = m_nodes.at(parent).children;
    morph(
        children, wanted, [](quint64 left, quint64 right) { return left == right; },
        [&](int first, int last) {
            beginRemoveRows(above, first, last);
            removed.assign(children.begin() + first, children.begin() + last + 1);
        },
        [&] {
            forget(removed);
            endRemoveRows();
        },
        [&](int first, int last) {
            beginInsertRows(above, first, last);
            for (int row = first; row <= last; ++row) {
                const quint64 id = wanted[std::size_t(row)];
                m_nodes[id].parent = parent;
                added.push_back(id);
            }
        },
        [this] { endInsertRows(); },
        [&](int from, int to) { beginMoveRows(above, from, from, above, to); },
        [this] { endMoveRows(); });
    for (const quint64 id : added) {
        if (m_table.hasGroup(id))
            regroup(id);
    }
    const auto window = m_windows.find(parent);
    const bool isShort =
        window != m_windows.end() && rowsOf(parent, window->second) > window->second.asked;
    if (isShort || m_windows.size() < windows)
        askAgain();
}

//! What is wanted is other without a view's doing.
void ActorTreeModel::askAgain()
{
    m_isAskedWrong = true;
    if (!m_announcement.isActive())
        m_announcement.start(AnnounceInterval, this);
}

void ActorTreeModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_announcement.timerId()) {
        QAbstractItemModel::timerEvent(event);
        return;
    }
    m_announcement.stop();
    if (std::exchange(m_isAskedWrong, false)) {
        makeRoom(0, 0);
        subscribe();
    }
    announce();
}

void ActorTreeModel::announce()
{
    const std::set<quint64> dirty = std::exchange(m_dirty, {});
    std::set<quint64> parents;
    for (const quint64 id : dirty) {
        if (const auto node = m_nodes.find(id); node != m_nodes.end())
            parents.insert(node->second.parent);
    }
    for (const quint64 parent : parents) {
        const auto &children = childrenOf(parent);
        const QModelIndex above = indexOf(parent);
        forEachRun(
            int(children.size()),
            [&](int row) { return dirty.contains(children[std::size_t(row)]); },
            [&](int first, int last) {
                Q_EMIT dataChanged(index(first, 0, above), index(last, columnCount() - 1, above),
                                   {Qt::DisplayRole, ValueRole, HistoryRole});
            });
    }
}

} // namespace Actors::Inspection
