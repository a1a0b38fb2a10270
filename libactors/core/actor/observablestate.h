// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>
#include <QVariantMap>

namespace Actors {

/*!
 * \brief What an actor shows of itself: values by name.
 *
 * Built up in one expression by an actor that overrides Actor::observableState(), and read by tests
 * and tools:
 *
 * \code
 * QVariantMap observableState() const override
 * {
 *     return ObservableState().putValue(QStringLiteral("balance"), m_cents);
 * }
 * \endcode
 *
 * A value, implicitly shared; usable from any thread as any value is.
 */
class ObservableState
{
public:
    ObservableState() = default;
    //! The same names and values.
    ObservableState(const QVariantMap &values) // NOLINT(google-explicit-constructor): the same
        : m_values(values)
    {
    }

    //! Gives \a name the value \a value, in place of the one it had.
    template<class T>
    ObservableState &putValue(const QString &name, const T &value)
    {
        m_values.insert(name, QVariant::fromValue(value));
        return *this;
    }
    //! \overload
    ObservableState &putValue(const QString &name, const char *value)
    {
        m_values.insert(name, QString::fromUtf8(value));
        return *this;
    }

    //! The value of \a name; invalid if it has none.
    QVariant valueOf(const QString &name) const { return m_values.value(name); }
    //! The value of \a name as a T; what T() is if it has none, or none that can be converted.
    template<class T>
    T valueOf(const QString &name) const
    {
        return m_values.value(name).value<T>();
    }
    //! The value of \a name; \a otherwise if it has none. An invalid value is a value.
    template<class T>
    T valueOfOrDefault(const QString &name, const T &otherwise) const
    {
        const auto found = m_values.constFind(name);
        return found == m_values.constEnd() ? otherwise : found->template value<T>();
    }
    //! Whether \a name has a value, be it an invalid one.
    bool hasValue(const QString &name) const { return m_values.contains(name); }
    //! How many names there are.
    qsizetype size() const { return m_values.size(); }
    //! Whether there is no name.
    bool isEmpty() const { return m_values.isEmpty(); }
    //! The names in alphabetical order.
    QStringList keys() const { return m_values.keys(); }
    //! A copy, which later changes do not reach.
    QVariantMap snapshot() const { return m_values; }
    //! Takes all names away.
    void clear() { m_values.clear(); }

    //! snapshot()
    operator QVariantMap() const { return m_values; } // NOLINT(google-explicit-constructor)

    friend bool operator==(const ObservableState &left, const ObservableState &right)
    {
        return left.m_values == right.m_values;
    }

private:
    QVariantMap m_values;
};

} // namespace Actors

Q_DECLARE_METATYPE(Actors::ObservableState)
