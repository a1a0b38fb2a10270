// expect: no public constructor for these arguments
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QString>

#include <memory>

class Receiver
{
public:
    explicit Receiver(int);
    explicit Receiver(std::unique_ptr<int>);
};

constexpr bool ok = Actors::Internal::checkConstruction<Receiver, QString>();
