// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "kin.h"

#include <Actors/Core/memorypool.h>

#include <QHash>

#include <algorithm>
#include <new>

namespace Actors::Internal {

ChildName ChildName::of(quint32 parent, QStringView name)
{
    return {parent, name, quint32(qHashMulti(0, parent, name))};
}

std::size_t Kin::sizeWith(qsizetype length, Character character) noexcept
{
    return sizeof(Kin)
        + std::size_t(length) * (character == Character::Wide ? sizeof(QChar) : sizeof(char));
}

Kin::Kin(const ChildName &child, Character character)
    : m_parent(child.parent)
    , m_hash(child.hash)
    , m_length(quint32(child.name.size()))
    , m_isWide(character == Character::Wide)
{
}

const Kin *Kin::create(quint32 parent, QStringView name)
{
    const bool isWide =
        std::any_of(name.begin(), name.end(), [](QChar c) { return c.unicode() > 0xff; });
    const auto character = isWide ? Character::Wide : Character::Narrow;
    void *memory = allocate(sizeWith(name.size(), character));
    auto *kin = new (memory) Kin(ChildName::of(parent, name), character);
    if (isWide)
        std::copy(name.begin(), name.end(), reinterpret_cast<QChar *>(kin + 1));
    else
        std::transform(name.begin(), name.end(), reinterpret_cast<char *>(kin + 1),
                       [](QChar c) { return char(c.unicode()); });
    return kin;
}

void Kin::destroy(const Kin *kin) noexcept
{
    const auto character = kin->m_isWide ? Character::Wide : Character::Narrow;
    deallocate(const_cast<Kin *>(kin), sizeWith(kin->m_length, character));
}

} // namespace Actors::Internal
