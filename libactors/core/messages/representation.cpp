// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "messages/representation.h"

#include <QLocale>
#include <QMetaEnum>
#include <QMetaProperty>

#include <algorithm>

namespace Actors::Internal {

namespace {

constexpr QByteArrayView ellipsis = "\xE2\x80\xA6";

bool isContinuation(char byte)
{
    return (uchar(byte) & 0xC0) == 0x80;
}

// Longer texts are cut anyway; converting and escaping them would take time that nobody reads.
template<typename View>
View beginning(View view)
{
    return view.first(std::min(view.size(), Representation::maxSize));
}

QByteArrayView lastName(QByteArrayView name)
{
    const qsizetype colon = name.lastIndexOf(':');
    return name.sliced(colon + 1);
}

} // namespace

void Representation::append(QByteArrayView utf8)
{
    if (m_full)
        return;
    const qsizetype fitting = std::min(utf8.size(), maxSize - m_size);
    std::copy_n(utf8.data(), fitting, m_text.data() + m_size);
    m_size += fitting;
    if (fitting == utf8.size())
        return;
    m_full = true;
    m_size = maxSize - ellipsis.size();
    while (m_size > 0 && isContinuation(m_text[std::size_t(m_size)]))
        --m_size;
    std::copy_n(ellipsis.data(), ellipsis.size(), m_text.data() + m_size);
    m_size += ellipsis.size();
}

void Representation::append(QStringView text)
{
    // One unit more than fits still shows that something was cut.
    append(QByteArrayView(text.first(std::min(text.size(), maxSize + 1)).toUtf8()));
}

void describeInteger(Representation &text, qint64 value)
{
    text.append(QByteArrayView(QByteArray::number(value)));
}

void describeUnsigned(Representation &text, quint64 value)
{
    text.append(QByteArrayView(QByteArray::number(value)));
}

void describeReal(Representation &text, double value)
{
    text.append(QByteArrayView(QByteArray::number(value, 'g', QLocale::FloatingPointShortest)));
}

void describeText(Representation &text, QStringView value)
{
    QString written;
    QDebug(&written).nospace() << beginning(value);
    text.append(QStringView(written));
}

void describeBytes(Representation &text, QByteArrayView value)
{
    describeText(text, QString::fromUtf8(beginning(value)));
}

void describeEnum(Representation &text, QMetaType type, QByteArrayView name, qint64 value)
{
    const QMetaObject *metaObject = type.metaObject();
    if (metaObject && type.flags().testFlag(QMetaType::IsEnumeration)) {
        const QMetaEnum metaEnum = metaObject->enumerator(
            metaObject->indexOfEnumerator(lastName(type.name()).toByteArray().constData()));
        if (metaEnum.isValid()) {
            const QByteArray key = metaEnum.valueToKey(int(value));
            if (!key.isEmpty()) {
                text.append(QByteArrayView(key));
                return;
            }
        }
    }
    text.append(name);
    text.append('(');
    describeInteger(text, value);
    text.append(')');
}

void describeGadget(Representation &text, const QMetaObject &metaObject, QByteArrayView name,
                    const void *gadget)
{
    text.append(name);
    text.append('{');
    for (int i = 0; i < metaObject.propertyCount() && !text.isFull(); ++i) {
        const QMetaProperty property = metaObject.property(i);
        if (i > 0)
            text.append(", ");
        text.append(property.name());
        text.append(": ");
        const QVariant value = property.readOnGadget(gadget);
        describeValue(text, value.metaType(), value.constData());
    }
    text.append('}');
}

void describeValue(Representation &text, QMetaType type, const void *value)
{
    if (!type.isValid()) {
        text.append("invalid");
        return;
    }
    switch (type.id()) {
    case QMetaType::Bool:
        return describe(text, *static_cast<const bool *>(value));
    case QMetaType::Float:
        return describeReal(text, double(*static_cast<const float *>(value)));
    case QMetaType::Double:
        return describeReal(text, *static_cast<const double *>(value));
    case QMetaType::QString:
        return describeText(text, *static_cast<const QString *>(value));
    case QMetaType::QByteArray:
        return describeBytes(text, *static_cast<const QByteArray *>(value));
    case QMetaType::QStringList:
        return describe(text, *static_cast<const QStringList *>(value));
    case QMetaType::QVariantList:
        return describe(text, *static_cast<const QVariantList *>(value));
    case QMetaType::QVariantMap:
        return describe(text, *static_cast<const QVariantMap *>(value));
    default:
        break;
    }
    if (type.flags().testFlag(QMetaType::IsEnumeration)
        && !QByteArrayView(type.name()).startsWith("QFlags<")) {
        qint64 number = 0;
        QMetaType::convert(type, value, QMetaType::fromType<qint64>(), &number);
        return describeEnum(text, type, type.name(), number);
    }
    if (type.hasRegisteredDebugStreamOperator()) {
        QString written;
        {
            QDebug debug = QDebug(&written).nospace();
            type.debugStream(debug, value);
        }
        text.append(QStringView(written).trimmed());
        return;
    }
    if (type.flags().testFlag(QMetaType::IsGadget) && type.metaObject())
        return describeGadget(text, *type.metaObject(), type.name(), value);
    text.append(type.name());
    text.append("{...}");
}

void describeStreamed(Representation &text, void (*stream)(QDebug &, const void *),
                      const void *value)
{
    QString written;
    {
        QDebug debug = QDebug(&written).nospace();
        stream(debug, value);
    }
    text.append(QStringView(written).trimmed());
}

} // namespace Actors::Internal
