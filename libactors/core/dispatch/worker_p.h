// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "dispatch/messagesource_p.h"
#include "dispatch/timerwheel_p.h"

#include <Actors/Core/clock.h>
#include <Actors/Core/timers.h>
#include <Actors/Core/transport.h>

#include <QString>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QEvent)
QT_FORWARD_DECLARE_CLASS(QThread)

namespace Actors::Internal {

/*!
 * \brief What one part of the runtime asks of another in the system lane: start, stop, a decision.
 *
 * Run on the worker's thread before the next message, whatever waits.
 */
class ACTORS_CORE_EXPORT SystemMessage
{
public:
    //! \a target is whom it is about; null if nobody in particular.
    explicit SystemMessage(Target *target = nullptr)
        : m_target(target)
    {
    }
    virtual ~SystemMessage();
    Q_DISABLE_COPY_MOVE(SystemMessage)
    virtual void run() = 0;
    Target *target() const { return m_target; }

    static void *operator new(std::size_t size);
    static void operator delete(void *memory, std::size_t size) noexcept;

    SystemMessage *next = nullptr;

private:
    Target *m_target;
};

//! A system message made from a function object.
template<class Function>
class SystemCall final : public SystemMessage
{
public:
    SystemCall(Target *target, Function &&function)
        : SystemMessage(target)
        , m_function(std::move(function))
    {
    }
    void run() override { m_function(); }

private:
    Function m_function;
};

//! A timer of the runtime: does something on its worker's thread when it is due.
struct Appointment : TimerNode
{
    virtual ~Appointment() = default;
    virtual void happen() = 0;
    //! It never will: the worker of its thread ends.
    virtual void abandon() { }
};

class Runtime;
class Worker;

/*!
 * \brief How long the shared parts of a system stay: until nothing leads to them any more.
 *
 * Held by the system itself, by each cell, by each thread that has to close its port first, and for
 * a moment by whoever gives up what may have been the last. All functions are thread-safe.
 */
class ACTORS_CORE_EXPORT Lifetime
{
public:
    //! Held once.
    Lifetime() = default;
    Q_DISABLE_COPY_MOVE(Lifetime)
    ~Lifetime() = default;
    void hold() noexcept { m_holds.fetch_add(1, std::memory_order_relaxed); }
    //! The last one calls \c over, which frees this.
    void release() noexcept;
    std::function<void()> over; //!< Set before anybody else holds it.

    //! Holds it while it exists.
    class Hold
    {
    public:
        explicit Hold(Lifetime &lifetime) noexcept
            : m_lifetime(lifetime)
        {
            m_lifetime.hold();
        }
        ~Hold() { m_lifetime.release(); }
        Q_DISABLE_COPY_MOVE(Hold)

    private:
        Lifetime &m_lifetime;
    };

private:
    std::atomic<quint32> m_holds = 1;
};

//! What the workers of a system share.
struct WorkerEnvironment
{
    //! Another one once the system is gone: they need not outlive it.
    std::atomic<Clock *> clock = nullptr;
    Timers *timers = nullptr;
    std::atomic<int> *observers =
        nullptr; //!< Not zero: somebody waits for the system to fall quiet.
    std::function<void()>
        fellAsleep; //!< Called by a worker that goes to sleep while there are observers.
    //! How a thread waits where time does not pass by itself; empty for Worker::serve().
    std::function<bool(Worker &worker, const std::function<bool()> &isDone,
                       std::optional<std::chrono::nanoseconds> until)>
        wait;
    //! An event for an object (null if unknown) has thrown on the thread of a worker.
    std::function<void(Worker &, QObject *, const std::exception_ptr &)> caught = {};
    //! Any thread, while a handler of it runs: what a target is called.
    std::function<QString(Target &)> pathOf = {};
    //! A handler has returned that ran longer than its worker allows, and nobody has reported it.
    std::function<void(Worker &, Target &, const QString &method, std::chrono::nanoseconds time)>
        tookLong = {};
    //! Actors have stopped: \c living of a worker has become less.
    std::function<void()> departed = {};
    Runtime *runtime = nullptr; //!< For the targets, which belong to it.
    //! Frees targets of one worker: nothing can be on its way to them any more.
    std::function<void(const std::vector<Target *> &)> dispose = {};
    mutable Lifetime lifetime = {};
};

/*!
 * \brief Runs the actors of one thread: takes messages from the rings, the inbox and the system
 * lane and hands them to their targets.
 *
 * All functions belong to the worker's thread unless said otherwise.
 */
class ACTORS_CORE_EXPORT Worker : public Inlet, public MessageSource
{
public:
    enum class Wheel {
        Scheduler, //!< Timers of actors and the scheduler's, receive timeouts, deadlines.
        Supervision, //!< Back-off and time limits of the lifecycle.
    };

