// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "executioncontext.h"

#include <QDebug>

namespace Actors {

bool ExecutionContext::contains(const QString &key) const
{
    return m_values.contains(key);
}

QVariant ExecutionContext::value(const QString &key) const
{
    return m_values.value(key);
}

QVariant ExecutionContext::value(const QString &key, const QVariant &defaultValue) const
{
    return m_values.value(key, defaultValue);
}

void ExecutionContext::setValue(const QString &key, const QVariant &value)
{
    m_values.insert(key, value);
}

void ExecutionContext::remove(const QString &key)
{
    if (!m_values.contains(key)) // removing would give a shared context memory of its own
        return;
    m_values.remove(key);
    if (m_values.isEmpty())
        clear();
}

void ExecutionContext::clear()
{
    m_values = {};
}

QStringList ExecutionContext::keys() const
{
    QStringList keys = m_values.keys();
    keys.sort();
    return keys;
}

QDebug operator<<(QDebug debug, const ExecutionContext &context)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "ExecutionContext(";
    const char *separator = "";
    const QStringList keys = context.keys();
    for (const QString &key : keys) {
        debug << separator << key << ": " << context.value(key);
        separator = ", ";
    }
    return debug << ')';
}

} // namespace Actors
