// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "symbols.h"

#include <QWidget>

namespace Actors::Inspector {

//! Shows a symbol beside a text that says the same.
class SymbolLabel : public QWidget
{
    Q_OBJECT

public:
    SymbolLabel(Symbol symbol, Tone tone, QWidget *parent = nullptr);

    void setSymbol(Symbol symbol, Tone tone);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Symbol m_symbol;
    Tone m_tone;
};

} // namespace Actors::Inspector
