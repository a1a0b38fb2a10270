// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "deadletterspy.h"

#include <Actors/Core/ActorSystem>

#include <algorithm>

namespace Actors::TestKit {

DeadLetterSpy::DeadLetterSpy(const ActorSystem &system)
    : m_letters(system.deadLetters())
{
    clear();
}

quint64 DeadLetterSpy::count() const
{
    return m_letters->count() - m_before;
}

QList<DeadLetter> DeadLetterSpy::all() const
{
    QList<DeadLetter> letters = m_letters->letters();
    letters.removeIf([this](const DeadLetter &letter) { return letter.id() <= m_lastId; });
    return letters;
}

std::optional<DeadLetter> DeadLetterSpy::first() const
{
    return find([](const DeadLetter &) { return true; });
}

std::optional<DeadLetter> DeadLetterSpy::latest() const
{
    const QList<DeadLetter> letters = all();
    return letters.isEmpty() ? std::nullopt : std::optional(letters.last());
}

std::optional<DeadLetter>
DeadLetterSpy::find(const std::function<bool(const DeadLetter &letter)> &wanted) const
{
    const QList<DeadLetter> letters = all();
    const auto found = std::find_if(letters.begin(), letters.end(), wanted);
    return found == letters.end() ? std::nullopt : std::optional(*found);
}

std::optional<DeadLetter> DeadLetterSpy::find(DeadLetter::Reason reason) const
{
    return find([reason](const DeadLetter &letter) { return letter.reason() == reason; });
}

void DeadLetterSpy::clear()
{
    m_before = m_letters->count();
    const QList<DeadLetter> last = m_letters->recent(1);
    m_lastId = last.isEmpty() ? 0 : last.last().id();
}

} // namespace Actors::TestKit
