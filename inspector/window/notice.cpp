// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "notice.h"

#include "grid.h"
#include "symbollabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace Actors::Inspector {

Notice::Notice(QWidget *parent)
    : QWidget(parent)
    , m_symbol(new SymbolLabel(Symbol::Warning, Tone::Critical, this))
    , m_text(new QLabel(this))
    , m_button(new QToolButton(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Grid::Gap, Grid::Tight, Grid::Gap, Grid::Tight);
    layout->setSpacing(Grid::Gap);
    layout->addWidget(m_symbol);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    hide();
}

void Notice::say(const QString &text, Tone tone, QAction *action)
{
    m_symbol->setSymbol(tone == Tone::Critical || tone == Tone::Warning ? Symbol::Warning
                                                                        : Symbol::Hourglass,
                        tone);
    m_text->setText(text);
    m_button->setDefaultAction(action);
    m_button->setVisible(action != nullptr);
    show();
}

void Notice::clear()
{
    hide();
}

} // namespace Actors::Inspector
