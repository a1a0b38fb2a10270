// expect: argument 1 does not convert
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

class Emitter
{
public:
    void changed(int);
};

class Receiver
{
public:
    void handle(void (*)());
};

constexpr bool ok = Actors::Internal::checkConnection<decltype(&Emitter::changed), Receiver,
                                                      decltype(&Receiver::handle)>();
