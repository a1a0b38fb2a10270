// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "transfer.h"

#include <Actors/Core/Actor>

#include <QList>

#include <map>
#include <vector>

namespace Banking {

class Bank;

/*!
 * \brief Moves money between two accounts that fail independently; a child of the Bank.
 *
 * A transfer goes through five phases. Each but the first is a message to itself, so that other
 * transfers go on in between, and each is announced on the event stream as a Transfer:
 *
 * 1. the money is withdrawn, while the customer waits;
 * 2. the transfer is recorded as pending;
 * 3. the deposit is attempted;
 * 4. after a failure it is attempted again, 1 s and 2 s later; after the third failure the money is
 *    given back, with the reason;
 * 5. the transfer is complete.
 */
class TransferCoordinator : public Actors::Actor
{
    Q_OBJECT
    Q_PROPERTY(int pending READ pending)

public:
    explicit TransferCoordinator(const Actors::Ref<Bank> &bank);

    //! Withdraws the money and returns the number of the transfer, "T-1".
    QString transfer(const QString &from, const QString &to, Cents cents);
    //! The transfer as it is when its deposit has been attempted once.
    Transfer firstOutcome(const QString &id);
    //! How many transfers there were, once none is pending.
    int settled();
    //! All transfers, newest first.
    QList<Transfer> transfers() const;
    int pending() const;

private:
    struct Entry
    {
        Transfer transfer;
        std::vector<Actors::Deferred<Transfer>> waiting; //!< For the first outcome.
    };

    void withdrawFailed(const QString &id, const std::exception_ptr &error);
    void recordPending(const Transfer &transfer);
    void attemptDeposit(const QString &id);
    void depositFailed(const QString &id, const QString &reason);
    void refund(const QString &id);
    void complete(const QString &id, Transfer::State state);
    //! Ends the transfer without giving the money back: there is nobody to give it to.
    void refundFailed(const QString &id, const QString &reason);

    void announce(Entry &entry);
    void end(Entry &entry);
    void settle();
    Entry &entry(const QString &id);

    const Actors::Ref<Bank> m_bank;
    std::map<int, Entry> m_transfers; //!< By the number without its "T-".
    std::map<QString, Actors::Deferred<QString>> m_withdrawing; //!< In the first phase.
    std::vector<Actors::Deferred<int>> m_settled;
    int m_lastNumber = 0;
};

} // namespace Banking
