// expect: a method of another class
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

class Receiver
{
};

class Other
{
public:
    void handle();
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Other::handle)>();
