// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "uuid7address.h"

#include "seams/clock.h"
#include "seams/random.h"

#include <QDebug>
#include <QtEndian>

#include <algorithm>

namespace Actors {

namespace {

constexpr quint64 VersionMask = 0xf000;
constexpr quint64 Version7 = 0x7000;
constexpr quint64 VariantMask = quint64(3) << 62;
constexpr quint64 VariantRfc = quint64(2) << 62;

} // namespace

Uuid7Address Uuid7Address::create()
{
    static Generator generator(Clock::real(), Random::real());
    return generator.create();
}

std::optional<Uuid7Address> Uuid7Address::fromUuid(const QUuid &uuid)
{
    const QByteArray bytes = uuid.toRfc4122();
    const auto high = qFromBigEndian<quint64>(bytes.constData());
    const auto low = qFromBigEndian<quint64>(bytes.constData() + 8);
    if ((high & VersionMask) != Version7 || (low & VariantMask) != VariantRfc)
        return std::nullopt;
    return Uuid7Address(high, low);
}

std::optional<Uuid7Address> Uuid7Address::fromString(QStringView text)
{
    return fromUuid(QUuid::fromString(text));
}

QUuid Uuid7Address::toUuid() const
{
    QByteArray bytes(16, Qt::Uninitialized);
    qToBigEndian(m_high, bytes.data());
    qToBigEndian(m_low, bytes.data() + 8);
    return QUuid::fromRfc4122(bytes);
}

QString Uuid7Address::toString() const
{
    return toUuid().toString(QUuid::WithoutBraces);
}

Uuid7Address::Generator::Generator(const Clock *clock, Random *random)
    : m_clock(clock)
    , m_random(random)
{
}

Uuid7Address Uuid7Address::Generator::create()
{
    const quint64 random = m_random->next();
    const quint64 time = quint64(m_clock->wallTime().count()) & 0xffff'ffff'ffff;
    // A millisecond starts with a random count, small enough to leave room for 61,440 more. Those
    // beyond carry into the time, which then waits for the clock, as RFC 9562 section 6.2 allows.
    const quint64 first = (time << 16) | (random >> 52);
    quint64 last = m_last.load(std::memory_order_relaxed);
    quint64 mine = 0;
    do {
        mine = std::max(first, last + 1);
    } while (!m_last.compare_exchange_weak(last, mine, std::memory_order_relaxed));

    const quint64 counter = mine & 0xffff;
    const quint64 high = (mine & ~quint64(0xffff)) | Version7 | (counter >> 4);
    const quint64 low = VariantRfc | ((counter & 0xf) << 58) | (m_random->next() >> 6);
    return {high, low};
}

QDebug operator<<(QDebug debug, const Uuid7Address &address)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace().noquote() << "Uuid7Address(" << address.toString() << ')';
}

} // namespace Actors
