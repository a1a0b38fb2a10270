// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/cell.h"
#include "cell/mailboxdata_p.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <mutex>

namespace Actors::Internal {

class MailEvent;

/*!
 * \brief The messages of a mailbox that is decided by the sender: bounded, ordered, limited.
 *
 * One short lock of its own. What is lost is handed to the cell after the lock is released.
 */
class GuardedQueue
{
public:
    GuardedQueue(Cell &cell, const Mailbox &mailbox);
    ~GuardedQueue();
    Q_DISABLE_COPY_MOVE(GuardedQueue)

    const MailboxData &mailbox() const { return m_mailbox.data(); }

    //! Any thread. Takes the message over; \a notify tells that the cell must be given a turn.
    Fate offer(Envelope *envelope);
    //! The next message, or null. Owner only.
    Envelope *take();
    //! The first message that \a admits, or null. Owner only.
    Envelope *takeIf(const std::function<bool(Envelope *)> &admits);
    //! No more messages; those that wait are handed out.
    std::vector<Envelope *> close();
    //! Forgets that a turn was asked for. Owner only, before looking for messages.
    void turnBegins();

    //! Whether there is one that \a admits.
    bool contains(const std::function<bool(Envelope *)> &admits) const;
    //! How many wait. Any thread, without the lock.
    int size() const noexcept { return m_size.load(std::memory_order_relaxed); }
    int dropped() const;
    bool isFull() const;
    //! The stamp of the message that has waited longest. Any thread, without the lock.
    std::optional<quint32> oldestStamp() const noexcept;

    //! Which of the marks of the mailbox was passed.
    enum class Mark : quint8 { High, Low };
    using MarkObserver = std::function<void(Mark mark, int size)>;
    //! Has \a observer called in the thread that passes a mark, outside of the lock. Any thread.
    void setMarkObserver(MarkObserver observer);

    //! What lies in the event queue of Qt instead: the events that have a message.
    struct Events
    {
        std::mutex mutex;
        std::list<MailEvent *> full;
    };
    Events &events() { return m_events; }

private:
    struct Victim
    {
        Envelope *envelope;
        int reason;
    };
    int priorityOf(const Envelope &envelope) const;
    bool mayBlock() const;
    //! Under the lock: whether one more may wait.
    bool hasRoom() const;
    //! Under the lock, where there is no room: the message of the lowest priority that came first.
    Envelope *takeOldest();
    void enqueue(Envelope *envelope);
    void removed(const Envelope &envelope);
    //! For observers, who do not take the lock.
    void noteOldest();

    Cell &m_cell;
    const Mailbox m_mailbox;
    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::map<int, std::deque<Envelope *>, std::greater<>>
        m_lanes; //!< By priority; one lane where there is none.
    std::map<const void *, int> m_counts; //!< Of the types that have a limit.
    std::atomic<int> m_size = 0; //!< Written under the lock.
    std::atomic<quint64> m_oldest =
        0; //!< The stamp of who waits longest, with bit 32 set; 0 for nobody.
    int m_indispensable = 0; //!< So many of them take no room.
    int m_dropped = 0;
    bool m_closed = false;
    bool m_turnWanted = false;
    bool m_above = false; //!< The high-water mark was passed.
    std::atomic<bool> m_saidBlock = false;
    MarkObserver m_markObserver;
    Events m_events;
};

} // namespace Actors::Internal
