// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/childtable_p.h"

#include <algorithm>
#include <utility>

namespace Actors::Internal {

namespace {

constexpr quint32 Smallest = 8;

//! Three quarters of the places may be taken.
constexpr quint32 most(quint32 capacity)
{
    return capacity - capacity / 4;
}

} // namespace

void ChildTable::insert(quint32 hash, quint32 cell)
{
    if (m_size == most(m_capacity))
        resize(std::max(Smallest, m_capacity + m_capacity / 2));
    put({hash, cell});
    ++m_size;
}

void ChildTable::put(Entry entry) noexcept
{
    quint32 place = home(entry.hash);
    while (m_entries[place].cell != None)
        place = next(place);
    m_entries[place] = entry;
}

void ChildTable::remove(quint32 hash, quint32 cell)
{
    if (m_capacity == 0)
        return;
    quint32 hole = home(hash);
    while (m_entries[hole].cell != cell) {
        if (m_entries[hole].cell == None)
            return;
        hole = next(hole);
    }
    // Those behind it come nearer to where they belong.
    for (quint32 place = next(hole); m_entries[place].cell != None; place = next(place)) {
        if (distance(home(m_entries[place].hash), place) >= distance(hole, place))
            m_entries[std::exchange(hole, place)] = m_entries[place];
    }
    m_entries[hole] = {};
    --m_size;
    if (m_capacity > Smallest && m_size < m_capacity / 4)
        resize(std::max(Smallest, m_capacity / 2));
}

void ChildTable::resize(quint32 capacity)
{
    const auto before = std::exchange(m_entries, std::make_unique<Entry[]>(capacity));
    const quint32 places = std::exchange(m_capacity, capacity);
    for (quint32 place = 0; place < places; ++place) {
        if (before[place].cell != None)
            put(before[place]);
    }
}

} // namespace Actors::Internal
