// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/graveyard_p.h"

#include <utility>

namespace Actors::Internal {

void Graveyard::add(quint32 plot, Tombstone stone)
{
    Plot &own = m_plots[plot % Plots];
    const std::lock_guard lock(own.mutex);
    if (own.newest.empty())
        own.newest.resize(KeptInPlot);
    quint64 &newest = own.newest[stone.id.index % KeptInPlot];
    const std::size_t place = own.added % KeptInPlot;
    if (place == own.entries.size())
        own.entries.emplace_back();
    own.entries[place] = {std::move(stone), newest};
    newest = ++own.added;
}

std::optional<Tombstone> Graveyard::find(CellId id) const
{
    for (const Plot &plot : m_plots) {
        const std::lock_guard lock(plot.mutex);
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
