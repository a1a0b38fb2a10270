// expect: cannot carry a string view.*Use QString or QByteArray
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QByteArrayView>

class Receiver
{
public:
    void handle(QByteArrayView);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
