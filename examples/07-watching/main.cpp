// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QCoreApplication>

class Guest : public Actors::Actor
{
    Q_OBJECT

public:
    void leave() { stop(); }
};

//! [watch]
class Porter : public Actors::Actor
{
    Q_OBJECT

Q_SIGNALS:
    void houseIsEmpty();

protected:
    void beforeStart() override
    {
        const auto guest = spawn<Guest>(QStringLiteral("guest"));
        watch(guest);
        guest.tell(&Guest::leave);
    }
    void onTerminated(const Actors::Terminated &terminated) override
    {
        qInfo() << terminated.path() << "has left";
        Q_EMIT houseIsEmpty();
    }
};
//! [watch]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    const auto porter = system.spawn<Porter>(QStringLiteral("night"));
    Actors::connect(porter, &Porter::houseIsEmpty, &app, [] { QCoreApplication::quit(); });
    return app.exec();
}

#include "main.moc"