    ~Worker() override;

    //! The worker of the calling thread if it is one of this system's, else null.
    static Worker *current() noexcept { return sender().worker; }

    // For senders on any thread.
    virtual void post(Envelope *envelope);
    virtual void post(SystemMessage *message);
    template<class Function>
    void call(Target *target, Function &&function)
    {
        post(new SystemCall<std::decay_t<Function>>(target, std::forward<Function>(function)));
    }
    //! Whether senders may open rings to it.
    virtual bool takesRings() const noexcept { return true; }
    //! Attaches a ring once all that this sender has posted before has been handled.
    void announce(Ring *ring);

    // Any thread, for observers.
    quint64 passes() const noexcept { return m_passes.load(std::memory_order_relaxed); }
    quint64 sent() const;
    quint64 handled() const noexcept { return m_handled.load(std::memory_order_relaxed); }
    Target *running() const noexcept { return m_running.load(std::memory_order_acquire); }
    const MessageTable *runningTable() const noexcept
    {
        return m_runningTable.load(std::memory_order_relaxed);
    }
    //! How many ticks of cycleCounter() handlers took, as far as they were sampled.
    quint64 handlingCycles() const noexcept;
    //! Where an observer begins to look.
    enum class Start {
        Reading, //!< At what is handled next.
        Scanning, //!< At what was not yet counted.
    };
    Backlog backlog(const Target &target, Start start = Start::Scanning);
    //! Shows the first \a most messages of each ring from \a start on: for whom they are, and their
    //! stamps.
    void showRings(Start start, quint64 most,
                   const std::function<void(const Target &target, quint32 stamp)> &visit);
    //! Messages in rings and inbox, at a moment when the worker is asleep or blocked in a handler.
    virtual quint64 waiting();
    //! Asleep or closed, with nothing published that it has not seen, or somebody for it.
    virtual bool isQuiet() const
    {
        const auto state = State(m_state.load(std::memory_order_acquire));
        return (state == Asleep && m_hasLooked.load(std::memory_order_acquire))
            || (state == Closed && m_refusals.load(std::memory_order_acquire) == 0);
    }

    //! A pass of its usual length.
    bool drain() { return drain(m_timeBudget); }
    // MessageSource
    bool drain(std::chrono::nanoseconds atMost) override;
    bool hasWork() const noexcept override;
    //! Something in the system lane, which goes before the next message.
    bool isCalled() const noexcept
    {
        return m_systemTaken || m_system.load(std::memory_order_relaxed);
    }
    void setAsleep() noexcept override;
    void setAwake() noexcept override;
    bool claimWakeUp() noexcept override;
    bool isClaimed() const noexcept override { return state() != Asleep; }
    void caught(QObject *receiver, const std::exception_ptr &error) override;

    //! Puts a target with messages of its own in the queue for a turn; deliverOwn() of it is
    //! called.
    virtual void schedule(Target *target);
    //! Nothing happens once the thread has ended.
    void insert(Appointment &appointment, std::chrono::nanoseconds due,
                Wheel wheel = Wheel::Scheduler);
    //! Settles it at the next look at the clock in this pass; outside of a pass now.
    void settleLater(Unsettled &unsettled)
    {
        if (!m_drainsBeforeSleep || m_nesting == 0) [[unlikely]] {
            settleNow(unsettled);
            return;
        }
        unsettled.m_next = m_unsettled;
        unsettled.m_place = &m_unsettled;
        if (m_unsettled)
            m_unsettled->m_place = &unsettled.m_next;
        m_unsettled = &unsettled;
    }
    void remove(Appointment &appointment, Wheel wheel = Wheel::Scheduler);
    //! Frees the target when nothing that was sent before can still be on its way to it.
    virtual void bury(Target *target);
    //! Whether a request for that reply is in the rings or the inbox.
    virtual bool isUnderWay(const Target &target, const void *reply);
    bool isNested() const noexcept { return m_nesting > 1; }
    //! A pass is on the stack.
    bool isDraining() const noexcept { return m_nesting > 0; }
    //! Runs the handler of a message, with all the bookkeeping. Destroys the arguments and returns
    //! true unless somebody has taken them over.
    bool handle(Target &target, Record &record);
    //! As above, for a message that came in an envelope.
    bool handle(Target &target, Envelope &envelope);

