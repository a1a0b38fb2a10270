// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/message.h>
#include <Actors/Core/shortlock.h>

#include <QString>

#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <vector>

namespace Actors::Internal {

//! What is remembered of an actor that is gone.
struct Tombstone
{
    CellId id;
    CellId parent;
    QString name; //!< Null if the system made it up.
    QString cause;
    std::chrono::nanoseconds time{0};
};

/*!
 * \brief The actors that have stopped last, for whoever explains a dead letter.
 *
 * In plots, so that threads on which actors stop do not wait for each other; each plot keeps its
 * last 1,024. All functions are thread-safe.
 */
class Graveyard
{
public:
    //! \a plot may be any number: the same for actors of one thread. \a write fills in the stone of
    //! \a id, where an older one may stand.
    template<class Write>
    void add(quint32 plot, CellId id, Write write)
    {
        Plot &own = m_plots[plot % Plots];
        const std::lock_guard lock(own.lock);
        Plot::Entry &entry = own.next(id);
        entry.stone.id = id;
        write(entry.stone);
    }
    std::optional<Tombstone> find(CellId id) const;

private:
    static constexpr std::size_t Plots = 8;
    static constexpr std::size_t KeptInPlot = 1024;

    //! A hash table whose oldest entries are overwritten: an entry is known by how many were made
    //! before it, and leads to the one that was the newest of its chain until then.
    struct alignas(64) Plot
    {
        struct Entry
        {
            Tombstone stone;
            quint64 older = 0; //!< 0 for none.
        };

        bool isKept(quint64 number) const { return number > 0 && added - number < KeptInPlot; }
        //! Takes a place for a new one.
        Entry &next(CellId id);

        mutable ShortLock lock;
        quint64 added = 0;
        std::vector<Entry> entries; //!< The entry of number n at (n - 1) % KeptInPlot.
        std::vector<quint64> newest; //!< Of each chain.
    };

    std::array<Plot, Plots> m_plots;
};

} // namespace Actors::Internal
