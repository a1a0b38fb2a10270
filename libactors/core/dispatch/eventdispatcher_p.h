// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "dispatch/spingovernor_p.h"
#include "dispatch/timerqueue_p.h"

#include <Actors/Core/actorscore_export.h>

#include <QAbstractEventDispatcher>
#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <deque>
#include <poll.h>
#include <unordered_map>
#include <vector>

namespace Actors::Internal {

class MessageSource;

/*!
 * \brief The engine of an actor thread: Qt's events and the messages of actors in one loop.
 *
 * Given to a thread by QThread::setEventDispatcher() before it starts; the thread owns it then.
 * To timers, socket notifiers, posted events, nested event loops and deferred deletion it is
 * what Qt's own dispatcher is. Besides:
 * - it drains the mailboxes of its MessageSource in each pass,
 * - while it is awake, waking it costs no system call,
 * - before it sleeps it looks for work for a while (SpinGovernor).
 *
 * One pass: awake(), posted events, messages, aboutToBlock() and the wait if there is nothing
 * left to do, socket notifiers, timers.
 *
 * Belongs to its thread; kick(), wakeUp() and interrupt() may be called from any.
 */
class ACTORS_CORE_EXPORT EventDispatcher : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    //! Drains \a source, which must outlive the dispatcher.
    explicit EventDispatcher(MessageSource *source, QObject *parent = nullptr);
    ~EventDispatcher() override;

    //! Wakes the thread if it sleeps, by a system call. For him whose claimWakeUp() was true.
    void kick() noexcept;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    using QAbstractEventDispatcher::registerTimer;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                       QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;
    void closingDown() override;

    struct Counters
    {
        quint64 sleeps; //!< How often the thread blocked in the operating system.
        quint64 kicks; //!< How often it was kicked.
        quint64 lateKicks; //!< How often it slept on, because nothing was there for it any more.
    };
    //! For tests and benchmarks; any thread.
    Counters counters() const noexcept;

protected:
    bool event(QEvent *event) override;

private:
    struct NotifiersOfSocket
    {
        std::array<QSocketNotifier *, 3> byType{};
        bool isEmpty() const;
        short events() const;
    };

    enum class Counted { Awake, Asleep };
    struct Pass;
    class DeliverMessages;

    bool isWoken() const { return m_wakeUp.load(std::memory_order_relaxed); }
    bool isInterrupted() const { return m_interrupted.load(std::memory_order_relaxed); }
    bool takeWakeUp();
    void countAs(Counted counted);

    //! Sends an event; what it throws goes to the source. \a receiver is null if it is not known.
    template<class Send>
    void guarded(QObject *receiver, Send send);
    void deliverMessages(Pass &pass);
    void handleMessages(Pass &pass);
    SpinGovernor::Found lookForWork(const Pass &pass);
    std::chrono::nanoseconds nextDue(const Pass &pass) const;

    void sleep(const Pass &pass);
    void readKicks() noexcept;
    void poll(const Pass &pass);
    void collectReadyNotifiers();
    bool isAmongFirstReady(qsizetype count, const QSocketNotifier *notifier) const;
    void disable(int socket);
    bool activateNotifiers();
    bool activateTimers();
    std::vector<pollfd> &pollFds();

    MessageSource *const m_source;
    const int m_eventFd;
    SpinGovernor m_governor;
    int m_passes = 0; //!< That are running, one inside the other.
    Counted m_counted = Counted::Asleep;

    TimerQueue m_timers;
    std::unordered_map<int, NotifiersOfSocket> m_notifiers;
    std::deque<QSocketNotifier *> m_readyNotifiers;
    std::vector<pollfd> m_pollFds; //!< The event descriptor first.
    bool m_pollFdsAreCurrent = false;

    std::atomic<quint64> m_sleeps{0};
    std::atomic<quint64> m_lateKicks{0};

    // Written by other threads: not beside what the owner reads all the time.
    alignas(64) std::atomic<bool> m_wakeUp{false};
    std::atomic<bool> m_interrupted{false};
    std::atomic<quint64> m_kicks{0};
};

} // namespace Actors::Internal
