// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <memory>

namespace Actors::Internal {

/*!
 * \brief The cells that have a name, by the hash of it: eight bytes for a cell, and nobody goes to
 * a cell to make room for others.
 *
 * Open addressing: a cell lies in the place that its hash leads to or behind it, and nothing is
 * free in between (D. E. Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithms
 * L and R). Not thread-safe.
 */
class ChildTable
{
public:
    static constexpr quint32 None = ~quint32(0);

    //! The cell whose name has that hash and that \a isIt says yes to; else None.
    template<class Predicate>
    quint32 find(quint32 hash, Predicate isIt) const
    {
        if (m_capacity == 0)
            return None;
        for (quint32 place = home(hash); m_entries[place].cell != None; place = next(place)) {
            if (m_entries[place].hash == hash && isIt(m_entries[place].cell))
                return m_entries[place].cell;
        }
        return None;
    }
    //! Adds a cell that is not there.
    void insert(quint32 hash, quint32 cell);
    //! Nothing happens if it is not there.
    void remove(quint32 hash, quint32 cell);
    quint32 size() const noexcept { return m_size; }
    //! How many it has places for.
    quint32 capacity() const noexcept { return m_capacity; }

private:
    struct Entry
    {
        quint32 hash = 0;
        quint32 cell = None;
    };

    quint32 home(quint32 hash) const noexcept
    {
        return quint32((quint64(hash) * m_capacity) >> 32);
    }
    quint32 next(quint32 place) const noexcept { return place + 1 == m_capacity ? 0 : place + 1; }
    quint32 distance(quint32 from, quint32 to) const noexcept
    {
        return to >= from ? to - from : to + m_capacity - from;
    }
    void put(Entry entry) noexcept;
    void resize(quint32 capacity);

    std::unique_ptr<Entry[]> m_entries;
    quint32 m_capacity = 0;
    quint32 m_size = 0;
};

} // namespace Actors::Internal
