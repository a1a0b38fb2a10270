// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/argument.h>

#include <QDate>
#include <QString>

struct Deposit
{
    qint64 cents;
};
struct BigDeposit : Deposit
{
};

class Base
{
public:
    void receive(const Deposit &);
};

class Account : public Base
{
public:
    void receive(qint64);
    void receive(QByteArray &);

private:
    void receive(const QString &);
};
