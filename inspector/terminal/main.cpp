// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "program.h"
#include "terminal.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace Actors::Inspector;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("actors-inspect"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ACTORS_VERSION));

    QFile output;
    QFile errors;
    if (!output.open(stdout, QIODevice::WriteOnly) || !errors.open(stderr, QIODevice::WriteOnly))
        return int(ExitCode::Usage);
    Terminal terminal(output, errors, &TerminalTraits::ofProcess);
    Program program(terminal);
    // It may be over before the loop runs, which exit() would not end then.
    QObject::connect(
        &program, &Program::finished, &app,
        [](ExitCode code) { QCoreApplication::exit(int(code)); }, Qt::QueuedConnection);
    program.run(QCoreApplication::arguments().sliced(1));
    return app.exec();
}
