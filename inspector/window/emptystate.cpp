// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "emptystate.h"

#include "grid.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace Actors::Inspector {

namespace {

constexpr int PictureEdge = 8 * Grid::Unit;

} // namespace

EmptyState::EmptyState(Symbol symbol, QWidget *parent)
    : QWidget(parent)
    , m_symbol(symbol)
    , m_picture(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QToolButton(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    for (QLabel *label : {m_headline, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
    }
    m_picture->setAlignment(Qt::AlignHCenter);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Grid::Margin, Grid::Gap, Grid::Margin, Grid::Gap);
    layout->setSpacing(Grid::Gap);
    layout->addStretch();
    layout->addWidget(m_picture);
    layout->addWidget(m_headline);
    layout->addWidget(m_text);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch();
    paintPicture();
}

void EmptyState::setTexts(const QString &headline, const QString &text)
{
    m_headline->setText(headline);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

void EmptyState::setAction(QAction *action)
{
    m_button->setDefaultAction(action);
    m_button->setVisible(action != nullptr);
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintPicture();
    QWidget::changeEvent(event);
}

void EmptyState::paintPicture()
{
    m_picture->setPixmap(icon(m_symbol, Tone::Quiet).pixmap(PictureEdge, PictureEdge));
}

} // namespace Actors::Inspector
