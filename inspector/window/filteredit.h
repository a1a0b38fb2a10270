// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>

#include <QLineEdit>
#include <QTimer>

#include <vector>

QT_FORWARD_DECLARE_CLASS(QCompleter)
QT_FORWARD_DECLARE_CLASS(QStringListModel)

namespace Actors::Inspector {

/*!
 * \brief Where a filter is typed: it is checked while it is, its fields and words are completed,
 * and the place of an error is marked.
 */
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    //! For a table that has \a columns.
    explicit FilterEdit(const std::vector<Inspection::Column> &columns, QWidget *parent = nullptr);

    //! Sets a filter as if it had been typed, and entered.
    void enter(const QString &filter);
    //! Adds the term that rows with \a value in \a column fulfil.
    void addTerm(Inspection::Column column, const QString &value);
    //! Adds the term that rows with \a value in \a column do not fulfil.
    void addExclusion(Inspection::Column column, const QString &value);

    //! What is wrong with the text, for people; empty if nothing is.
    QString error() const { return m_error; }

Q_SIGNALS:
    //! A valid filter was typed; not at each key, but once the user halts, or enters it.
    void filterChanged(const QString &filter);
    void errorChanged(const QString &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void check();
    void publish();
    void markError(int position);
    void offerCompletions();
    void complete(const QString &word);

    const std::vector<Inspection::Column> m_columns;
    QStringListModel *const m_words;
    QCompleter *const m_completer;
    QTimer m_halt;
    QString m_error;
    int m_errorPosition = -1;
    QString m_published;
};

} // namespace Actors::Inspector
