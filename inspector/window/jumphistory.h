// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actorplace.h"

#include <QList>

namespace Actors::Inspector {

/*!
 * \brief The actors that were looked at, to go back and forth between them.
 */
class JumpHistory
{
public:
    static constexpr int Most = 100; //!< Older ones are forgotten.

    //! Goes on to \a place; what was ahead is forgotten.
    void add(const ActorPlace &place)
    {
        if (m_current >= 0 && m_places[m_current] == place)
            return;
        m_places.resize(m_current + 1);
        m_places.append(place);
        if (m_places.size() > Most)
            m_places.removeFirst();
        m_current = m_places.size() - 1;
    }
    bool canGoBack() const { return m_current > 0; }
    bool canGoForward() const { return m_current + 1 < m_places.size(); }
    //! If canGoBack().
    ActorPlace goBack() { return m_places[--m_current]; }
    //! If canGoForward().
    ActorPlace goForward() { return m_places[++m_current]; }

private:
    QList<ActorPlace> m_places;
    qsizetype m_current = -1;
};

} // namespace Actors::Inspector
