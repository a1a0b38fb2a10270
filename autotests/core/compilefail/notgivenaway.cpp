// expect: Give it away with std::move
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QString>

#include <memory>

class Receiver
{
public:
    void handle(int, const QString &, std::unique_ptr<int>);
};

constexpr bool ok = Actors::Internal::checkCall<Receiver, decltype(&Receiver::handle), int, QString,
                                                std::unique_ptr<int> &>();
