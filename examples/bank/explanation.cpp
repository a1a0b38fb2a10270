// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "explanation.h"

#include <QStringList>

namespace Banking {

QString Explanation::toString() const
{
    QStringList lines{QStringLiteral("Command: %1").arg(command),
                      QStringLiteral("Error: %1").arg(error),
                      QStringLiteral("Suggestion: %1").arg(suggestion)};
    if (!decision.isEmpty())
        lines.append(QStringLiteral("Supervisor: %1").arg(decision));
    return lines.join(QLatin1Char('\n'));
}

} // namespace Banking
