// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/runtimedirectory.h>

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QLineEdit)
QT_FORWARD_DECLARE_CLASS(QToolButton)
QT_FORWARD_DECLARE_CLASS(QVBoxLayout)

namespace Actors::Inspector {

/*!
 * \brief What is seen before a program is attached: those that can be, and how to have one.
 */
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    //! Offers \a targets, and no others.
    void setTargets(const QList<Inspection::Target> &targets);
    //! Says why nothing can be found, until it is called with an empty text.
    void setProblem(const QString &text);
    //! Has the path of a socket typed.
    void askForSocket();

Q_SIGNALS:
    void targetChosen(const Actors::Inspection::Target &target);
    void socketChosen(const QString &path);

private:
    QWidget *rowFor(const Inspection::Target &target);
    void chooseSocket();

    QLabel *const m_problem;
    QLabel *const m_none;
    QWidget *const m_targets;
    QVBoxLayout *const m_rows;
    QLineEdit *const m_socket;
    QToolButton *const m_connect;
};

} // namespace Actors::Inspector
