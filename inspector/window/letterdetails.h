// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actorplace.h"

#include <Actors/Inspection/column.h>

#include <QHash>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QLabel)

namespace Actors::Inspector {

class ElidedLabel;
class Presentation;

/*!
 * \brief What is known about dead letters of one type, recipient and reason, and the ways on from
 * there.
 */
class LetterDetails : public QWidget
{
    Q_OBJECT

public:
    explicit LetterDetails(QWidget *parent = nullptr);

    //! Shows \a row of \a letters, and follows it.
    void showLetter(Presentation *letters, const QModelIndex &row);

Q_SIGNALS:
    void actorActivated(const Actors::Inspector::ActorPlace &place);

private:
    void updateTexts();
    QString text(Inspection::Column column) const;
    void goTo(const ActorPlace &place);

    QPointer<Presentation> m_letters;
    QPersistentModelIndex m_row;
    ActorPlace m_recipient;
    ActorPlace m_sender;

    ElidedLabel *const m_headline;
    QLabel *const m_summary;
    QHash<Inspection::Column, ElidedLabel *> m_facts;
    QLabel *const m_explanation;
    QAction *const m_goToRecipient;
    QAction *const m_goToParent;
    QAction *const m_goToSender;
};

} // namespace Actors::Inspector
