// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/numericaddress.h>
#include <Actors/Core/uuid7address.h>

#include <QMetaType>
#include <QString>

#include <compare>
#include <optional>

namespace Actors {

/*!
 * \brief An address of either kind, by which an actor can be looked up.
 *
 * Addresses of different kinds are never equal, so that both can be used in one directory; those of
 * one kind compare as the kind does. A value: all functions may be called from any thread.
 */
class ACTORS_CORE_EXPORT Address
{
public:
    //! What kinds of addresses there are.
    enum class Kind : quint8 {
        Null, //!< No address.
        Numeric, //!< A NumericAddress.
        Uuid7, //!< A Uuid7Address.
    };

    //! Creates the null address, which comes before all others.
    constexpr Address() noexcept = default;

    //! Means the same as \a address; the null address of a kind becomes the null address.
    constexpr Address(NumericAddress address) noexcept
        : m_kind(address.isNull() ? Kind::Null : Kind::Numeric)
        , m_low(address.value())
    {
    }

    //! \overload
    constexpr Address(const Uuid7Address &address) noexcept
        : m_kind(address.isNull() ? Kind::Null : Kind::Uuid7)
        , m_high(address.m_high)
        , m_low(address.m_low)
    {
    }

    //! Reads what toString() writes, of either kind; nothing if it is neither.
    static std::optional<Address> fromString(QStringView text);

    //! What kind of address it is.
    constexpr Kind kind() const noexcept { return m_kind; }
    //! Whether it is the null address.
    constexpr bool isNull() const noexcept { return m_kind == Kind::Null; }

    //! The numeric address that this is; the null one if it is of another kind.
    constexpr NumericAddress toNumeric() const noexcept
    {
        return m_kind == Kind::Numeric ? NumericAddress(m_low) : NumericAddress();
    }

    //! The UUID that this is; the null one if it is of another kind.
    constexpr Uuid7Address toUuid7() const noexcept
    {
        return m_kind == Kind::Uuid7 ? Uuid7Address(m_high, m_low) : Uuid7Address();
    }

    //! What toString() of the kind writes; empty for the null address.
    QString toString() const;

    friend constexpr bool operator==(const Address &, const Address &) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const Address &left,
                                                      const Address &right) noexcept
    {
        if (left.m_kind != right.m_kind)
            return left.m_kind <=> right.m_kind;
        return left.m_high != right.m_high ? left.m_high <=> right.m_high
                                           : left.m_low <=> right.m_low;
    }
    friend size_t qHash(const Address &address, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, quint8(address.m_kind), address.m_high, address.m_low);
    }

private:
    Kind m_kind = Kind::Null;
    quint64 m_high = 0;
    quint64 m_low = 0;
};

//! Writes Address::toString().
ACTORS_CORE_EXPORT QDebug operator<<(QDebug debug, const Address &address);

} // namespace Actors

Q_DECLARE_TYPEINFO(Actors::Address, Q_PRIMITIVE_TYPE);
Q_DECLARE_METATYPE(Actors::Address)
