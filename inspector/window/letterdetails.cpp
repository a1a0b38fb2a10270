// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "letterdetails.h"

#include "columntexts.h"
#include "elidedlabel.h"
#include "grid.h"
#include "presentation.h"
#include "symbols.h"

#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace Actors::Inspector {

using Inspection::Column;
using Kind = Inspection::Subscription::Kind;

namespace {

constexpr std::array Facts{Column::Recipient, Column::Sender, Column::Last};

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

} // namespace

LetterDetails::LetterDetails(QWidget *parent)
    : QWidget(parent)
    , m_headline(new ElidedLabel(this))
    , m_summary(new QLabel(this))
    , m_explanation(new QLabel(this))
    , m_goToRecipient(new QAction(icon(Symbol::GoTo), tr("Recipient"), this))
    , m_goToParent(new QAction(icon(Symbol::Up), tr("Recipient's parent"), this))
    , m_goToSender(new QAction(icon(Symbol::Back), tr("Sender"), this))
{
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    for (QLabel *label : {m_summary, m_explanation}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_goToRecipient->setToolTip(tr("Go to the actor that was to get it"));
    m_goToParent->setToolTip(tr("Go to the actor that created the recipient"));
    m_goToSender->setToolTip(tr("Go to the actor that sent it"));

    auto *facts = new QFormLayout;
    facts->setHorizontalSpacing(Grid::Wide);
    facts->setVerticalSpacing(Grid::Tight);
    facts->setLabelAlignment(Qt::AlignLeft);
    for (const Column column : Facts) {
        auto *title = new QLabel(Texts::title(column, Kind::DeadLetters), this);
        title->setForegroundRole(QPalette::PlaceholderText);
        auto *value = new ElidedLabel(this);
        m_facts.insert(column, value);
        facts->addRow(title, value);
    }
    auto *ways = new QHBoxLayout;
    ways->setSpacing(Grid::Gap);
    for (QAction *action : {m_goToRecipient, m_goToParent, m_goToSender})
        ways->addWidget(buttonFor(action, this));
    ways->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Grid::Gap, Grid::Gap, Grid::Gap, Grid::Gap);
    layout->setSpacing(Grid::Gap);
    layout->addWidget(m_headline);
    layout->addWidget(m_summary);
    layout->addLayout(facts);
    layout->addWidget(m_explanation);
    layout->addLayout(ways);
    layout->addStretch();

    connect(m_goToRecipient, &QAction::triggered, this, [this] { goTo(m_recipient); });
    connect(m_goToParent, &QAction::triggered, this, [this] { goTo(m_recipient.parent()); });
    connect(m_goToSender, &QAction::triggered, this, [this] { goTo(m_sender); });
}

void LetterDetails::showLetter(Presentation *letters, const QModelIndex &row)
{
    if (m_letters)
        m_letters->disconnect(this);
    m_letters = letters;
    m_row = row.siblingAtColumn(0);
    connect(letters, &QAbstractItemModel::dataChanged, this, &LetterDetails::updateTexts);
    updateTexts();
}

void LetterDetails::updateTexts()
{
    if (!m_letters || !m_row.isValid())
        return;
    const QString count = text(Column::Count);
    m_headline->setText(text(Column::Type));
    m_summary->setText(tr("%1 lost: %2").arg(count, text(Column::Reason)));
    for (const Column column : Facts)
        m_facts.value(column)->setText(text(column));
    QStringList explanation{text(Column::Explanation), text(Column::Representation)};
    explanation.removeAll(QString());
    m_explanation->setText(explanation.join(u'\n'));
    m_explanation->setVisible(!explanation.isEmpty());
    m_recipient = m_letters->placeOf(m_row);
    m_sender = {0, m_letters->value(m_row, Column::Sender).toString()};
    m_goToRecipient->setEnabled(!m_recipient.isNull());
    m_goToParent->setEnabled(!m_recipient.parent().isNull());
    m_goToSender->setEnabled(!m_sender.isNull());
}

QString LetterDetails::text(Column column) const
{
    const int section = m_letters->section(column);
    return section < 0 ? QString() : m_row.sibling(m_row.row(), section).data().toString();
}

void LetterDetails::goTo(const ActorPlace &place)
{
    if (!place.isNull())
        Q_EMIT actorActivated(place);
}

} // namespace Actors::Inspector