    //! The message whose handler runs.
    struct Handling
    {
        Record *record = nullptr; //!< Null while none runs.
        Envelope *envelope = nullptr; //!< What it came in, unless it lies in a ring.
        enum State {
            Present,
            WrittenOff, //!< Present, but it does not count as handled.
            PutAside, //!< Present until the handler returns, then the target takes it.
            Taken, //!< Somebody else keeps the arguments, and the message with them.
        } state = Present;

        void *arguments() const noexcept
        {
            return envelope ? envelope->arguments() : record->arguments();
        }
    };
    Handling &handling() noexcept { return m_handling; }
    //! While it exists, other messages may be handled in the middle of one, by an event loop that
    //! its handler runs: afterwards this one is again what is handled.
    class Interlude
    {
    public:
        explicit Interlude(Worker &worker) noexcept;
        ~Interlude();
        Q_DISABLE_COPY_MOVE(Interlude)

    private:
        Worker &m_worker;
        const SenderIdentity m_identity;
        const Handling m_handling;
        Target *m_running;
        const MessageTable *m_runningTable;
    };
    //! What the handler that runs has said of itself, where its message brought nothing.
    Ambience &ambience() noexcept { return m_ambience; }
    //! A message was handled otherwise than by handle().
    void countHandled() noexcept { count(m_handled); }
    //! Actors have stopped here, and were taken off the tenants.
    void depart(int actors);
    //! One has stopped here and nobody waits for it: it is taken off the tenants, and retired, with
    //! others.
    void departLater(Target &target);
    //! Takes off those that departLater() was called for.
    void settleDepartures();

    //! Hands the message that \a take returns, if any, to its target outside of a pass, as an event
    //! of Qt's; \a take counts its arrival. Whatever is in the system lane goes before it.
    void deliverNow(const std::function<Envelope *()> &take);
    //! Any thread: posts an event to an object on the worker's thread, made by \a make at the first
    //! call; false once closed.
    bool postEvent(QObject *(*make)(), QEvent *event);

    //! Whether this thread may wait for something without blocking an event loop.
    virtual bool mayWait() const;
    //! Handles messages until \a isDone says so; false if that has not come about by \a until.
    bool waitFor(const std::function<bool()> &isDone,
                 std::optional<std::chrono::nanoseconds> until);
    //! As waitFor(), by the time that passes by itself.
    virtual bool serve(const std::function<bool()> &isDone,
                       std::optional<std::chrono::nanoseconds> until);

    //! To be called first on the thread that the worker serves, and last.
    virtual void enter();
    //! The thread runs nothing else: what is sent there is sent by this worker, also outside of a
    //! pass.
    void own();
    void disown();
    virtual void leave();
    void setThread(QThread *thread) noexcept { m_thread = thread; }

    std::chrono::nanoseconds now() const
    {
        return environment().clock.load(std::memory_order_relaxed)->now();
    }
    //! The time of the last look at the clock in this pass; outside of a pass the present.
    std::chrono::nanoseconds recently() const { return isDraining() ? m_lastLook : now(); }
    const WorkerEnvironment &environment() const noexcept { return m_environment; }
    void setBudget(std::chrono::nanoseconds time) noexcept;
    std::chrono::nanoseconds budget() const noexcept { return m_timeBudget; }
    virtual QThread *thread() const noexcept { return m_thread; }
    //! The name of a thread for people, whether it was given one or not.
    static QString nameOf(const QThread *thread);
    QString name() const { return m_name; }
    void setName(const QString &name) { m_name = name; }

    //! A handler that runs on a worker with a time limit.
    struct WatchedHandling
    {
        const MessageTable *table = nullptr; //!< Null if none runs.
        const void *arguments = nullptr;
        Target *target = nullptr;
        std::chrono::nanoseconds begun{0};
        bool isReported = false;
    };
    //! Any thread: shows the handler that runs, which cannot return meanwhile.
    void watchHandling(const std::function<void(WatchedHandling &)> &look);

