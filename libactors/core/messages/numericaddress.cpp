// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "numericaddress.h"

#include <QDebug>

#include <algorithm>
#include <atomic>

namespace Actors {

NumericAddress NumericAddress::create() noexcept
{
    static constinit std::atomic<quint64> last = 0;
    return NumericAddress(last.fetch_add(1, std::memory_order_relaxed) + 1);
}

std::optional<NumericAddress> NumericAddress::fromString(QStringView text)
{
    // QString would also read signs and spaces.
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    bool ok = false;
    const quint64 value = text.toULongLong(&ok);
    if (!ok || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    return NumericAddress(value);
}

QString NumericAddress::toString() const
{
    return QString::number(m_value);
}

QDebug operator<<(QDebug debug, NumericAddress address)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "NumericAddress(" << address.value() << ')';
}

} // namespace Actors
