// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

namespace Actors::Inspector {

//! A command for a shell, with a button that copies it.
class CopyLine : public QWidget
{
    Q_OBJECT

public:
    explicit CopyLine(const QString &command, QWidget *parent = nullptr);
};

} // namespace Actors::Inspector
