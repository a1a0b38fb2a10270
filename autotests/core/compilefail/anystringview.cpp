// expect: cannot carry a string view.*Use QString or QByteArray
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QAnyStringView>

class Receiver
{
public:
    void handle(QAnyStringView);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
