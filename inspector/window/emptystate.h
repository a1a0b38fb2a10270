// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "symbols.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QToolButton)

namespace Actors::Inspector {

/*!
 * \brief What is shown where there is nothing to show: why, and what to do next.
 */
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(Symbol symbol, QWidget *parent = nullptr);

    //! \a headline says what is the case, \a text why, or what to do.
    void setTexts(const QString &headline, const QString &text);
    //! Offers \a action, which is somebody else's, as a button; nullptr for none.
    void setAction(QAction *action);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintPicture();

    const Symbol m_symbol;
    QLabel *const m_picture;
    QLabel *const m_headline;
    QLabel *const m_text;
    QToolButton *const m_button;
};

} // namespace Actors::Inspector
