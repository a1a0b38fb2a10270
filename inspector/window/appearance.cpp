// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "appearance.h"

#include "theme.h"

#include <QApplication>
#include <QSettings>
#include <QStyle>

namespace Actors::Inspector {

namespace {

const QString Key = QStringLiteral("appearance");

} // namespace

Appearance savedAppearance()
{
    const QString name = QSettings().value(Key).toString();
    if (name == QLatin1StringView("light"))
        return Appearance::Light;
    return name == QLatin1StringView("dark") ? Appearance::Dark : Appearance::System;
}

void saveAppearance(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System:
        QSettings().remove(Key);
        break;
    case Appearance::Light:
        QSettings().setValue(Key, QStringLiteral("light"));
        break;
    case Appearance::Dark:
        QSettings().setValue(Key, QStringLiteral("dark"));
        break;
    }
}

void apply(Appearance appearance)
{
    // Styles of desktops may keep their own colours; Fusion takes those of the palette.
    static const QString systemStyle = QApplication::style()->name();
    static const QPalette systemPalette = QApplication::palette();
    switch (appearance) {
    case Appearance::System:
        QApplication::setStyle(systemStyle);
        QApplication::setPalette(systemPalette);
        break;
    case Appearance::Light:
    case Appearance::Dark:
        QApplication::setStyle(QStringLiteral("fusion"));
        QApplication::setPalette(appearance == Appearance::Dark ? darkPalette() : lightPalette());
        break;
    }
}

} // namespace Actors::Inspector
