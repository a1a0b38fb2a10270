// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "address.h"

#include <QDebug>

namespace Actors {

std::optional<Address> Address::fromString(QStringView text)
{
    if (const std::optional<NumericAddress> numeric = NumericAddress::fromString(text))
        return *numeric;
    if (const std::optional<Uuid7Address> uuid = Uuid7Address::fromString(text))
        return *uuid;
    return std::nullopt;
}

QString Address::toString() const
{
    switch (m_kind) {
    case Kind::Null:
        break;
    case Kind::Numeric:
        return toNumeric().toString();
    case Kind::Uuid7:
        return toUuid7().toString();
    }
    return {};
}

QDebug operator<<(QDebug debug, const Address &address)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace().noquote() << "Address(" << address.toString() << ')';
}

} // namespace Actors
