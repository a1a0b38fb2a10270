// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "branch.h"
#include "console.h"

#include <Actors/Core/ActorSystem>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <QSocketNotifier>
#include <QTextStream>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace {

int interruption[2];

// Only this may be done in a signal handler; the event loop sees to the rest.
extern "C" void interrupted(int)
{
    const int error = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(interruption[1], &byte, 1);
    errno = error;
}

void leaveOnInterruption(QCoreApplication &app)
{
    if (::pipe2(interruption, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(interruption[0], QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, [notifier] {
        notifier->setEnabled(false);
        // Whoever interrupts again does not want to wait.
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        QTextStream(stdout) << "\nThe bank closes.\n";
        QCoreApplication::quit();
    });
    std::signal(SIGINT, interrupted);
    std::signal(SIGTERM, interrupted);
}

int refuse(const QString &cause, const QString &cure)
{
    QTextStream(stderr) << "bank: " << cause << '\n' << "      " << cure << '\n';
    return 2;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("bank"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "A bank made of actors. Without a script it reads commands from the standard "
        "input; type help there."));
    const auto helpOption = parser.addHelpOption();
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QStringLiteral("Runs the script, prints the histories, the "
                                                 "actors and the dead letters, and ends."));
    const QCommandLineOption stay(
        QStringLiteral("stay"),
        QStringLiteral("Runs the script and goes on working until Ctrl+C."));
    parser.addOptions({demo, stay});
    parser.addPositionalArgument(QStringLiteral("script"),
                                 QStringLiteral("A text file with one command on each line."),
                                 QStringLiteral("[script]"));
    if (!parser.parse(QCoreApplication::arguments()))
        return refuse(parser.errorText(), QStringLiteral("See bank --help."));
    if (parser.isSet(helpOption)) {
        parser.showHelp();
        return 0;
    }
    if (parser.isSet(demo) && parser.isSet(stay)) {
        return refuse(QStringLiteral("--demo ends by itself and --stay does not"),
                      QStringLiteral("Give one of them."));
    }
    const QStringList scripts = parser.positionalArguments();
    if (scripts.size() > 1) {
        return refuse(QStringLiteral("these are %1 scripts").arg(scripts.size()),
                      QStringLiteral("Give one script, or the commands of all by a pipe: "
                                     "cat a b | bank."));
    }
    if (scripts.isEmpty() && (parser.isSet(demo) || parser.isSet(stay))) {
        return refuse(QStringLiteral("there is no script to run"),
                      QStringLiteral("Name it: bank --demo examples/bank/demo.txt."));
    }
    std::optional<QString> script;
    if (!scripts.isEmpty()) {
        QFile file(scripts.first());
        if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
            return refuse(QStringLiteral("cannot read the script %1: %2")
                              .arg(file.fileName(), file.errorString()),
                          QStringLiteral("Name a text file with one command on each line, such as "
                                         "examples/bank/demo.txt."));
        }
        script = QString::fromUtf8(file.readAll());
    }

    // What is refused and what gets lost is said in the answers and in the report.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.deadletters=false"));

    Actors::ActorSystem system(QStringLiteral("bank"));
    Console console(system, Banking::Branch::open(system),
                    parser.isSet(demo)       ? Console::AtEnd::Report
                        : parser.isSet(stay) ? Console::AtEnd::Stay
                                             : Console::AtEnd::Leave);
    // As the console may finish before the event loop runs.
    QObject::connect(&console, &Console::finished, &app, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    leaveOnInterruption(app);
    if (script)
        console.run(*script);
    else
        console.runStandardInput();
    return QCoreApplication::exec();
}
