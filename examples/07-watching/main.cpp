// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Props>

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
    // It begins by itself, so what listens to it is connected before it starts.
    system.spawn(Actors::Props<Porter>().withConnection(&Porter::houseIsEmpty, &app,
                                                        [] { QCoreApplication::quit(); }),
                 QStringLiteral("night"));
    return app.exec();
}

#include "main.moc"
