// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "remotetable.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace Actors::Inspection {

namespace {

constexpr std::chrono::nanoseconds SampleInterval = std::chrono::seconds(1);
//! A delta that comes a little early is not left out.
constexpr std::chrono::nanoseconds Earliness = std::chrono::milliseconds(100);

} // namespace

RemoteTable::RemoteTable(QObject *parent)
    : QObject(parent)
{
}

RemoteTable::~RemoteTable() = default;

void RemoteTable::clear()
{
    m_rows.clear();
    m_groups.clear();
    m_time = {};
    m_nextSample = {};
}

void RemoteTable::apply(const TableDelta &delta)
{
    m_time = delta.time;
    std::vector<quint64> others;
    std::set<Column> columns;
    bool hasStrangers = !delta.groups.empty();
    for (const TableDelta::Row &row : delta.rows) {
        const auto [known, isNew] = m_rows.try_emplace(row.id);
        if (isNew)
            hasStrangers = true;
        else
            others.push_back(row.id);
        for (const auto &[column, value] : row.cells) {
            known->second.cells.insert_or_assign(column, value);
            if (!isNew)
                columns.insert(column);
        }
    }
    for (const TableDelta::Group &group : delta.groups) {
        if (group.ids.empty() && group.total == 0 && group.parent != 0)
            m_groups.erase(group.parent);
        else
            m_groups.insert_or_assign(group.parent, group);
    }
    if (hasStrangers)
        forgetRows();
    sampleDepths();
    for (const TableDelta::Group &group : delta.groups)
        Q_EMIT regrouped(group.parent);
    if (!others.empty())
        Q_EMIT changed(others, {columns.begin(), columns.end()});
}

void RemoteTable::forgetRows()
{
    std::unordered_set<quint64> wanted;
    for (const auto &[parent, group] : m_groups)
        wanted.insert(group.ids.begin(), group.ids.end());
    std::erase_if(m_rows, [&wanted](const auto &row) { return !wanted.contains(row.first); });
}

void RemoteTable::sampleDepths()
{
    // Another target may have another clock.
    const bool isBehind = m_time < m_nextSample - 2 * SampleInterval;
    if (m_time < m_nextSample - Earliness && !isBehind)
        return;
    m_nextSample += SampleInterval;
    if (m_nextSample <= m_time || isBehind)
        m_nextSample = m_time + SampleInterval;
    for (auto &[id, row] : m_rows) {
        const auto depth = row.cells.find(Column::Depth);
        if (depth == row.cells.end())
            continue;
        if (row.history.size() == HistoryLength)
            row.history.removeFirst();
        row.history.append(int(std::clamp<qint64>(depth->second.toInteger(), 0, INT_MAX)));
    }
}

const std::vector<quint64> &RemoteTable::ids(quint64 parent) const
{
    static const std::vector<quint64> none;
    const auto group = m_groups.find(parent);
    return group == m_groups.end() ? none : group->second.ids;
}

quint64 RemoteTable::total(quint64 parent) const
{
    const auto group = m_groups.find(parent);
    return group == m_groups.end() ? 0 : group->second.total;
}

QCborValue RemoteTable::value(quint64 id, Column column) const
{
    const auto &known = cells(id);
    const auto cell = known.find(column);
    return cell == known.end() ? QCborValue() : cell->second;
}

const std::map<Column, QCborValue> &RemoteTable::cells(quint64 id) const
{
    static const std::map<Column, QCborValue> none;
    const auto row = m_rows.find(id);
    return row == m_rows.end() ? none : row->second.cells;
}

QList<int> RemoteTable::history(quint64 id) const
{
    const auto row = m_rows.find(id);
    return row == m_rows.end() ? QList<int>() : row->second.history;
}

} // namespace Actors::Inspection
