// expect: cannot carry a std::initializer_list
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <initializer_list>

class Receiver
{
public:
    void handle(std::initializer_list<int>);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
