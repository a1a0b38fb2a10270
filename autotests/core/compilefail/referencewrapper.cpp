// expect: cannot carry a std::reference_wrapper
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <functional>

class Receiver
{
public:
    void handle(std::reference_wrapper<int>);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
