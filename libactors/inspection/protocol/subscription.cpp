// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "subscription.h"

#include "foreignvalue_p.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

static constexpr std::array<QLatin1StringView, 12> KindNames{
    "system"_L1,      "top"_L1,     "tree"_L1,      "rows"_L1, "classes"_L1, "threads"_L1,
    "deadletters"_L1, "letters"_L1, "lifecycle"_L1, "log"_L1,  "alarms"_L1,  "self"_L1,
};
static_assert(KindNames.size() == static_cast<std::size_t>(Subscription::Kind::Self) + 1);

QString nameOf(Subscription::Kind kind)
{
    return KindNames.at(static_cast<std::size_t>(kind));
}

std::optional<Subscription::Kind> kindNamed(QStringView name)
{
    const auto found = std::find(KindNames.begin(), KindNames.end(), name);
    if (found == KindNames.end())
        return {};
    return static_cast<Subscription::Kind>(found - KindNames.begin());
}

QCborValue Subscription::toCbor() const
{
    QCborMap map{
        {u"kind"_s, nameOf(kind)},
        {u"interval"_s, qint64(interval.count())},
        {u"rows"_s, rows},
        {u"sort"_s, QLatin1StringView(info(sort).name)},
    };
    if (!filter.isEmpty())
        map.insert(u"filter"_s, filter);
    if (!windows.empty()) {
        QCborArray parts;
        for (const Window &window : windows)
            parts.append(QCborArray{qint64(window.parent), window.offset, window.count});
        map.insert(u"windows"_s, parts);
    }
    if (!ids.empty()) {
        QCborArray parts;
        for (const quint64 id : ids)
            parts.append(qint64(id));
        map.insert(u"ids"_s, parts);
    }
    return map;
}

static bool readWindows(const QCborValue &value, std::vector<Subscription::Window> &windows)
{
    const QCborArray parts = value.toArray();
    if (!value.isArray() || parts.size() > Subscription::MostRows)
        return false;
    quint64 rows = 0;
    for (const QCborValue part : parts) {
        const QCborArray numbers = part.toArray();
        Subscription::Window window;
        if (numbers.size() != 3 || !into(window.parent, quint64(0))(numbers.at(0))
            || !into(window.offset, quint32(0))(numbers.at(1))
            || !into(window.count, quint32(0))(numbers.at(2)))
            return false;
        rows += window.count;
        windows.push_back(window);
    }
    return rows <= quint64(Subscription::MostRows);
}

static bool readIds(const QCborValue &value, std::vector<quint64> &ids)
{
    const QCborArray parts = value.toArray();
    if (!value.isArray() || parts.size() > Subscription::MostRows)
        return false;
    for (const QCborValue part : parts) {
        if (!into(ids.emplace_back(), quint64(0))(part))
            return false;
    }
    return true;
}

//! What the value of that name may be, for people.
static QString rangeOf(QLatin1StringView name)
{
    if (name == "kind"_L1)
        return u"it must be one of the texts %1"_s.arg([] {
            QStringList names;
            for (const QLatin1StringView kind : KindNames)
                names.append(kind);
            return names.join(u", "_s);
        }());
    if (name == "interval"_L1)
        return u"it must be an integer from %1 to %2, in milliseconds"_s
            .arg(Subscription::ShortestInterval.count())
            .arg(Subscription::LongestInterval.count());
    if (name == "rows"_L1)
        return u"it must be an integer from 0 to %1"_s.arg(Subscription::MostRows);
    if (name == "sort"_L1)
        return u"it must be the name of a column, such as \"oldest\""_s;
    if (name == "filter"_L1)
        return u"it must be a text"_s;
    if (name == "windows"_L1)
        return u"it must be an array of arrays [parent, offset, count], at most %1 of them with at most %1 rows together"_s
            .arg(Subscription::MostRows);
    return u"it must be an array of at most %1 numbers of actors"_s.arg(Subscription::MostRows);
}

std::optional<Subscription> Subscription::fromCbor(const QCborValue &body, QString *error)
{
    Subscription subscription;
    ForeignMap map(body.toMap());
    map.take("kind"_L1, [&subscription](const QCborValue &value) {
        const std::optional<Kind> named = kindNamed(value.toString());
        subscription.kind = named.value_or(subscription.kind);
        return named.has_value();
    });
    map.take("interval"_L1, [&subscription](const QCborValue &value) {
        return into(subscription.interval)(value) && subscription.interval >= ShortestInterval
            && subscription.interval <= LongestInterval;
    });
    map.take("rows"_L1, into(subscription.rows, 0, MostRows));
    map.take("sort"_L1, [&subscription](const QCborValue &value) {
        const std::optional<Column> named = columnNamed(value.toString());
        subscription.sort = named.value_or(subscription.sort);
        return named.has_value();
    });
    map.take("filter"_L1, into(subscription.filter));
    map.take("windows"_L1, [&subscription](const QCborValue &value) {
        return readWindows(value, subscription.windows);
    });
    map.take("ids"_L1,
             [&subscription](const QCborValue &value) { return readIds(value, subscription.ids); });
    if (body.isMap() && map.isGood())
        return subscription;
    if (error) {
        *error = body.isMap() ? u"The \"%1\" of the subscription is wrong: %2."_s.arg(
                     map.failed(), rangeOf(map.failed()))
                              : u"A subscription must be a map."_s;
    }
    return {};
}

bool isEvents(Subscription::Kind kind)
{
    using Kind = Subscription::Kind;
    return kind == Kind::Letters || kind == Kind::Lifecycle || kind == Kind::Log;
}

bool isOfActors(Subscription::Kind kind)
{
    using Kind = Subscription::Kind;
    return kind == Kind::Top || kind == Kind::Tree || kind == Kind::Rows;
}

} // namespace Actors::Inspection
