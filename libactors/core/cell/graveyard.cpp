// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/graveyard_p.h"

#include <utility>

namespace Actors::Internal {

Graveyard::Plot::Entry &Graveyard::Plot::next(CellId id)
{
    if (newest.empty())
        newest.resize(KeptInPlot);
    const std::size_t place = added % KeptInPlot;
    if (place == entries.size())
        entries.emplace_back();
    Entry &entry = entries[place];
    entry.older = std::exchange(newest[id.index % KeptInPlot], ++added);
    return entry;
}

std::optional<Tombstone> Graveyard::find(CellId id) const
{
    for (const Plot &plot : m_plots) {
        const std::lock_guard lock(plot.lock);
        if (plot.newest.empty())
            continue;
        quint64 number = plot.newest[id.index % KeptInPlot];
        while (plot.isKept(number)) {
            const auto &entry = plot.entries[(number - 1) % KeptInPlot];
            if (entry.stone.id == id)
                return entry.stone;
            number = entry.older;
        }
    }
    return {};
}

} // namespace Actors::Internal
