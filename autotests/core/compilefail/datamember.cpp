// expect: a data member is not a method
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

class Receiver
{
public:
    int handle;
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
