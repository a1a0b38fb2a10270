// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace Actors::Inspector {

Translations::Translations(const QLocale &locale)
{
    const QString folder = QStringLiteral(":/i18n");
    const QString name = QStringLiteral("actors-inspector");
    const QString mark = QStringLiteral("_");
    // Even English needs one, for its plural forms.
    if (m_window.load(locale, name, mark, folder)
        || m_window.load(QLocale(QLocale::English), name, mark, folder))
        QCoreApplication::installTranslator(&m_window);
    if (m_qt.load(QLocale(m_window.language()), QStringLiteral("qtbase"), mark,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

} // namespace Actors::Inspector
