// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace Bench {

//! Has a signal and knows nothing of actors.
class Emitter : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void emitted(qint64 value);
};

} // namespace Bench
