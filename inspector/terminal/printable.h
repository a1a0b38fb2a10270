// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringView>

namespace Actors::Inspector {

//! \a text of a target, safe to show: characters that a terminal obeys, or that change the order of
//! others, are written as "\x1b" or "\u{202e}".
QString printable(QStringView text);
//! \a object in one line; safe to show as well.
QByteArray jsonLine(const QJsonObject &object);
//! \a object for people; safe to show as well.
QByteArray jsonDocument(const QJsonObject &object);

//! \a value as JSON in one line; safe to show as well.
QString jsonText(const QJsonValue &value);

//! How many columns of a terminal \a text takes that is printable().
int displayWidth(QStringView text);

//! What a text that is too long loses.
enum class Elide {
    Middle, //!< As of a path, whose end says most.
    Right,
};
//! \a text in at most \a width columns; what is left out is shown as "…".
QString elided(const QString &text, int width, Elide elide);

} // namespace Actors::Inspector
