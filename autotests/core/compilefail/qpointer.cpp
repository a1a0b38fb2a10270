// expect: cannot carry a QObject \*.*Pass a Ref<T>, or the data
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QPointer>
#include <QTimer>

class Receiver
{
public:
    void handle(QPointer<QTimer>);
};

constexpr bool ok = Actors::Internal::checkHandler<Receiver, decltype(&Receiver::handle)>();
