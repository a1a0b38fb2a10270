// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "launch.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>

namespace Actors::Inspector {

Launch launch(const QStringList &command)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Who asks for control gets control.
    const QString variable = QStringLiteral("ACTORS_INSPECT");
    if (!environment.contains(variable))
        environment.insert(variable, QStringLiteral("1"));
    process.setProcessEnvironment(environment);
    process.setProgram(command.first());
    process.setArguments(command.mid(1));
    Launch result;
    if (!process.startDetached(&result.pid)) {
        result.pid = 0;
        result.error = QCoreApplication::translate(
                           "Launch",
                           "%1 cannot be started: %2. Check that it is there and may be "
                           "run; a name without a slash is looked up in PATH.")
                           .arg(command.first(), process.errorString());
    }
    return result;
}

} // namespace Actors::Inspector
