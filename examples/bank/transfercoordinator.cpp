// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "transfercoordinator.h"

#include "bank.h"
#include "bankerror.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Core/EventStream>

#include <algorithm>

namespace Banking {

namespace {

//! Why \a account could not take money, for people.
QString reasonFor(const QString &account, const std::exception_ptr &error)
{
    const Actors::ActorError reason = Actors::errorFrom(error);
    return reason.code() == Actors::ActorError::Code::ActorStopped
        ? QStringLiteral("%1 is closed").arg(account)
        : reason.text();
}

} // namespace

TransferCoordinator::TransferCoordinator(const Actors::Ref<Bank> &bank)
    : m_bank(bank)
{
}

// Phase 1. The answer is given by hand, as a handler that returned the Reply would keep all other
// transfers waiting, and would take the customer's lack of money for a failure of its own.
QString TransferCoordinator::transfer(const QString &from, const QString &to, Cents cents)
{
    checkAmount(cents);
    if (from.compare(to, Qt::CaseInsensitive) == 0) {
        throw BankError(BankError::Code::SameAccount,
                        QStringLiteral("%1 cannot send money to itself").arg(from));
    }
    Transfer transfer;
    transfer.id = QStringLiteral("T-%1").arg(++m_lastNumber);
    transfer.from = from.toUpper();
    transfer.to = to.toUpper();
    transfer.cents = cents;
    m_withdrawing[transfer.id] = deferReply<QString>();
    m_bank.ask(&Bank::account, from)
        .then(this,
              [transfer](const Actors::Ref<Account> &source) {
                  return source.ask(&Account::transferOut, transfer.cents, transfer.id,
                                    transfer.to);
              })
        .then(this,
              [this, transfer](Cents) {
                  self<TransferCoordinator>().tell(&TransferCoordinator::recordPending, transfer);
              })
        .onFailed(this, [this, id = transfer.id](const std::exception_ptr &error) {
            withdrawFailed(id, error);
        });
    return transfer.id;
}

void TransferCoordinator::withdrawFailed(const QString &id, const std::exception_ptr &error)
{
    m_withdrawing.extract(id).mapped().reject(error);
    settle();
}

// Phase 2.
void TransferCoordinator::recordPending(const Transfer &transfer)
{
    Entry &entry = m_transfers[QStringView(transfer.id).mid(2).toInt()];
    entry.transfer = transfer;
    m_withdrawing.extract(transfer.id).mapped().resolve(transfer.id);
    announce(entry);
    self<TransferCoordinator>().tell(&TransferCoordinator::attemptDeposit, transfer.id);
}

// Phase 3.
void TransferCoordinator::attemptDeposit(const QString &id)
{
    const Transfer &transfer = entry(id).transfer;
    ++entry(id).transfer.attempts;
    m_bank.ask(&Bank::account, transfer.to)
        .then(this,
              [transfer](const Actors::Ref<Account> &target) {
                  return target.ask(&Account::transferIn, transfer.cents, transfer.id,
                                    transfer.from);
              })
        .then(this,
              [this, id](Cents) {
                  self<TransferCoordinator>().tell(&TransferCoordinator::complete, id,
                                                   Transfer::State::Completed);
              })
        .onFailed(this, [this, id, to = transfer.to](const std::exception_ptr &error) {
            self<TransferCoordinator>().tell(&TransferCoordinator::depositFailed, id,
                                             reasonFor(to, error));
        });
}

// Phase 4.
void TransferCoordinator::depositFailed(const QString &id, const QString &reason)
{
    Entry &entry = this->entry(id);
    Transfer &transfer = entry.transfer;
    transfer.state = Transfer::State::FailedDeposit;
    transfer.reason = reason;
    announce(entry);
    if (transfer.attempts < Transfer::MaximumAttempts) {
        timers().startSingle(id, Transfer::waitAfter(transfer.attempts),
                             &TransferCoordinator::attemptDeposit, id);
    } else {
        self<TransferCoordinator>().tell(&TransferCoordinator::refund, id);
    }
}

void TransferCoordinator::refund(const QString &id)
{
    const Transfer transfer = entry(id).transfer;
    m_bank.ask(&Bank::account, transfer.from)
        .then(this,
              [transfer](const Actors::Ref<Account> &source) {
                  return source.ask(&Account::refund, transfer.cents, transfer.id, transfer.reason);
              })
        .then(this,
              [this, id](Cents) {
                  self<TransferCoordinator>().tell(&TransferCoordinator::complete, id,
                                                   Transfer::State::Refunded);
              })
        .onFailed(this, [this, id, from = transfer.from](const std::exception_ptr &error) {
            self<TransferCoordinator>().tell(&TransferCoordinator::refundFailed, id,
                                             reasonFor(from, error));
        });
}

void TransferCoordinator::refundFailed(const QString &id, const QString &reason)
{
    Entry &entry = this->entry(id);
    entry.transfer.reason += QStringLiteral("; not refunded: %1").arg(reason);
    end(entry);
}

// Phase 5.
void TransferCoordinator::complete(const QString &id, Transfer::State state)
{
    Entry &entry = this->entry(id);
    entry.transfer.state = state;
    if (state == Transfer::State::Completed)
        entry.transfer.reason.clear();
    end(entry);
}

Transfer TransferCoordinator::firstOutcome(const QString &id)
{
    Entry &entry = this->entry(id);
    if (entry.transfer.state == Transfer::State::Withdrawn)
        entry.waiting.push_back(deferReply<Transfer>());
    return entry.transfer;
}

int TransferCoordinator::settled()
{
    if (pending() > 0)
        m_settled.push_back(deferReply<int>());
    return int(m_transfers.size());
}

QList<Transfer> TransferCoordinator::transfers() const
{
    QList<Transfer> newest;
    for (auto it = m_transfers.crbegin(); it != m_transfers.crend(); ++it)
        newest.append(it->second.transfer);
    return newest;
}

int TransferCoordinator::pending() const
{
    return int(m_withdrawing.size())
        + int(std::count_if(m_transfers.begin(), m_transfers.end(),
                            [](const auto &it) { return !it.second.transfer.isEnded; }));
}

void TransferCoordinator::announce(Entry &entry)
{
    system()->eventStream()->publish(entry.transfer);
    if (entry.transfer.state == Transfer::State::Withdrawn)
        return;
    for (auto &answer : std::exchange(entry.waiting, {}))
        answer.resolve(entry.transfer);
}

void TransferCoordinator::end(Entry &entry)
{
    entry.transfer.isEnded = true;
    announce(entry);
    settle();
}

void TransferCoordinator::settle()
{
    if (pending() > 0)
        return;
    for (auto &answer : std::exchange(m_settled, {}))
        answer.resolve(int(m_transfers.size()));
}

TransferCoordinator::Entry &TransferCoordinator::entry(const QString &id)
{
    const auto found = m_transfers.find(QStringView(id).mid(2).toInt());
    if (found == m_transfers.end()) {
        throw BankError(BankError::Code::UnknownTransfer,
                        QStringLiteral("there is no transfer %1").arg(id));
    }
    return found->second;
}

} // namespace Banking
