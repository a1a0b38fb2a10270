// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QMetaType>
#include <QString>
#include <QUuid>

#include <atomic>
#include <chrono>
#include <compare>
#include <optional>

namespace Actors {

class Clock;
class Random;

/*!
 * \brief An address that is unique over all processes and sorts by the time of its creation.
 *
 * It is a UUID of version 7 as RFC 9562 describes it: 48 bits of Unix time in milliseconds, then 16
 * bits that count within a millisecond, then 58 random bits. A value: all functions may be called
 * from any thread.
 */
class ACTORS_CORE_EXPORT Uuid7Address
{
public:
    class Generator;

    //! Creates the null address, which is no UUID of version 7 and comes before all others.
    constexpr Uuid7Address() noexcept = default;

    //! A new address, greater than all that this process created before on any thread.
    [[nodiscard]] static Uuid7Address create();

    //! The address that \a uuid is; nothing if it is not of version 7 of RFC 9562.
    static std::optional<Uuid7Address> fromUuid(const QUuid &uuid);

    //! Reads what toString() writes, and the other forms that QUuid reads; nothing if it is not
    //! one.
    static std::optional<Uuid7Address> fromString(QStringView text);

    //! Whether it is the null address.
    constexpr bool isNull() const noexcept { return m_high == 0 && m_low == 0; }

    //! When it was created, since 1970. Runs ahead where more than a process's share were created.
    constexpr std::chrono::milliseconds time() const noexcept
    {
        return std::chrono::milliseconds(m_high >> 16);
    }

    //! The same as a QUuid.
    QUuid toUuid() const;

    //! 36 characters in lower case without braces.
    QString toString() const;

    friend constexpr bool operator==(const Uuid7Address &, const Uuid7Address &) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const Uuid7Address &left,
                                                      const Uuid7Address &right) noexcept
    {
        return left.m_high != right.m_high ? left.m_high <=> right.m_high
                                           : left.m_low <=> right.m_low;
    }
    friend size_t qHash(const Uuid7Address &address, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, address.m_high, address.m_low);
    }

private:
    friend class Address;

    constexpr Uuid7Address(quint64 high, quint64 low) noexcept
        : m_high(high)
        , m_low(low)
    {
    }

    quint64 m_high = 0; // the UUID's bytes, most significant first
    quint64 m_low = 0;
};

/*!
 * \brief Creates addresses from a clock and random numbers of your choice.
 *
 * Uuid7Address::create() has one with the real ones; a test has its own, which repeats with its
 * seed. May be called from any thread. The clock and the random numbers must live longer.
 */
class ACTORS_CORE_EXPORT Uuid7Address::Generator
{
public:
    //! Takes the time from \a clock and the rest from \a random; null stands for the real ones.
    Generator(const Clock *clock, Random *random);
    Q_DISABLE_COPY_MOVE(Generator)

    //! A new address, greater than all that this generator created before, also if the clock goes
    //! back.
    [[nodiscard]] Uuid7Address create();

private:
    const Clock *m_clock;
    Random *m_random;
    std::atomic<quint64> m_last = 0; // 48 bits of time, 16 bits of counter
};

//! Writes Uuid7Address::toString().
ACTORS_CORE_EXPORT QDebug operator<<(QDebug debug, const Uuid7Address &address);

} // namespace Actors

Q_DECLARE_TYPEINFO(Actors::Uuid7Address, Q_PRIMITIVE_TYPE);
Q_DECLARE_METATYPE(Actors::Uuid7Address)
