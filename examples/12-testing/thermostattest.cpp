// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "thermostat.h"

#include <Actors/TestKit/TestSystem>

#include <QTest>

using namespace std::chrono_literals;

//! [test]
class ThermostatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heatsWhileItIsCold()
    {
        Actors::TestKit::TestSystem system; // one thread, virtual time; nothing sleeps
        auto sensor = system.createProbe<Sensor>(); // stands for a Sensor; none is made
        auto heating = system.createProbe<Heating>();
        system.spawn<Thermostat>(QStringLiteral("thermostat"), sensor.ref(), heating.ref(), 20.0);

        system.advance(10s);
        sensor.expectCall(&Sensor::temperature);
        sensor.reply(18.5);
        QCOMPARE(std::get<0>(heating.expectCall(&Heating::setOn)), true);

        system.advance(10s);
        sensor.expectCall(&Sensor::temperature);
        sensor.reply(20.5);
        QCOMPARE(std::get<0>(heating.expectCall(&Heating::setOn)), false);
    }

    void leavesTheHeatingAloneWhenTheSensorIsSilent()
    {
        Actors::TestKit::TestSystem system;
        auto sensor = system.createProbe<Sensor>();
        auto heating = system.createProbe<Heating>();
        const auto thermostat = system.spawn<Thermostat>(QStringLiteral("thermostat"), sensor.ref(),
                                                         heating.ref(), 20.0);

        system.advance(12s); // ten until the reading, two until its time is over
        sensor.expectCall(&Sensor::temperature);
        heating.expectNoMessage();
        QCOMPARE(thermostat.ask(&Thermostat::failedReadings).result(), 1);
    }
};
//! [test]

QTEST_GUILESS_MAIN(ThermostatTest)

#include "thermostattest.moc"
