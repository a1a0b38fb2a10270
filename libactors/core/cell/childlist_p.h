// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/childtable_p.h"

#include <vector>

namespace Actors::Internal {

class Cell;

/*!
 * \brief The children of an actor, in the order in which they came.
 *
 * Whoever leaves is found by a hash of its address where they are many, and leaves a gap; the gaps
 * are closed once they are as many as the children, or somebody wants to see them all. So each
 * child costs the same, however many there are, and where none is left there is no gap either. Not
 * thread-safe.
 */
class ChildList
{
public:
    bool isEmpty() const noexcept { return m_children.empty(); }
    void add(Cell *child);
    //! False if it is none of them.
    bool remove(Cell *child);
    //! All of them, until the next one comes or leaves.
    const std::vector<Cell *> &all();

private:
    bool hasTable() const noexcept { return m_places.size() > 0; }
    void closeGaps();

    std::vector<Cell *> m_children; //!< Null where one has left.
    ChildTable m_places; //!< In m_children; empty while they are few, and without gaps.
};

} // namespace Actors::Internal
