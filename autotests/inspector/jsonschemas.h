// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>

namespace Actors::Inspector {

/*!
 * \brief The schemas of the terminal inspector, and whether what it prints is as they say.
 *
 * Knows the keywords of JSON Schema 2020-12 that these files use; any other is an error.
 */
class JsonSchemas
{
public:
    //! Reads the files *.json in \a directory.
    explicit JsonSchemas(const QString &directory);

    QStringList names() const { return m_files.keys(); }
    QJsonObject file(const QString &name) const { return m_files.value(name); }
    //! What is wrong with \a object, seen by the schema that it names; empty if nothing is.
    QString errorIn(const QJsonObject &object) const;

private:
    QString errorIn(const QJsonValue &value, const QJsonObject &schema, const QString &file,
                    const QString &where) const;
    QString errorByKeyword(const QString &keyword, const QJsonValue &value,
                           const QJsonObject &schema, const QString &file,
                           const QString &where) const;

    QHash<QString, QJsonObject> m_files;
};

} // namespace Actors::Inspector
