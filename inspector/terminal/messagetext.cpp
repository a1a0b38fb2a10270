// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "messagetext.h"

#include "printable.h"

#include <QCborArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

#include <algorithm>

namespace Actors::Inspector {

namespace {

MessageText refusal(const QString &error)
{
    return {{}, error};
}

//! \a json with a caret below the byte at \a offset.
QString marked(const QString &json, qsizetype offset)
{
    const QByteArray before =
        json.toUtf8().first(std::clamp<qsizetype>(offset, 0, json.toUtf8().size()));
    return QStringLiteral("\n  %1\n  %2^")
        .arg(printable(json),
             QString(displayWidth(printable(QString::fromUtf8(before))), QLatin1Char(' ')));
}

} // namespace

MessageText MessageText::parse(const QString &name, const QString &json)
{
    const bool isMethod = name.endsWith(QLatin1StringView("()"));
    QJsonValue value = isMethod ? QJsonValue(QJsonArray()) : QJsonValue(QJsonObject());
    if (!json.isEmpty()) {
        // Qt takes no value that stands alone.
        QJsonParseError error;
        const QJsonArray values =
            QJsonDocument::fromJson('[' + json.toUtf8() + ']', &error).array();
        if (error.error != QJsonParseError::NoError) {
            // The offset is that behind what is wrong, and counts our bracket.
            return refusal(QStringLiteral("this is no JSON: %1%2")
                               .arg(error.errorString(), marked(json, error.offset - 2)));
        }
        if (values.size() != 1) {
            return refusal(QStringLiteral("give one JSON value, as '{\"amount\": 5}', not %1: %2")
                               .arg(values.size())
                               .arg(printable(json)));
        }
        value = values.at(0);
    }
    if (!isMethod) {
        return {{{QStringLiteral("type"), name},
                 {QStringLiteral("value"), QCborValue::fromJsonValue(value)}},
                {}};
    }
    if (!value.isArray()) {
        return refusal(QStringLiteral("the arguments of a method are an array, as '[5]', not %1")
                           .arg(printable(json)));
    }
    return {{{QStringLiteral("method"), name.chopped(2)},
             {QStringLiteral("arguments"), QCborArray::fromJsonArray(value.toArray())}},
            {}};
}

} // namespace Actors::Inspector
