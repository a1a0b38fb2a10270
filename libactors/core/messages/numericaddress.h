// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QMetaType>
#include <QString>

#include <compare>
#include <optional>

namespace Actors {

/*!
 * \brief An address that is a number: short to read and unique within the process.
 *
 * A value: all functions may be called from any thread.
 */
class ACTORS_CORE_EXPORT NumericAddress
{
public:
    //! Creates the null address, with the number 0.
    constexpr NumericAddress() noexcept = default;

    //! The address with the number \a value. It is up to the caller that it is used only once.
    constexpr explicit NumericAddress(quint64 value) noexcept
        : m_value(value)
    {
    }

    //! A new address; its number is greater than those this process created before on any thread.
    [[nodiscard]] static NumericAddress create() noexcept;

    //! Reads what toString() writes; nothing if it is not a number.
    static std::optional<NumericAddress> fromString(QStringView text);

    //! Whether it is the null address.
    constexpr bool isNull() const noexcept { return m_value == 0; }
    //! The number; 0 for the null address.
    constexpr quint64 value() const noexcept { return m_value; }

    //! The number in decimal digits.
    QString toString() const;

    friend constexpr bool operator==(NumericAddress, NumericAddress) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(NumericAddress left,
                                                      NumericAddress right) noexcept
    {
        return left.m_value <=> right.m_value;
    }
    friend size_t qHash(NumericAddress address, size_t seed = 0) noexcept
    {
        return ::qHash(address.m_value, seed);
    }

private:
    quint64 m_value = 0;
};

//! Writes NumericAddress::toString().
ACTORS_CORE_EXPORT QDebug operator<<(QDebug debug, NumericAddress address);

} // namespace Actors

Q_DECLARE_TYPEINFO(Actors::NumericAddress, Q_PRIMITIVE_TYPE);
Q_DECLARE_METATYPE(Actors::NumericAddress)
