// expect: no public receive\(const Message &\)
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>

#include <QVariant>

class Account : public Actors::Actor
{
public:
    void receive(qint64);
};

void send(const Actors::Ref<Account> &account)
{
    account.untyped().tell(QVariant(5000));
    account.tell(QVariant(5000));
}
