// expect: cannot share what both ends may change
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QByteArray>

#include <memory>

class Receiver
{
public:
    void handle(std::shared_ptr<QByteArray>);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
