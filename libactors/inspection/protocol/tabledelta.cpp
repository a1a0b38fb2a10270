// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "tabledelta.h"

#include "foreignvalue_p.h"

#include <QCborArray>

#include <algorithm>

namespace Actors::Inspection {

using Cells = std::vector<std::pair<Column, QCborValue>>;

static QCborArray toCbor(const Cells &cells)
{
    QCborArray values;
    for (const auto &[column, value] : cells) {
        values.append(static_cast<int>(column));
        values.append(value);
    }
    return values;
}

//! Columns that are not known yet are kept: a newer probe may send them.
static std::optional<Cells> cellsFrom(const QCborValue &body)
{
    const QCborArray values = body.toArray();
    if (!body.isArray() || values.size() % 2 != 0)
        return {};
    Cells cells;
    cells.reserve(static_cast<std::size_t>(values.size() / 2));
    for (qsizetype i = 0; i < values.size(); i += 2) {
        const auto column = integerFrom<quint8>(values.at(i));
        const QCborValue value = values.at(i + 1);
        const bool isCell = value.isInteger() || value.isDouble() || value.isString()
            || value.isNull() || value.isUndefined();
        if (!column || !isCell)
            return {};
        cells.emplace_back(static_cast<Column>(*column), value);
    }
    return cells;
}

static std::optional<std::vector<quint64>> idsFrom(const QCborValue &body)
{
    if (!body.isArray())
        return {};
    const QCborArray values = body.toArray();
    std::vector<quint64> ids;
    ids.reserve(static_cast<std::size_t>(values.size()));
    for (const QCborValue value : values) {
        const auto id = integerFrom<quint64>(value);
        if (!id)
            return {};
        ids.push_back(*id);
    }
    return ids;
}

static bool isUnique(std::vector<quint64> ids)
{
    std::sort(ids.begin(), ids.end());
    return std::adjacent_find(ids.begin(), ids.end()) == ids.end();
}

static QCborArray toCbor(const TableDelta::Group &group)
{
    QCborArray ids;
    for (const quint64 id : group.ids)
        ids.append(qint64(id));
    return {qint64(group.parent), qint64(group.total), ids};
}

static std::optional<TableDelta::Group> groupFrom(const QCborValue &body)
{
    const QCborArray parts = body.toArray();
    if (parts.size() != 3)
        return {};
    const auto parent = integerFrom<quint64>(parts.at(0));
    const auto total = integerFrom<quint64>(parts.at(1));
    auto ids = idsFrom(parts.at(2));
    if (!parent || !total || !ids || !isUnique(*ids))
        return {};
    return TableDelta::Group{*parent, *total, std::move(*ids)};
}

static std::optional<TableDelta::Row> rowFrom(const QCborValue &body)
{
    const QCborArray parts = body.toArray();
    if (parts.size() != 2)
        return {};
    const auto id = integerFrom<quint64>(parts.at(0));
    auto cells = cellsFrom(parts.at(1));
    if (!id || !cells)
        return {};
    return TableDelta::Row{*id, std::move(*cells)};
}

//! Has \a read take each value of the array \a body apart into \a items; false if one is wrong.
template<typename Item, typename Read>
static bool readEach(const QCborValue &body, std::vector<Item> &items, Read read)
{
    if (!body.isArray())
        return false;
    const QCborArray values = body.toArray();
    items.reserve(static_cast<std::size_t>(values.size()));
    for (const QCborValue value : values) {
        auto item = read(value);
        if (!item)
            return false;
        items.push_back(std::move(*item));
    }
    return true;
}

QCborValue TableDelta::toCbor() const
{
    QCborArray groupParts;
    for (const Group &group : groups)
        groupParts.append(Inspection::toCbor(group));
    QCborArray rowParts;
    for (const Row &row : rows)
        rowParts.append(QCborArray{qint64(row.id), Inspection::toCbor(row.cells)});
    return QCborArray{qint64(time.count()), groupParts, rowParts};
}

std::optional<TableDelta> TableDelta::fromCbor(const QCborValue &body)
{
    const QCborArray parts = body.toArray();
    TableDelta delta;
    if (parts.size() != 3 || !into(delta.time)(parts.at(0))
        || !readEach(parts.at(1), delta.groups, groupFrom)
        || !readEach(parts.at(2), delta.rows, rowFrom))
        return {};
    std::vector<quint64> parents;
    for (const Group &group : delta.groups)
        parents.push_back(group.parent);
    if (!isUnique(std::move(parents)))
        return {};
    return delta;
}

QCborValue EventBatch::toCbor() const
{
    QCborArray eventParts;
    for (const Event &event : events)
        eventParts.append(Inspection::toCbor(event));
    return QCborArray{qint64(first), qint64(dropped), eventParts};
}

std::optional<EventBatch> EventBatch::fromCbor(const QCborValue &body)
{
    const QCborArray parts = body.toArray();
    EventBatch batch;
    if (parts.size() != 3 || !into(batch.first, quint64(0))(parts.at(0))
        || !into(batch.dropped, quint64(0))(parts.at(1))
        || !readEach(parts.at(2), batch.events, cellsFrom))
        return {};
    return batch;
}

} // namespace Actors::Inspection
