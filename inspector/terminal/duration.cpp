// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "duration.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <limits>

namespace Actors::Inspector {

namespace {

struct Unit
{
    QLatin1StringView name;
    double nanoseconds;
};

constexpr std::array units{
    Unit{QLatin1StringView("ns"), 1},     Unit{QLatin1StringView("us"), 1e3},
    Unit{QLatin1StringView("ms"), 1e6},   Unit{QLatin1StringView("s"), 1e9},
    Unit{QLatin1StringView("min"), 6e10}, Unit{QLatin1StringView("h"), 3.6e12},
};

} // namespace

std::optional<std::chrono::nanoseconds> durationFrom(QStringView text)
{
    const auto isOfNumber = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; };
    const auto end = std::find_if_not(text.begin(), text.end(), isOfNumber);
    const qsizetype digits = end - text.begin();
    const QStringView unit = text.sliced(digits);
    const auto known = std::find_if(units.begin(), units.end(), [unit](const Unit &candidate) {
        return candidate.name == unit;
    });
    bool ok = false;
    const double number = text.first(digits).toDouble(&ok);
    if (!ok || known == units.end())
        return {};
    const double nanoseconds = number * known->nanoseconds;
    if (nanoseconds >= double(std::numeric_limits<qint64>::max()))
        return {};
    return std::chrono::nanoseconds(qint64(nanoseconds));
}

} // namespace Actors::Inspector
