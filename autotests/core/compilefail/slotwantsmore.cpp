// expect: the slot has more parameters than the signal
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
    void handle(int, int);
};

constexpr bool ok = Actors::Internal::checkConnection<decltype(&Emitter::changed), Receiver,
                                                      decltype(&Receiver::handle)>();
