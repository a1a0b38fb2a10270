// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "bank.h"

#include "bankerror.h"

#include <Actors/Core/Props>

namespace Banking {

void Bank::beforeStart()
{
    m_transfers = spawn(Actors::Props<TransferCoordinator>(self<Bank>())
                            .withSupervisor(QStringLiteral("transfer-supervisor")),
                        QStringLiteral("transfers"));
}

QString Bank::open(const QString &owner, Cents initial)
{
    if (owner.trimmed().isEmpty())
        throw BankError(BankError::Code::InvalidOwner, QStringLiteral("the owner has no name"));
    if (initial != 0)
        checkAmount(initial);
    const int next = int(m_accounts.size()) + 1;
    QString number = QStringLiteral("A-%1").arg(next);
    m_accounts[next] = spawn(Actors::Props<Account>(number, owner, initial)
                                 .withDispatcher(Actors::Dispatcher::pool())
                                 .withSupervisor(QStringLiteral("account-supervisor")),
                             number);
    return number;
}

Actors::Ref<Account> Bank::account(const QString &number) const
{
    const auto found = number.startsWith(QLatin1String("A-"), Qt::CaseInsensitive)
        ? m_accounts.find(QStringView(number).mid(2).toInt())
        : m_accounts.end();
    if (found == m_accounts.end()) {
        throw BankError(BankError::Code::UnknownAccount,
                        QStringLiteral("there is no account %1").arg(number));
    }
    return found->second;
}

QList<Actors::Ref<Account>> Bank::accounts() const
{
    QList<Actors::Ref<Account>> open;
    for (const auto &entry : m_accounts) {
        if (!entry.second.isStopped())
            open.append(entry.second);
    }
    return open;
}

} // namespace Banking