    Target *port = nullptr; //!< Where its thread gets answers that belong to no actor.
    std::atomic<qint64> maxHandlerTime = 0; //!< In nanoseconds; 0 for no limit. Any thread.
    std::atomic<quint64> longHandlers = 0; //!< Handlings that took longer. Any thread.
    std::atomic<quint64> failures = 0; //!< Of actors that live here. Any thread.
    bool endsWhenVacant = false; //!< Its thread does, without tenants. Set before others know it.
    //! Any thread: a cell is about to live here, which keeps the worker and its environment.
    void moveIn() noexcept
    {
        if (population.fetch_add(1, std::memory_order_relaxed) == 0)
            m_environment.lifetime.hold();
    }
    //! Any thread: cells have gone. The worker may go with the last one.
    void moveOut(int cells) noexcept
    {
        const WorkerEnvironment &environment = m_environment;
        if (population.fetch_sub(cells, std::memory_order_release) == cells)
            environment.lifetime.release();
    }
    //! Any thread: actors that were placed here and have not left.
    int tenants() const noexcept
    {
        const quint32 gone = departures.load(std::memory_order_acquire);
        return int(placements.load(std::memory_order_acquire) - gone);
    }
    //! Any thread: actors that were placed here and have not stopped.
    int living() const noexcept
    {
        const quint32 gone = stops.load(std::memory_order_acquire);
        return int(placements.load(std::memory_order_acquire) - gone);
    }
    //! Any thread: whether no cell lives here.
    bool isDeserted() const noexcept { return population.load(std::memory_order_acquire) == 0; }

    // Written by all who spawn: on a line of their own.
    alignas(64) std::atomic<int> population = 0; //!< Cells, by moveIn() and moveOut(). Any thread.
    //! Actors that were placed here. Written by whoever places them.
    std::atomic<quint32> placements = 0;
    // Written by its thread.
    alignas(64) std::atomic<quint32> departures =
        0; //!< So many of them do not need the thread any more.
    std::atomic<quint32> stops = 0; //!< So many of them have stopped.

protected:
    explicit Worker(const WorkerEnvironment &environment);

    //! Any thread: makes the sleeping thread run.
    virtual void kick() noexcept = 0;
    void notifySlowly() noexcept override;
    bool runSystem();
    bool expire(Wheel wheel);
    //! Tells all whose time has not come that it will not.
    void abandonAppointments();
    //! Lets everything happen that is due, and says when the next thing will be.
    std::optional<std::chrono::nanoseconds> expireDue();
    void release(Segment *segment, Ring &ring);
    void countPosted() noexcept { m_posted.fetch_add(1, std::memory_order_relaxed); }
    void countPass() noexcept { count(m_passes); }
    bool isGuest() const noexcept { return m_isGuest; }
    SystemMessage *takeSystem() noexcept;
    Envelope *takeInbox() noexcept;
    void receive(Envelope *envelope);

    alignas(64) QThread *m_thread = nullptr;
    bool m_drainsBeforeSleep = false; //!< Its thread never sleeps while hasWork(), in any loop.

    const WorkerEnvironment &m_environment;

private:
    quint32 consume(Ring &ring, quint32 most);
    quint64 scan(Ring &ring, quint64 most);
    WatchedHandling setWatched(const WatchedHandling &handling);
    void endWatched(const WatchedHandling &outer);
    //! Shows the records of each ring with their sizes and their numbers in it, from 1, until the
    //! visitor has seen enough of that ring.
    template<class IsCurrent, class Visitor>
    void walkFrom(Start start, IsCurrent isCurrent, Visitor visit);
    template<class Visitor>
    void walkFrom(Start start, Visitor visit);
    //! As handle(), for the next message of many: it has been counted, and what it leaves behind is
    //! cleared away by endHandling() behind the last one.
    bool handleNext(Target &target, Record &record, void *arguments);
    void endHandling(Sender &self) noexcept;
    //! True if the message was handled, and its arguments have only to be destroyed.
    bool invoke(Target &target, Record &record, void *arguments);
    //! As invoke(), where the handling is watched, or measured.
    bool invokeObserved(Target &target, Record &record, void *arguments);
    //! Behind a handling that was none: true if the arguments were still there.
    bool endUnhandled(Record &record, void *arguments) noexcept;
    //! Has the next message observed if there is a time limit now.
    void lookForLimit() noexcept;
    std::chrono::nanoseconds look();
    //! It has not slept until now.
    void stayAwake(std::chrono::nanoseconds present);
    void enterState(State next) noexcept;
    void settleNow(Unsettled &unsettled) const;
    void settleAll();
    bool runInbox(int most);
    bool runReady(int most);
    void attach(Ring *ring);
    void detachDeserted();
    void buryDue();
    //! What need not be done in each pass, but before the thread sleeps.
    void tidyUp();
    void releaseRetired();
    //! Makes the batches fit the time that messages take, of which so many were taken from rings,
    //! and says what time it is.
    std::chrono::nanoseconds adaptBatch(std::chrono::nanoseconds since, quint64 taken);
    void close();
    void refuseAll();
    void refuse();
    void endRefusing(quint32 seen);
    struct WheelState;
    WheelState &wheelState(Wheel wheel);
    void arm(WheelState &wheel);

