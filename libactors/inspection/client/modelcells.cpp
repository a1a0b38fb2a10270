// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "client/modelcells_p.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/display.h>
#include <Actors/Inspection/modelroles.h>

namespace Actors::Inspection {

QVariant cellData(const Connection &connection, Column column, const QCborValue &value, int role)
{
    const ColumnKind kind = info(column).kind;
    const auto plain = [&] {
        return kind == ColumnKind::Text ? QCborValue(connection.text(value)) : value;
    };
    switch (role) {
    case Qt::DisplayRole:
        return displayText(kind, plain());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter
                   | (kind == ColumnKind::Text || kind == ColumnKind::State ? Qt::AlignLeft
                                                                            : Qt::AlignRight));
    case ValueRole:
        return plain().toVariant();
    case ColumnRole:
        return int(column);
    default:
        return {};
    }
}

QVariant headingData(const std::vector<Column> &columns, int section, int role)
{
    if (section < 0 || section >= int(columns.size()))
        return {};
    const Column column = columns[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromLatin1(info(column).name);
    case ColumnRole:
        return int(column);
    default:
        return {};
    }
}

} // namespace Actors::Inspection
