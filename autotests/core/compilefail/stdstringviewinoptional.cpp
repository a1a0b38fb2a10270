// expect: cannot carry a string view.*Use QString or QByteArray
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <optional>
#include <string_view>

class Receiver
{
public:
    void handle(std::optional<std::string_view>);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
