// expect: cannot carry a QObject: it cannot be copied
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QTimer>

class Receiver
{
public:
    void handle(const QTimer &);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
