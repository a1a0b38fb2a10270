// expect: cannot carry a QObject \*.*Pass a Ref<T>, or the data
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>

class Keeper : public Actors::Actor
{
public:
    void keep(QObject *object);
};

void send(const Actors::Ref<Keeper> &keeper, QObject *object)
{
    keeper.tell(&Keeper::keep, object);
}
