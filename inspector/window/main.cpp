// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "appearance.h"
#include "launch.h"
#include "mainwindow.h"
#include "screenshot.h"
#include "translations.h"

#include <Actors/Inspection/targets.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>

#include <cstdio>
#include <optional>

int main(int argc, char *argv[])
{
    using namespace Actors;

    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("actors-inspector"));
    QApplication::setApplicationVersion(QStringLiteral(ACTORS_VERSION));
    QApplication::setOrganizationName(QStringLiteral("libactors"));
    QApplication::setDesktopFileName(QStringLiteral("actors-inspector"));

    const Inspector::Translations translations{QLocale()};

    // What follows "--" belongs to the program that is started, options and all.
    QStringList arguments = QApplication::arguments();
    QStringList command;
    if (const auto dashes = arguments.indexOf(QStringLiteral("--")); dashes >= 0) {
        command = arguments.mid(dashes + 1);
        arguments.resize(dashes);
    }
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main",
        "Shows what the actors of a running program do.\n\nactors-inspector -- PROGRAM "
        "[ARGUMENTS] starts a program and attaches it."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("target"),
        QCoreApplication::translate("main", "A process, a program's name, or the path of a socket"),
        QStringLiteral("[target]"));
    const QCommandLineOption picture(
        QStringLiteral("screenshot"),
        QCoreApplication::translate("main", "Writes a picture of the window and ends."),
        QCoreApplication::translate("main", "file"));
    parser.addOption(picture);
    parser.process(arguments);

    Inspector::apply(Inspector::savedAppearance());
    Inspection::TargetList targets;
    Inspector::MainWindow window(targets);
    if (!command.isEmpty()) {
        const Inspector::Launch launched = Inspector::launch(command);
        if (launched.pid == 0) {
            std::fprintf(stderr, "actors-inspector: %s\n", qUtf8Printable(launched.error));
            return 1;
        }
        window.attachWhenThere(launched.pid);
    } else if (!parser.positionalArguments().isEmpty()) {
        window.attach(parser.positionalArguments().constFirst());
    } else {
        window.attachOnly();
    }
    window.show();
    std::optional<Inspector::Screenshot> screenshot;
    if (parser.isSet(picture)) {
        screenshot.emplace(window, parser.value(picture));
        QObject::connect(
            &*screenshot, &Inspector::Screenshot::finished, &app, [](const QString &error) {
                if (!error.isEmpty())
                    std::fprintf(stderr, "actors-inspector: %s\n", qUtf8Printable(error));
                QApplication::exit(error.isEmpty() ? 0 : 1);
            });
    }
    return app.exec();
}
