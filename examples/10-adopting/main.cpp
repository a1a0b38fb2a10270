// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>

#include <QCoreApplication>

//! [worker]
// A worker as it was written for moveToThread(): it knows nothing of actors.
class Importer : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    int import(int lines)
    {
        for (m_done = lines / 2; m_done <= lines; m_done += lines / 2)
            Q_EMIT progressed(m_done);
        return lines;
    }

Q_SIGNALS:
    void progressed(int lines);

private:
    int m_done = 0;
};
//! [worker]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));

    //! [adopt]
    // Made, used and deleted on a thread of its own; supervised; reached by its address.
    const auto importer = system.adopt<Importer>(QStringLiteral("importer"));
    Actors::connect(importer, &Importer::progressed, &app,
                    [](int lines) { qInfo("progress %d", lines); });
    importer.ask(&Importer::import, 100).then(&app, [](int lines) {
        qInfo("imported %d lines", lines);
        QCoreApplication::quit();
    });
    //! [adopt]
    return app.exec();
}

#include "main.moc"
