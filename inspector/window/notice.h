// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "symbols.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QToolButton)

namespace Actors::Inspector {

class SymbolLabel;

/*!
 * \brief A line that says what is wrong, or what is waited for, with the way out as a button. Not
 * there while there is nothing to say.
 */
class Notice : public QWidget
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    //! Says \a text; \a action, which is somebody else's, becomes a button, nullptr none.
    void say(const QString &text, Tone tone, QAction *action = nullptr);
    void clear();

private:
    SymbolLabel *const m_symbol;
    QLabel *const m_text;
    QToolButton *const m_button;
};

} // namespace Actors::Inspector
