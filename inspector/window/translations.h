// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTranslator>

QT_FORWARD_DECLARE_CLASS(QLocale)

namespace Actors::Inspector {

/*!
 * \brief The language of the window: has the application translate, as long as it lives.
 *
 * To be created in the GUI thread after the application and before the windows, which keep the
 * texts that they began with.
 */
class Translations
{
public:
    //! Speaks the first language of \a locale that there is a translation for, else English. What
    //! Qt itself says is translated where Qt's translations are installed.
    explicit Translations(const QLocale &locale);

private:
    QTranslator m_window;
    QTranslator m_qt;
};

} // namespace Actors::Inspector
