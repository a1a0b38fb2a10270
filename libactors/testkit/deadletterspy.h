// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/DeadLetter>
#include <Actors/TestKit/actorstestkit_export.h>

#include <QList>

#include <functional>
#include <optional>

namespace Actors {
class ActorSystem;
class DeadLetters;
} // namespace Actors

namespace Actors::TestKit {

/*!
 * \brief The dead letters that came since it was made, like a QSignalSpy.
 *
 * Shows those that the system keeps. Must not outlive the system. All functions are thread-safe but
 * clear().
 */
class ACTORS_TESTKIT_EXPORT DeadLetterSpy
{
public:
    //! Counts from now on.
    explicit DeadLetterSpy(const ActorSystem &system);

    //! How many came, those included that are no longer kept.
    quint64 count() const;
    //! Oldest first.
    QList<DeadLetter> all() const;
    //! The oldest; nothing if none came.
    std::optional<DeadLetter> first() const;
    //! The newest; nothing if none came.
    std::optional<DeadLetter> latest() const;
    //! The oldest that \a wanted takes.
    std::optional<DeadLetter>
    find(const std::function<bool(const DeadLetter &letter)> &wanted) const;
    //! The oldest of that reason.
    std::optional<DeadLetter> find(DeadLetter::Reason reason) const;
    //! Forgets those that came; the system keeps them.
    void clear();

private:
    const DeadLetters *m_letters;
    quint64 m_before = 0;
    quint64 m_lastId = 0;
};

} // namespace Actors::TestKit
