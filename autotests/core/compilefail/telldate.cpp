// expect: no public receive\(const Message &\)
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>

#include <QDate>

struct Deposit
{
    qint64 cents;
};

class Account : public Actors::Actor
{
public:
    void receive(const Deposit &);
};

void send(const Actors::Ref<Account> &account)
{
    account.tell(Deposit{5000});
    account.tell(QDate());
}
