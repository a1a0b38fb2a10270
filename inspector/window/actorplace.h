// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMetaType>
#include <QString>

namespace Actors::Inspector {

//! Where an actor is found. One of both is enough: paths outlive actors, and dead ones have both.
struct ActorPlace
{
    quint64 id = 0; //!< 0 if it is not known, or there never was such an actor.
    QString path; //!< Empty if it is not known.

    bool isNull() const { return id == 0 && path.isEmpty(); }
    //! Of the actor above; null for the top.
    ActorPlace parent() const
    {
        const auto slash = path.lastIndexOf(u'/');
        return slash <= 0 ? ActorPlace() : ActorPlace{0, path.left(slash)};
    }
    friend bool operator==(const ActorPlace &, const ActorPlace &) = default;
};

} // namespace Actors::Inspector
