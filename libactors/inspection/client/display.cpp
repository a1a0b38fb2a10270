// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "display.h"

#include <array>
#include <cmath>
#include <utility>

namespace Actors::Inspection {

using namespace std::chrono;

namespace {

struct Unit
{
    nanoseconds length;
    const char16_t *name;
};

constexpr std::array LongUnits{Unit{hours(24), u"d"}, Unit{hours(1), u"h"},
                               Unit{minutes(1), u"min"}, Unit{seconds(1), u"s"}};
constexpr std::array ShortUnits{Unit{seconds(1), u"s"}, Unit{milliseconds(1), u"ms"},
                                Unit{microseconds(1), u"µs"}, Unit{nanoseconds(1), u"ns"}};

QString withUnit(const QString &number, const char16_t *unit)
{
    // They belong together, also where a line is broken.
    return number + QChar(QChar::Nbsp) + QString::fromUtf16(unit);
}

//! Three digits are enough to act upon.
QString threeDigits(double number, const QLocale &locale)
{
    const double size = std::abs(number);
    if (size >= 99.95 || number == std::floor(number))
        return locale.toString(qint64(std::llround(number)));
    return locale.toString(number, 'f', size >= 9.995 ? 1 : 2);
}

QString rateText(double rate, const QLocale &locale)
{
    const double size = std::abs(rate);
    if (size >= 999'500)
        return withUnit(threeDigits(rate / 1'000'000, locale), u"M");
    if (size >= 9'995)
        return withUnit(threeDigits(rate / 1'000, locale), u"k");
    return size >= 9.95 || rate == std::floor(rate) ? locale.toString(qint64(std::llround(rate)))
                                                    : locale.toString(rate, 'f', 1);
}

} // namespace

QString displayDuration(nanoseconds duration, const QLocale &locale)
{
    if (duration.count() < 0)
        return locale.negativeSign() + displayDuration(-duration, locale);
    if (duration >= minutes(1)) {
        for (std::size_t i = 0; i + 1 < LongUnits.size(); ++i) {
            const Unit &unit = LongUnits[i];
            if (duration < unit.length)
                continue;
            const Unit &next = LongUnits[i + 1];
            const auto rest = (duration % unit.length) / next.length;
            const QString whole =
                withUnit(locale.toString(qint64(duration / unit.length)), unit.name);
            return rest == 0 ? whole
                             : whole + u' ' + withUnit(locale.toString(qint64(rest)), next.name);
        }
    }
    nanoseconds next = minutes(1);
    for (const Unit &unit : ShortUnits) {
        const nanoseconds bound = std::exchange(next, unit.length);
        if (duration < unit.length)
            continue;
        const double number = double(duration.count()) / double(unit.length.count());
        const int decimals = number < 100 && unit.length > nanoseconds(1) ? 1 : 0;
        const double step = decimals > 0 ? 0.1 : 1;
        if (std::round(number / step) * step * double(unit.length.count()) >= double(bound.count()))
            return displayDuration(bound, locale);
        QString text = locale.toString(number, 'f', decimals);
        const QString zero = locale.decimalPoint() + locale.zeroDigit();
        if (text.endsWith(zero))
            text.chop(zero.size());
        return withUnit(text, unit.name);
    }
    return withUnit(locale.toString(0), u"s");
}

QString displayText(ColumnKind kind, const QCborValue &value, const QLocale &locale)
{
    if (kind == ColumnKind::Text)
        return value.toString();
    if (!value.isInteger() && !value.isDouble())
        return {};
    switch (kind) {
    case ColumnKind::Text:
        break;
    case ColumnKind::Count:
        return locale.toString(value.toInteger());
    case ColumnKind::Rate:
        return rateText(value.toDouble(), locale);
    case ColumnKind::Duration:
    case ColumnKind::Time:
        return displayDuration(nanoseconds(value.toInteger()), locale);
    case ColumnKind::Permille: {
        const qint64 permille = value.toInteger();
        return withUnit(permille >= 100 || permille % 10 == 0
                            ? locale.toString(qint64(std::llround(double(permille) / 10)))
                            : locale.toString(double(permille) / 10, 'f', 1),
                        u"%");
    }
    case ColumnKind::State:
        return nameOf(ActorState(value.toInteger()));
    }
    return {};
}

} // namespace Actors::Inspection
