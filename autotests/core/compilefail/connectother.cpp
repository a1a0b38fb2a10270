// expect: does not convert to the parameter of the handler
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/Connect>

#include <QTimer>

class Motor : public Actors::Actor
{
public:
    void setName(const QString &name);
};

void wire(QTimer *timer, const Actors::Ref<Motor> &motor)
{
    Actors::connect(timer, &QObject::destroyed, motor, &Motor::setName);
}
