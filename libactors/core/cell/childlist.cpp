// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/childlist_p.h"

#include <algorithm>

namespace Actors::Internal {

namespace {

//! So many are looked through.
constexpr std::size_t Few = 32;

quint32 hashOf(const Cell *child) noexcept
{
    // Knuth's multiplicative hash; the lowest bits are those of the alignment.
    return quint32(quintptr(child) >> 6) * 2654435769U;
}

} // namespace

void ChildList::add(Cell *child)
{
    m_children.push_back(child);
    if (hasTable())
        m_places.insert(hashOf(child), quint32(m_children.size() - 1));
    else if (m_children.size() > Few)
        closeGaps();
}

bool ChildList::remove(Cell *child)
{
    if (!hasTable()) {
        const auto place = std::find(m_children.begin(), m_children.end(), child);
        if (place == m_children.end())
            return false;
        m_children.erase(place);
        return true;
    }
    const quint32 hash = hashOf(child);
    const quint32 place = m_places.find(hash, [&](quint32 it) { return m_children[it] == child; });
    if (place == ChildTable::None)
        return false;
    m_places.remove(hash, place);
    m_children[place] = nullptr;
    if (m_places.size() <= m_children.size() / 2)
        closeGaps();
    return true;
}

const std::vector<Cell *> &ChildList::all()
{
    if (hasTable() && m_places.size() < m_children.size())
        closeGaps();
    return m_children;
}

void ChildList::closeGaps()
{
    std::erase(m_children, nullptr);
    m_places = {};
    if (m_children.size() <= Few)
        return;
    for (std::size_t place = 0; place < m_children.size(); ++place)
        m_places.insert(hashOf(m_children[place]), quint32(place));
}

} // namespace Actors::Internal
