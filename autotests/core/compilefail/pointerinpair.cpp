// expect: cannot carry a pointer: another thread
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <utility>

class Receiver
{
public:
    void handle(std::pair<int, int *>);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
