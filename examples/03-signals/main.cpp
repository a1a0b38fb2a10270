// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>

#include <QCoreApplication>

class Sensor : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void measured(double degrees);
};

class Thermostat : public Actors::Actor
{
    Q_OBJECT

public Q_SLOTS:
    void regulate(double degrees)
    {
        Q_EMIT shown(QStringLiteral("%1 degrees").arg(degrees));
        if (degrees > 20)
            Q_EMIT heatingSwitched(QStringLiteral("heating off"));
    }

Q_SIGNALS:
    void shown(const QString &text);
    void heatingSwitched(const QString &text);
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    const auto thermostat = system.spawn<Thermostat>(QStringLiteral("thermostat"));
    Sensor sensor;

    //! [in]
    // Each emission is a message in the mailbox of the actor.
    Actors::connect(&sensor, &Sensor::measured, thermostat, &Thermostat::regulate);
    //! [in]
    //! [out]
    // A signal of the actor arrives in the thread of the receiver.
    Actors::connect(thermostat, &Thermostat::shown, &app,
                    [](const QString &text) { qInfo() << text; });
    Actors::connect(thermostat, &Thermostat::heatingSwitched, &app, [](const QString &text) {
        qInfo() << text;
        QCoreApplication::quit();
    });
    //! [out]
    Q_EMIT sensor.measured(21.5);
    return app.exec();
}

#include "main.moc"
