// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "modelroles.h"

namespace Actors::Inspection {

QHash<int, QByteArray> modelRoleNames()
{
    return {{Qt::DisplayRole, "display"},
            {ValueRole, "value"},
            {ColumnRole, "column"},
            {IdRole, "rowId"},
            {HistoryRole, "history"}};
}

} // namespace Actors::Inspection
