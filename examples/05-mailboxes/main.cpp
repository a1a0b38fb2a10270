// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/DeadLetters>
#include <Actors/Core/Mailbox>

#include <QCoreApplication>
#include <QLoggingCategory>

class Printer : public Actors::Actor
{
    Q_OBJECT

public:
    void print(int page)
    {
        m_printed += QStringLiteral(" %1").arg(page);
        if (page == 5)
            Q_EMIT finished(m_printed);
    }

Q_SIGNALS:
    void finished(const QString &pages);

private:
    QString m_printed;
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    // We print the dead letters ourselves.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.deadletters=false"));
    Actors::ActorSystem system(QStringLiteral("demo"));

    //! [bounded]
    const auto mailbox = Actors::Mailbox::bounded(3, Actors::Overflow::DropOldest);
    const auto printer =
        system.spawn(Actors::Props<Printer>().withMailbox(mailbox), QStringLiteral("printer"));
    //! [bounded]
    Actors::connect(printer, &Printer::finished, &app, [](const QString &pages) {
        qInfo("printed%s", qPrintable(pages));
        QCoreApplication::quit();
    });
    //! [deadletters]
    QObject::connect(system.deadLetters(), &Actors::DeadLetters::received, &app,
                     [](const Actors::DeadLetter &letter) {
                         qInfo("lost: %s", qPrintable(letter.representation()));
                     });
    //! [deadletters]

    // Out of paper: three pages wait, the oldest give way.
    printer.started().waitForFinished();
    printer.suspend();
    for (int page = 1; page <= 5; ++page)
        printer.tell(&Printer::print, page);
    printer.resume();
    return app.exec();
}

#include "main.moc"
