// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "jsonschemas.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Actors::Inspector {

namespace {

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1StringView("integer"))
        return value.isDouble() && value.toDouble() == double(value.toInteger());
    if (type == QLatin1StringView("number"))
        return value.isDouble();
    if (type == QLatin1StringView("string"))
        return value.isString();
    if (type == QLatin1StringView("boolean"))
        return value.isBool();
    if (type == QLatin1StringView("object"))
        return value.isObject();
    if (type == QLatin1StringView("array"))
        return value.isArray();
    return type == QLatin1StringView("null") && value.isNull();
}

} // namespace

JsonSchemas::JsonSchemas(const QString &directory)
{
    const QDir files(directory);
    for (const QString &name : files.entryList({QStringLiteral("*.json")})) {
        QFile file(files.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            m_files.insert(name, QJsonDocument::fromJson(file.readAll()).object());
    }
}

QString JsonSchemas::errorIn(const QJsonObject &object) const
{
    const QString name =
        object.value(QLatin1StringView("schema")).toString() + QStringLiteral(".json");
    if (!m_files.contains(name))
        return QStringLiteral("there is no schema %1").arg(name);
    return errorIn(object, m_files.value(name), name, QStringLiteral("document"));
}

QString JsonSchemas::errorIn(const QJsonValue &value, const QJsonObject &schema,
                             const QString &file, const QString &where) const
{
    for (const QString &keyword : schema.keys()) {
        const QString error = errorByKeyword(keyword, value, schema, file, where);
        if (!error.isEmpty())
            return error;
    }
    return {};
}

QString JsonSchemas::errorByKeyword(const QString &keyword, const QJsonValue &value,
                                    const QJsonObject &schema, const QString &file,
                                    const QString &where) const
{
    const QJsonValue wanted = schema.value(keyword);
    if (keyword == QLatin1StringView("$ref")) {
        const QStringList parts = wanted.toString().split(QStringLiteral("#/$defs/"));
        const QString target = parts.constFirst().isEmpty() ? file : parts.constFirst();
        const QJsonObject definitions =
            m_files.value(target).value(QLatin1StringView("$defs")).toObject();
        if (!definitions.contains(parts.value(1)))
            return QStringLiteral("%1: %2 leads nowhere").arg(where, wanted.toString());
        return errorIn(value, definitions.value(parts.value(1)).toObject(), target, where);
    }
    if (keyword == QLatin1StringView("type")) {
        const QJsonArray types = wanted.isArray() ? wanted.toArray() : QJsonArray{wanted};
        const bool fits = std::any_of(types.begin(), types.end(), [&value](const QJsonValue &type) {
            return isOfType(value, type.toString());
        });
        return fits ? QString() : QStringLiteral("%1 has another type").arg(where);
    }
    if (keyword == QLatin1StringView("const"))
        return value == wanted ? QString() : QStringLiteral("%1 has another value").arg(where);
    if (keyword == QLatin1StringView("enum")) {
        return wanted.toArray().contains(value)
            ? QString()
            : QStringLiteral("%1 is none of the values").arg(where);
    }
    if (keyword == QLatin1StringView("required")) {
        for (const QJsonValue key : wanted.toArray()) {
            if (!value.toObject().contains(key.toString()))
                return QStringLiteral("%1 has no %2").arg(where, key.toString());
        }
        return {};
    }
    if (keyword == QLatin1StringView("properties")) {
        const QJsonObject properties = wanted.toObject();
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString error = errorIn(member.value(), properties.value(member.key()).toObject(),
                                          file, where + QLatin1Char('.') + member.key());
            if (!error.isEmpty())
                return error;
        }
        return {};
    }
    if (keyword == QLatin1StringView("items")) {
        for (const QJsonValue item : value.toArray()) {
            const QString error =
                errorIn(item, wanted.toObject(), file, where + QStringLiteral("[]"));
            if (!error.isEmpty())
                return error;
        }
        return {};
    }
    if (keyword == QLatin1StringView("allOf") || keyword == QLatin1StringView("anyOf")) {
        QString last;
        for (const QJsonValue one : wanted.toArray()) {
            last = errorIn(value, one.toObject(), file, where);
            if (last.isEmpty() == (keyword == QLatin1StringView("anyOf")))
                return last;
        }
        return last;
    }
    static const QStringList silent{QStringLiteral("$schema"), QStringLiteral("$id"),
                                    QStringLiteral("$defs"), QStringLiteral("title"),
                                    QStringLiteral("description")};
    return silent.contains(keyword)
        ? QString()
        : QStringLiteral("%1: the test does not know %2").arg(where, keyword);
}

} // namespace Actors::Inspector
