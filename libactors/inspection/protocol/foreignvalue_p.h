// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QString>
#include <QStringList>

#include <chrono>
#include <limits>
#include <optional>
#include <utility>

// What another process has sent is taken from CBOR with these: a value of another type, or out of
// its range, is none.

namespace Actors::Inspection {

//! The integer that \a value is, from \a least to \a most.
template<typename Integer>
std::optional<Integer> integerFrom(const QCborValue &value,
                                   Integer least = std::numeric_limits<Integer>::min(),
                                   Integer most = std::numeric_limits<Integer>::max())
{
    if (!value.isInteger())
        return {};
    const qint64 integer = value.toInteger();
    if (std::cmp_less(integer, least) || std::cmp_greater(integer, most))
        return {};
    return static_cast<Integer>(integer);
}

/*!
 * \brief Takes values out of a map by their names; names that nobody asks for are skipped.
 *
 * A value that is missing leaves its target as it is. After the first that is wrong, nothing is
 * taken any more; failed() is its name.
 */
class ForeignMap
{
public:
    explicit ForeignMap(const QCborMap &map)
        : m_map(map)
    {
    }

    bool isGood() const { return m_failed.isNull(); }
    //! The name of the value that was wrong.
    QLatin1StringView failed() const { return m_failed; }
    //! Says that the value of \a name is wrong.
    void fail(QLatin1StringView name)
    {
        if (isGood())
            m_failed = name;
    }

    /*!
     * Gives the value of \a name to \a read, which returns whether it is right. Whether there was
     * one.
     */
    template<typename Read>
    bool take(QLatin1StringView name, Read read)
    {
        if (!isGood())
            return false;
        const auto found = m_map.find(name);
        if (found == m_map.end())
            return false;
        if (!read(QCborValue(found.value())))
            fail(name);
        return true;
    }
    //! As take(), but the value must be there.
    template<typename Read>
    void require(QLatin1StringView name, Read read)
    {
        if (!take(name, read))
            fail(name);
    }

private:
    const QCborMap m_map;
    QLatin1StringView m_failed;
};

// What take() and require() read with.

inline auto into(QString &target)
{
    return [&target](const QCborValue &value) {
        target = value.toString();
        return value.isString();
    };
}

inline auto into(QStringList &target)
{
    return [&target](const QCborValue &value) {
        target.clear();
        const QCborArray texts = value.toArray();
        for (const QCborValue text : texts) {
            if (!text.isString())
                return false;
            target.append(text.toString());
        }
        return value.isArray();
    };
}

template<typename Integer>
auto into(Integer &target, Integer least, Integer most = std::numeric_limits<Integer>::max())
{
    return [&target, least, most](const QCborValue &value) {
        const std::optional<Integer> integer = integerFrom<Integer>(value, least, most);
        target = integer.value_or(target);
        return integer.has_value();
    };
}

//! In the unit of the target; never negative.
template<typename Count, typename Period>
auto into(std::chrono::duration<Count, Period> &target)
{
    return [&target](const QCborValue &value) {
        const std::optional<Count> count = integerFrom<Count>(value, 0);
        target = count ? std::chrono::duration<Count, Period>(*count) : target;
        return count.has_value();
    };
}

} // namespace Actors::Inspection
