// expect: cannot carry a pointer
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QFuture>

class Receiver
{
public:
    QFuture<int *> handle();
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
