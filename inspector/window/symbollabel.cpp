// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "symbollabel.h"

#include "grid.h"

#include <QPainter>

namespace Actors::Inspector {

SymbolLabel::SymbolLabel(Symbol symbol, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_symbol(symbol)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SymbolLabel::setSymbol(Symbol symbol, Tone tone)
{
    m_symbol = symbol;
    m_tone = tone;
    update();
}

QSize SymbolLabel::sizeHint() const
{
    return {Grid::Icon, Grid::Icon};
}

void SymbolLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintSymbol(painter, rect(), m_symbol, Theme::of(palette()).text(m_tone));
}

} // namespace Actors::Inspector
