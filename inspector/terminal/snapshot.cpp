// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "snapshot.h"

namespace Actors::Inspector {

std::optional<Snapshot> Snapshot::of(const Inspection::RemoteTable &table)
{
    if (!table.hasGroup(0))
        return {};
    Snapshot snapshot;
    snapshot.time = table.time();
    snapshot.total = table.total();
    snapshot.rows.reserve(table.ids().size());
    for (const quint64 id : table.ids()) {
        if (!table.contains(id))
            return {};
        const auto &cells = table.cells(id);
        snapshot.rows.push_back({id, {cells.begin(), cells.end()}});
    }
    return snapshot;
}

} // namespace Actors::Inspector
