// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "thermostat.h"

using namespace std::chrono_literals;

Thermostat::Thermostat(const Actors::Ref<Sensor> &sensor, const Actors::Ref<Heating> &heating,
                       double wanted)
    : m_sensor(sensor)
    , m_heating(heating)
    , m_wanted(wanted)
{
}

void Thermostat::beforeStart()
{
    timers().startPeriodic(QStringLiteral("read"), 10s, &Thermostat::read);
}

void Thermostat::read()
{
    m_sensor.ask(2s, &Sensor::temperature)
        .then(this, [this](double degrees) { m_heating.tell(&Heating::setOn, degrees < m_wanted); })
        .onFailed(this, [this](const Actors::AskTimeout &) { ++m_failedReadings; });
}
