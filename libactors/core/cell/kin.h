// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAnyStringView>
#include <QString>

namespace Actors::Internal {

//! An actor by its parent and the name it was given: the only one with that name there.
struct ChildName
{
    quint32 parent; //!< Index of its cell.
    QAnyStringView name;
    quint32 hash; //!< Only for this process.

    static ChildName of(quint32 parent, QStringView name);
    friend bool operator==(const ChildName &left, const ChildName &right) noexcept
    {
        return left.hash == right.hash && left.parent == right.parent && left.name == right.name;
    }
};

/*!
 * \brief Where the name of an actor is kept: one block, in which the characters of most names take
 * a byte each.
 */
class Kin
{
public:
    static constexpr quint32 NoParent = ~quint32(0);

    static const Kin *create(quint32 parent, QStringView name);
    static void destroy(const Kin *kin) noexcept;
    Q_DISABLE_COPY_MOVE(Kin)

    quint32 parent() const noexcept { return m_parent; }
    ChildName child() const noexcept { return {m_parent, name(), m_hash}; }
    QAnyStringView name() const noexcept
    {
        if (m_isWide)
            return {reinterpret_cast<const QChar *>(this + 1), qsizetype(m_length)};
        return QLatin1String(reinterpret_cast<const char *>(this + 1), qsizetype(m_length));
    }

private:
    enum class Character { Narrow, Wide };
    Kin(const ChildName &child, Character character);
    ~Kin() = default;
    static std::size_t sizeWith(qsizetype length, Character character) noexcept;

    quint32 m_parent;
    quint32 m_hash;
    quint32 m_length : 31; //!< In characters.
    quint32 m_isWide : 1; //!< They take two bytes each.
};

} // namespace Actors::Internal
