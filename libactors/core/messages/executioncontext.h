// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QHash>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace Actors {

/*!
 * \brief Named values that accompany a message, such as the request on whose behalf it is sent.
 *
 * A context is a value: a copy is cheap, and changing one copy never changes another. Each message
 * takes a copy with it when it is sent; its receiver, and a supervisor that is asked about its
 * failure, see that copy.
 *
 * An empty context holds no memory. All empty contexts are the same value, which nobody can change:
 * setting a value makes this one object a context of its own. A context may be used by one thread
 * at a time, copies of it by different threads.
 */
class ACTORS_CORE_EXPORT ExecutionContext
{
public:
    //! Creates an empty context.
    ExecutionContext() = default;

    //! Whether it has no values.
    bool isEmpty() const noexcept { return m_values.isEmpty(); }

    //! Whether \a key has a value, also an invalid one.
    bool contains(const QString &key) const;

    //! The value of \a key, invalid if there is none.
    QVariant value(const QString &key) const;

    //! The value of \a key, or \a defaultValue if there is none.
    QVariant value(const QString &key, const QVariant &defaultValue) const;

    //! Gives \a key the value \a value, also an invalid one, in place of the one it had.
    void setValue(const QString &key, const QVariant &value);

    //! Removes \a key and its value. Nothing happens if there is no such key.
    void remove(const QString &key);

    //! Removes all keys.
    void clear();

    //! All keys, sorted.
    QStringList keys() const;

    //! Whether both have the same keys with equal values.
    friend bool operator==(const ExecutionContext &left, const ExecutionContext &right)
    {
        return left.m_values == right.m_values;
    }

    //! Exchanges this context with \a other. Never fails.
    void swap(ExecutionContext &other) noexcept { m_values.swap(other.m_values); }

private:
    QHash<QString, QVariant> m_values;
};

//! Writes all keys, sorted, with their values.
ACTORS_CORE_EXPORT QDebug operator<<(QDebug debug, const ExecutionContext &context);

} // namespace Actors

Q_DECLARE_TYPEINFO(Actors::ExecutionContext, Q_RELOCATABLE_TYPE);
Q_DECLARE_METATYPE(Actors::ExecutionContext)
