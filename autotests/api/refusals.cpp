// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 1: a spawn that cannot be is refused, with a reason and a warning.

#include <Actors/Core/Core>

#include <QCoreApplication>

using Code = Actors::ActorError::Code;

class Nobody : public Actors::Actor
{
    Q_OBJECT
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    static int warnings = 0;
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
        if (type == QtWarningMsg)
            ++warnings;
        else
            fprintf(stderr, "%s\n", qPrintable(text));
    });

    const Actors::Props<Nobody> props;
    const auto first = system.spawn<Nobody>(QStringLiteral("x"));
    const auto expect = [](const Actors::ActorRef &ref, Code code, const char *name) {
        qInfo("%s %s", name,
              ref.isNull() && ref.error().code() == code ? "refused" : "NOT REFUSED");
    };
    qInfo() << first.path();
    expect(system.spawn<Nobody>(QStringLiteral("x")), Code::NameTaken, "NameTaken");
    expect(system.spawn<Nobody>(QStringLiteral("a/b")), Code::BadName, "BadName");
    expect(system.spawn(props.withDispatcher("nowhere"), QStringLiteral("d")),
           Code::UnknownDispatcher, "UnknownDispatcher");
    expect(system.spawn(props.withSupervisor(QStringLiteral("nobody")), QStringLiteral("s")),
           Code::UnknownSupervisor, "UnknownSupervisor");
    expect(system.spawn(props.withMailbox(Actors::Mailbox::bounded(0)), QStringLiteral("m")),
           Code::BadMailbox, "BadMailbox");
    system.shutdown().waitForFinished();
    expect(system.spawn<Nobody>(QStringLiteral("late")), Code::ShuttingDown, "ShuttingDown");
    qInfo() << warnings << "warnings";
    return 0;
}

#include "refusals.moc"