    alignas(64) std::atomic<SystemMessage *> m_system = nullptr;
    alignas(64) std::atomic<Envelope *> m_inbox = nullptr;
    std::atomic<quint64> m_posted = 0; //!< Messages that came through the inbox.

    alignas(64) std::atomic<Target *> m_running = nullptr;
    std::atomic<const MessageTable *> m_runningTable = nullptr;
    std::atomic<quint64> m_handled = 0;
    std::atomic<quint64> m_passes = 0;
    std::atomic<quint64> m_sampledCycles = 0;
    quint32 m_untilObserved = 64; //!< Messages until the next invokeObserved().
    quint32 m_watchedSinceSample = 0;
    std::vector<Target *> m_departing; //!< Those that departLater() was called for.
    std::vector<Target *> m_noneDeparting; //!< Empty: its memory is used again.
    int m_untidyPasses = 0;
    Handling m_handling;
    Ambience m_ambience;
    std::mutex m_watchedMutex;
    WatchedHandling m_watched;
    bool m_isGuest =
        true; //!< On a thread of others: it is this thread's worker only while it drains.
    int m_nesting = 0;
    std::chrono::nanoseconds m_lastLook{0};
    std::chrono::nanoseconds m_busyFrom{0}; //!< When it will be Busy; 0 before its first look.
    std::atomic<bool> m_hasLooked = false; //!< It sleeps, and nothing was there for it.
    Unsettled *m_unsettled = nullptr; //!< The newest first.
    int m_messageBudget = 2048;
    quint32 m_batch = 32; //!< Messages that are handled without a look at the clock.
    quint64 m_handledAtLook = 0;
    std::size_t m_nextRing = 0; //!< Where the next pass begins.
    std::chrono::nanoseconds m_timeBudget = std::chrono::microseconds(500);
    std::chrono::nanoseconds m_passBudget = m_timeBudget; //!< What this pass may take of it.

    std::vector<Ring *> m_rings;
    std::vector<Ring *> m_announced; //!< Not yet attached; for observers.
    mutable std::mutex m_ringsMutex; //!< Held to change m_rings, and by observers to read it.
    std::atomic<int> m_walkers =
        0; //!< Observers that walk the rings: no segment may be given back.
    std::vector<std::pair<Segment *, Ring *>> m_retired;
    quint64 m_sentByDeparted = 0;
    SystemMessage *m_systemTaken = nullptr; //!< Taken from the system lane, oldest first.
    Envelope *m_received = nullptr; //!< Taken from the inbox, oldest first.
    Envelope **m_receivedEnd = &m_received;
    std::atomic<quint64> m_receivedCount = 0;
    quint64 m_inboxTaken = 0;
    quint64 m_inboxRun = 0;
    std::deque<Target *> m_ready;

    struct Grave
    {
        std::vector<Target *> targets;
        quint64 inboxMark = 0;
        std::vector<std::pair<Ring *, quint64>> ringMarks;
        enum { Open, WaitsForInbox, WaitsForRings } phase = Open;
    };
    std::vector<Target *> m_dead;
    Grave m_grave;

    std::unique_ptr<WheelState> m_wheels[2];
    QObject *m_postbox = nullptr; //!< Guarded by m_ringsMutex.
    std::atomic<quint32> m_refusals =
        0; //!< Once closed: those who found something to be refused; the first one does it for all.
    QString m_name;
};

} // namespace Actors::Internal
