// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "copyline.h"

#include "grid.h"
#include "symbols.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace Actors::Inspector {

CopyLine::CopyLine(const QString &command, QWidget *parent)
    : QWidget(parent)
{
    auto *text = new QLabel(command, this);
    text->setTextFormat(Qt::PlainText);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = new QToolButton(this);
    copy->setIcon(icon(Symbol::Copy));
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy the command"));
    copy->setAccessibleName(tr("Copy %1").arg(command));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setAutoRaise(true);
    connect(copy, &QToolButton::clicked, this,
            [command] { QGuiApplication::clipboard()->setText(command); });

    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Grid::Gap, Grid::Tight, Grid::Tight, Grid::Tight);
    layout->setSpacing(Grid::Gap);
    layout->addWidget(text, 1);
    layout->addWidget(copy);
}

} // namespace Actors::Inspector
