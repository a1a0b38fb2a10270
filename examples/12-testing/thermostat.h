// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/Actor>

class Sensor : public Actors::Actor
{
    Q_OBJECT

public:
    double temperature() const { return m_temperature; }

private:
    double m_temperature = 20;
};

class Heating : public Actors::Actor
{
    Q_OBJECT

public:
    void setOn(bool isOn) { m_isOn = isOn; }

private:
    bool m_isOn = false;
};

//! Reads the sensor every ten seconds and keeps the room above a temperature.
class Thermostat : public Actors::Actor
{
    Q_OBJECT

public:
    Thermostat(const Actors::Ref<Sensor> &sensor, const Actors::Ref<Heating> &heating,
               double wanted);

    int failedReadings() const { return m_failedReadings; }

protected:
    void beforeStart() override;

private:
    void read();

    const Actors::Ref<Sensor> m_sensor;
    const Actors::Ref<Heating> m_heating;
    const double m_wanted;
    int m_failedReadings = 0;
};
