// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QLineEdit)
QT_FORWARD_DECLARE_CLASS(QListView)
QT_FORWARD_DECLARE_CLASS(QSortFilterProxyModel)
QT_FORWARD_DECLARE_CLASS(QStandardItemModel)

namespace Actors::Inspector {

/*!
 * \brief All commands in one list: a few letters find one, Enter runs it.
 */
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    //! Offers those of \a actions that can be triggered now. They must outlive the palette.
    explicit CommandPalette(const QList<QAction *> &actions, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void find(const QString &words);
    void run();

    QLineEdit *const m_words;
    QListView *const m_view;
    QStandardItemModel *const m_commands;
    QSortFilterProxyModel *const m_found;
};

} // namespace Actors::Inspector
