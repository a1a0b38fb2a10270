// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/worker_p.h"

#include <Actors/Core/memorypool.h>
#include <Actors/Core/processor.h>

#include <QCoreApplication>
#include <QObject>
#include <QThread>

#include <algorithm>
#include <climits>
#include <cstring>
#include <iterator>

namespace Actors::Internal {

namespace {

constexpr int MessagesFromInbox = 256;
constexpr int MessagesInOneTurn = 128;
//! At the most; fewer where they take long.
constexpr quint32 MessagesBetweenLooks = 64;
constexpr std::size_t DeparturesAtOnce = 64;
constexpr int MostUntidyPasses = 64;
constexpr quint32 MessagesBetweenSamples = 64;
//! A worker that has been awake for so long spares its senders a fence, and takes a heavy one of
//! some microseconds before it sleeps.
constexpr std::chrono::microseconds BusyAfter(500);
//! An observer tries so often to find a worker between two messages.
constexpr int MostLooks = 100;

//! Hands out the ids of inlets; an id is used again after its thread has ended, a serial never.
class InletNumbers
{
public:
    quint32 takeId()
    {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty())
            return m_next++;
        const auto lowest = std::min_element(m_free.begin(), m_free.end());
        const quint32 id = *lowest;
        m_free.erase(lowest);
        return id;
    }
    void giveBack(quint32 id)
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(id);
    }
    quint32 nextSerial() { return m_serial.fetch_add(1, std::memory_order_relaxed) + 1; }

private:
    std::mutex m_mutex;
    std::vector<quint32> m_free;
    quint32 m_next = 0;
    std::atomic<quint32> m_serial = 0;
};

InletNumbers &inletNumbers()
{
    // Never destroyed: the last reference to a system may go after main() has returned.
    static auto *const numbers = new InletNumbers;
    return *numbers;
}

quint64 packed(const Segment *segment, quint32 offset) noexcept
{
    return (quint64(segment->sequence) << 32) | offset;
}

//! Those that another thread wrote last are far away, and so is what they are about.
void prefetchTarget(const Envelope *) noexcept { }
void prefetchTarget(const SystemMessage *message) noexcept
{
    if (const auto *target = reinterpret_cast<const std::byte *>(message->target())) {
        prefetch(target);
        prefetch(target + 64);
    }
}

template<class Message>
Message *reversed(Message *newest) noexcept
{
    Message *oldest = nullptr;
    while (newest) {
        prefetchTarget(newest);
        Message *next = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    return oldest;
}

template<class Message>
void push(std::atomic<Message *> &stack, Message *message) noexcept
{
    Message *top = stack.load(std::memory_order_relaxed);
    do
        message->next = top;
    while (!stack.compare_exchange_weak(top, message, std::memory_order_seq_cst,
                                        std::memory_order_relaxed));
}

} // namespace

SystemMessage::~SystemMessage() = default;

void *SystemMessage::operator new(std::size_t size)
{
    return allocate(size);
}

void SystemMessage::operator delete(void *memory, std::size_t size) noexcept
{
    deallocate(memory, size);
}

void Lifetime::release() noexcept
{
    if (m_holds.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return;
    // What is freed now may hold it once more on its way.
    m_holds.store(1U << 31, std::memory_order_relaxed);
    if (const auto end = std::exchange(over, {}))
        end();
}

struct Worker::WheelState
{
    TimerWheel wheel;
    std::unique_ptr<Alarm> alarm;
    std::optional<std::chrono::nanoseconds> armedFor;
};

Worker::Worker(const WorkerEnvironment &environment)
    : m_environment(environment)
{
    m_id = inletNumbers().takeId();
    m_serial = inletNumbers().nextSerial();
}

Worker::~Worker()
{
    for (Ring *ring : m_rings)
        ring->abandon();
    for (const auto &[segment, ring] : m_retired)
        Segment::destroy(segment);
    inletNumbers().giveBack(m_id);
}

void Worker::post(Envelope *envelope)
{
    if constexpr (IsObservable) {
        m_posted.fetch_add(1, std::memory_order_relaxed);
        Target &target = *envelope->record.target;
        if (target.posted.fetch_add(1, std::memory_order_relaxed)
            == target.delivered.load(std::memory_order_relaxed))
            target.oldestPosted.store(envelope->record.stamp, std::memory_order_relaxed);
    }
    push(m_inbox, envelope);
    notify();
}

void Worker::post(SystemMessage *message)
{
    push(m_system, message);
    notify();
}

void Worker::announce(Ring *ring)
{
    static constexpr MessageTable NoMessage{};
    Envelope *envelope = Envelope::create(&NoMessage, nullptr);
    envelope->flags |= Envelope::OpensRing;
    envelope->key = quint64(reinterpret_cast<quintptr>(ring));
    {
        // The worker may be busy for long; whoever looks from outside is to see what waits.
        const std::lock_guard lock(m_ringsMutex);
        m_announced.push_back(ring);
    }
    push(m_inbox, envelope);
    notify();
}

void Worker::notifySlowly() noexcept
{
    if (state() == Closed) {
        refuseAll();
        return;
    }
    if (claimWakeUp())
        kick();
}

bool Worker::claimWakeUp() noexcept
{
    State asleep = Asleep;
    quint32 expected = asleep;
    return m_state.compare_exchange_strong(expected, Awake, std::memory_order_seq_cst);
}

void Worker::setAsleep() noexcept
{
    settleDepartures();
    if (m_drainsBeforeSleep && m_nesting == 0)
        tidyUp();
    if (state() == Closed)
        return;
    enterState(Asleep);
    m_busyFrom = {};
    if (hasWork())
        return;
    m_hasLooked.store(true, std::memory_order_release);
    if (m_environment.observers->load(std::memory_order_seq_cst) > 0)
        m_environment.fellAsleep();
}

void Worker::enterState(State next) noexcept
{
    if (m_state.exchange(next, std::memory_order_seq_cst) == Busy)
        heavyFence();
}

void Worker::setAwake() noexcept
{
    m_hasLooked.store(false, std::memory_order_relaxed);
    quint32 asleep = Asleep;
    m_state.compare_exchange_strong(asleep, Awake, std::memory_order_seq_cst);
}

bool Worker::hasWork() const noexcept
{
    if (m_systemTaken || m_system.load(std::memory_order_seq_cst)
        || m_inbox.load(std::memory_order_seq_cst) || m_received || !m_ready.empty() || m_unsettled)
        return true;
    return !std::all_of(m_rings.begin(), m_rings.end(), [](Ring *ring) { return ring->isEmpty(); });
}

SystemMessage *Worker::takeSystem() noexcept
{
    if (!m_system.load(std::memory_order_relaxed))
        return nullptr;
    return reversed(m_system.exchange(nullptr, std::memory_order_acq_rel));
}

Envelope *Worker::takeInbox() noexcept
{
    if (!m_inbox.load(std::memory_order_relaxed))
        return nullptr;
    return reversed(m_inbox.exchange(nullptr, std::memory_order_acq_rel));
}

bool Worker::runSystem()
{
    bool any = false;
    for (;;) {
        // What is run may wait in a nested loop: the rest stays where that loop finds it.
        while (SystemMessage *message = m_systemTaken) {
            m_systemTaken = message->next;
            const std::unique_ptr<SystemMessage> owned(message);
            Target *target = owned->target();
            if (target && (target->m_hindrances & Target::Unborn))
                target->overtaken();
            owned->run();
            any = true;
        }
        m_systemTaken = takeSystem();
        if (!m_systemTaken)
            return any;
    }
}

void Worker::receive(Envelope *envelope)
{
    while (envelope) {
        Envelope *next = envelope->next;
        envelope->next = nullptr;
        *m_receivedEnd = envelope;
        m_receivedEnd = &envelope->next;
        ++m_inboxTaken;
        if (!(envelope->flags & Envelope::OpensRing))
            count(m_receivedCount);
        envelope = next;
    }
}

bool Worker::runInbox(int most)
{
    receive(takeInbox());
    if (!m_received)
        return false;
    while (m_received && most-- > 0) {
        Envelope *envelope = m_received;
        m_received = envelope->next;
        if (!m_received)
            m_receivedEnd = &m_received;
        envelope->next = nullptr;
        ++m_inboxRun;
        if (envelope->flags & Envelope::OpensRing) {
            attach(reinterpret_cast<Ring *>(quintptr(envelope->key)));
            Envelope::destroy(envelope);
            continue;
        }
        m_receivedCount.store(m_receivedCount.load(std::memory_order_relaxed) - 1,
                              std::memory_order_relaxed);
        Target &target = *envelope->record.target;
        if (m_received && m_received->record.target == &target)
            target.oldestPosted.store(m_received->record.stamp, std::memory_order_relaxed);
        count(target.delivered);
        target.deliver(envelope);
        if (m_system.load(std::memory_order_relaxed))
            runSystem();
    }
    return true;
}

void Worker::attach(Ring *ring)
{
    const std::lock_guard lock(m_ringsMutex);
    m_rings.push_back(ring);
    std::erase(m_announced, ring);
}

void Worker::detachDeserted()
{
    for (std::size_t i = 0; i < m_rings.size();) {
        Ring *ring = m_rings[i];
        const bool deserted =
            ring->m_owners.load(std::memory_order_acquire) == 1 && ring->isEmpty();
        if (!deserted || m_walkers.load(std::memory_order_seq_cst) > 0) {
            ++i;
            continue;
        }
        {
            const std::lock_guard lock(m_ringsMutex);
            m_sentByDeparted += ring->messages();
            m_rings.erase(m_rings.begin() + qptrdiff(i));
        }
        std::erase_if(m_grave.ringMarks, [ring](const auto &mark) { return mark.first == ring; });
        for (auto &[retired, owner] : m_retired) {
            if (owner == ring)
                owner = nullptr;
        }
        ring->abandon();
    }
}

namespace {

//! It is about to be constructed, and its spawner wrote it last.
void prefetchUnborn(Record &record)
{
    prefetchAll(record.target, sizeof(Target));
    const void *blueprint = nullptr;
    std::memcpy(&blueprint, record.arguments(), sizeof(blueprint));
    prefetch(blueprint);
}

//! The targets of what lies one behind the other from there: they may be many, and far away.
void prefetchTargets(Segment &segment, quint32 offset, quint64 most)
{
    for (; most > 0; --most) {
        Record *record = segment.at(offset);
        const quint32 size = record->size.load(std::memory_order_acquire);
        if (size == 0 || (size & Ring::Jump))
            return;
        if (record->table->kind == MessageKind::Construction) [[unlikely]]
            prefetchUnborn(*record);
        else
            prefetchToWrite(&record->target->arrived);
        offset += size & Ring::SizeMask;
    }
}

} // namespace

quint64 Worker::scan(Ring &ring, quint64 most)
{
    quint64 found = 0;
    prefetchTargets(*ring.m_scanSegment.load(std::memory_order_relaxed),
                    quint32(ring.m_scanPosition.load(std::memory_order_relaxed)), most);
    while (found < most) {
        Segment *segment = ring.m_scanSegment.load(std::memory_order_relaxed);
        const quint64 position = ring.m_scanPosition.load(std::memory_order_relaxed);
        Record *record = segment->at(quint32(position));
        const quint32 size = record->size.load(std::memory_order_acquire);
        if (size == 0)
            break;
        if (size & Ring::Jump) {
            Segment *next = segment->next.load(std::memory_order_acquire);
            ring.m_scanSegment.store(next, std::memory_order_seq_cst);
            ring.m_scanPosition.store(packed(next, 0), std::memory_order_relaxed);
            continue;
        }
        note(record->target->arrived);
        if (const QObject *object = record->target->object())
            prefetch(object);
        ring.m_scanPosition.store(position + (size & Ring::SizeMask), std::memory_order_relaxed);
        ++found;
    }
    ring.m_ahead += found;
    return found;
}

void Worker::release(Segment *segment, Ring &ring)
{
    if (m_nesting > 1 || m_walkers.load(std::memory_order_seq_cst) > 0) {
        m_retired.emplace_back(segment, &ring);
        return;
    }
    Segment *none = nullptr;
    if (!ring.m_spare.compare_exchange_strong(none, segment, std::memory_order_release,
                                              std::memory_order_relaxed))
        Segment::destroy(segment);
}

Q_ALWAYS_INLINE bool Worker::invoke(Target &target, Record &record, void *arguments)
{
    try {
        record.table->invoke(arguments, target);
        if (m_handling.state == Handling::Present) [[likely]] {
            note(target.handled);
            note(m_handled);
            return true;
        }
        if (m_handling.state == Handling::PutAside)
            target.putAside();
    } catch (...) {
        target.fail(record, arguments, std::current_exception());
    }
    return false;
}

inline void Worker::endHandling(Sender &self) noexcept
{
    // What is refused at the end was not handled, perhaps by another thread that runs something.
    if (!m_handling.record)
        return;
    if constexpr (IsObservable)
        m_running.store(nullptr, std::memory_order_release);
    m_handling.record = nullptr;
    self.current = nullptr;
    self.id = {};
}

Q_ALWAYS_INLINE bool Worker::handleNext(Target &target, Record &record, void *arguments)
{
    Sender &self = sender();
    target.m_hindrances |= Target::Running;
    self.current = &target;
    self.id = target.m_id;
    m_handling.record = &record;
    if constexpr (IsObservable) {
        m_runningTable.store(record.table, std::memory_order_relaxed);
        m_running.store(&target, std::memory_order_release);
    }
    bool isHandled = false;
    if (IsObservable && --m_untilObserved == 0) [[unlikely]]
        isHandled = invokeObserved(target, record, arguments);
    else
        isHandled = invoke(target, record, arguments);
    bool isPresent = true;
    if (isHandled) [[likely]]
        record.table->destroyHandled(arguments);
    else
        isPresent = endUnhandled(record, arguments);
    if (self.ambience) [[unlikely]] {
        self.ambience = nullptr;
        m_ambience.context.clear();
    }
    target.m_hindrances &= ~quint32(Target::Running);
    if (target.m_hindrances & Target::PutOff) [[unlikely]] {
        target.m_hindrances &= ~quint32(Target::PutOff);
        endHandling(self);
        target.catchUp();
    }
    return isPresent;
}

bool Worker::endUnhandled(Record &record, void *arguments) noexcept
{
    const bool isPresent = std::exchange(m_handling.state, Handling::Present) != Handling::Taken;
    if (isPresent)
        record.table->destroyHandled(arguments);
    return isPresent;
}

inline void Worker::lookForLimit() noexcept
{
    if (IsObservable && maxHandlerTime.load(std::memory_order_relaxed) > 0) [[unlikely]]
        m_untilObserved = 1;
}

quint32 Worker::consume(Ring &ring, quint32 most)
{
    Sender &self = sender();
    lookForLimit();
    quint32 done = 0;
    // A nested loop may consume from the same ring: every look is a new one.
    while (done < most) {
        Segment *segment = ring.m_readSegment.load(std::memory_order_relaxed);
        const quint64 position = ring.m_readPosition.load(std::memory_order_relaxed);
        Record *record = segment->at(quint32(position));
        const quint32 size = record->size.load(std::memory_order_acquire);
        if (size == 0)
            break;
        if (size & Ring::Jump) {
            if (ring.m_ahead == 0 && scan(ring, most - done) == 0)
                break;
            Segment *next = segment->next.load(std::memory_order_acquire);
            ring.m_readSegment.store(next, std::memory_order_seq_cst);
            ring.m_readPosition.store(packed(next, 0), std::memory_order_relaxed);
            release(segment, ring);
            continue;
        }
        const quint64 next = position + (size & Ring::SizeMask);
        Target &target = *record->target;
        ++ring.m_consumed;
        ++done;
        const bool isPlain = target.m_hindrances == 0 && !(size & Ring::Boxed);
        if (isPlain && ring.m_ahead == 0
            && segment->at(quint32(next))->size.load(std::memory_order_relaxed) == 0) {
            // By itself, as in a conversation: it never waits, and need not be counted as if it
            // did.
            ring.m_scanPosition.store(next, std::memory_order_relaxed);
        } else {
            if (ring.m_ahead == 0)
                scan(ring, most - done + 1);
            --ring.m_ahead;
            if (isPlain)
                note(target.begun);
        }
        ring.m_readPosition.store(next, std::memory_order_relaxed);
        if (isPlain) [[likely]] {
            handleNext(target, *record, record->arguments());
        } else {
            endHandling(self);
            if (size & Ring::Boxed)
                target.deliver(*static_cast<Envelope **>(record->arguments()));
            else
                target.deliver(*record);
        }
        if (m_system.load(std::memory_order_relaxed)) [[unlikely]] {
            endHandling(self);
            runSystem();
        }
    }
    endHandling(self);
    return done;
}

bool Worker::handle(Target &target, Record &record)
{
    lookForLimit();
    note(target.begun);
    const bool present = handleNext(target, record, record.arguments());
    endHandling(sender());
    return present;
}

bool Worker::handle(Target &target, Envelope &envelope)
{
    lookForLimit();
    note(target.begun);
    m_handling.envelope = &envelope;
    const bool present = handleNext(target, envelope.record, envelope.arguments());
    m_handling.envelope = nullptr;
    endHandling(sender());
    return present;
}

bool Worker::invokeObserved(Target &target, Record &record, void *arguments)
{
    const bool isWatched = maxHandlerTime.load(std::memory_order_relaxed) > 0;
    m_untilObserved = isWatched ? 1 : MessagesBetweenSamples;
    const bool isSampled = !isWatched || m_watchedSinceSample++ % MessagesBetweenSamples == 0;
    WatchedHandling outer;
    if (isWatched)
        outer = setWatched({record.table, arguments, &target, Clock::real()->now()});
    const quint64 start = isSampled ? cycleCounter() : 0;
    const bool isHandled = invoke(target, record, arguments);
    if (isSampled)
        count(m_sampledCycles, cycleCounter() - start);
    if (isWatched)
        endWatched(outer);
    return isHandled;
}

Worker::WatchedHandling Worker::setWatched(const WatchedHandling &handling)
{
    const std::lock_guard lock(m_watchedMutex);
    return std::exchange(m_watched, handling);
}

void Worker::endWatched(const WatchedHandling &outer)
{
    const WatchedHandling ended = setWatched(outer);
    const auto time = Clock::real()->now() - ended.begun;
    if (ended.isReported || time.count() < maxHandlerTime.load(std::memory_order_relaxed))
        return;
    longHandlers.fetch_add(1, std::memory_order_relaxed);
    if (!m_environment.tookLong)
        return;
    // What somebody has taken over may be gone by now.
    const bool taken = m_handling.state == Handling::Taken;
    m_environment.tookLong(
        *this, *ended.target,
        ended.table->name ? ended.table->name(taken ? nullptr : ended.arguments) : QString(), time);
}

void Worker::watchHandling(const std::function<void(WatchedHandling &)> &look)
{
    const std::lock_guard lock(m_watchedMutex);
    if (m_watched.table)
        look(m_watched);
}

void Worker::deliverNow(const std::function<Envelope *()> &take)
{
    const Interlude interlude(*this);
    runSystem();
    Envelope *envelope = take();
    if (!envelope)
        return;
    envelope->record.target->deliver(envelope);
    runSystem();
}

bool Worker::postEvent(QObject *(*make)(), QEvent *event)
{
    const std::lock_guard lock(m_ringsMutex);
    if (!m_postbox && state() != Closed && m_thread) {
        m_postbox = make();
        m_postbox->moveToThread(m_thread);
    }
    // Under the lock: the thread deletes the object when it ends.
    if (m_postbox)
        QCoreApplication::postEvent(m_postbox, event);
    return m_postbox;
}

void Worker::caught(QObject *receiver, const std::exception_ptr &error)
{
    if (m_environment.caught)
        m_environment.caught(*this, receiver, error);
    else
        MessageSource::caught(receiver, error);
}

QString Worker::nameOf(const QThread *thread)
{
    if (!thread)
        return QStringLiteral("none");
    if (!thread->objectName().isEmpty())
        return thread->objectName();
    if (QCoreApplication::instance() && QCoreApplication::instance()->thread() == thread)
        return QStringLiteral("main");
    return QStringLiteral("unnamed 0x%1").arg(quintptr(thread), 0, 16);
}

bool Worker::mayWait() const
{
    return false;
}

bool Worker::waitFor(const std::function<bool()> &isDone,
                     std::optional<std::chrono::nanoseconds> until)
{
    return m_environment.wait ? m_environment.wait(*this, isDone, until) : serve(isDone, until);
}

bool Worker::serve(const std::function<bool()> &, std::optional<std::chrono::nanoseconds>)
{
    return false;
}

void Worker::schedule(Target *target)
{
    m_ready.push_back(target);
}

bool Worker::runReady(int most)
{
    if (m_ready.empty())
        return false;
    while (most > 0 && !m_ready.empty()) {
        Target *target = m_ready.front();
        m_ready.pop_front();
        if (target->takeTurn(std::min(most, MessagesInOneTurn)))
            m_ready.push_back(target);
        most -= MessagesInOneTurn;
        if (m_system.load(std::memory_order_relaxed))
            runSystem();
    }
    return true;
}

quint64 Worker::handlingCycles() const noexcept
{
    return m_sampledCycles.load(std::memory_order_relaxed) * MessagesBetweenSamples;
}

Worker::Interlude::Interlude(Worker &worker) noexcept
    : m_worker(worker)
    , m_identity(sender().identity())
    , m_handling(std::exchange(worker.m_handling, {}))
    , m_running(worker.m_running.load(std::memory_order_relaxed))
    , m_runningTable(worker.m_runningTable.load(std::memory_order_relaxed))
{
    Sender &self = sender();
    self.current = nullptr;
    self.id = {};
    self.ambience = nullptr;
}

Worker::Interlude::~Interlude()
{
    m_worker.m_running.store(m_running, std::memory_order_release);
    m_worker.m_runningTable.store(m_runningTable, std::memory_order_relaxed);
    m_worker.m_handling = m_handling;
    Sender &self = sender();
    self.current = m_identity.current;
    self.id = m_identity.id;
    self.ambience = m_identity.ambience;
}

bool Worker::drain(std::chrono::nanoseconds atMost)
{
    Sender &self = sender();
    const Interlude interlude(*this);
    Worker *outerWorker = std::exchange(self.worker, this);
    ++m_nesting;
    count(m_passes);

    auto present = look();
    m_passBudget = std::min(m_timeBudget, atMost);
    const auto end = present + m_passBudget;
    m_handledAtLook = m_handled.load(std::memory_order_relaxed);
    int budget = m_messageBudget;
    bool more = true;
    quint32 sinceLook = 0; // Taken from the rings, handled or not.
    while (budget > 0) {
        runSystem();
        runInbox(int(m_batch));
        // A pass that ends early goes on with the next ring: each has its turn, however full the
        // first ones are.
        for (std::size_t left = m_rings.size(); left > 0 && budget > 0; --left) {
            m_nextRing = m_nextRing < m_rings.size() ? m_nextRing : 0;
            const quint32 done =
                consume(*m_rings[m_nextRing++], std::min(m_batch, quint32(budget)));
            budget -= int(done);
            sinceLook += done;
            if (sinceLook >= m_batch)
                present = adaptBatch(present, std::exchange(sinceLook, 0));
            if (present >= end)
                break;
        }
        runReady(std::min(MessagesInOneTurn, int(m_batch)));
        if (!Worker::hasWork()) {
            more = false;
            break;
        }
        --budget;
        present = adaptBatch(present, std::exchange(sinceLook, 0));
        if (present >= end)
            break;
    }

    // Where passes are short they are many, and each that tidies up makes others wait.
    const bool tidiesUp = more || !m_drainsBeforeSleep || ++m_untidyPasses >= MostUntidyPasses;
    if (tidiesUp)
        settleDepartures();
    if (m_nesting == 1) {
        if (!m_retired.empty())
            releaseRetired();
        if (tidiesUp || m_dead.size() >= DeparturesAtOnce)
            tidyUp();
    }
    --m_nesting;
    if (m_isGuest)
        self.worker = outerWorker;
    self.sendsUntilLook = 1;
    return more || hasWork();
}

void Worker::tidyUp()
{
    m_untidyPasses = 0;
    buryDue();
    detachDeserted();
}

void Worker::releaseRetired()
{
    for (auto [segment, ring] : std::exchange(m_retired, {})) {
        if (ring)
            release(segment, *ring);
        else
            Segment::destroy(segment);
    }
}

void Worker::departLater(Target &target)
{
    m_departing.push_back(&target);
    if (m_departing.size() >= DeparturesAtOnce || m_nesting == 0)
        settleDepartures();
}

void Worker::depart(int actors)
{
    stops.fetch_add(quint32(actors), std::memory_order_acq_rel);
    if (m_environment.departed)
        m_environment.departed();
}

void Worker::settleDepartures()
{
    if (m_departing.empty())
        return;
    auto departing = std::exchange(m_departing, std::move(m_noneDeparting));
    departures.fetch_add(quint32(departing.size()), std::memory_order_acq_rel);
    depart(int(departing.size()));
    for (Target *target : departing)
        target->retire();
    departing.clear();
    m_noneDeparting = std::move(departing);
}

std::chrono::nanoseconds Worker::adaptBatch(std::chrono::nanoseconds since, quint64 taken)
{
    const auto present = look();
    const auto passed = present - since;
    const quint64 total = m_handled.load(std::memory_order_relaxed);
    const quint64 handled = total - std::exchange(m_handledAtLook, total);
    // Not all that is taken from a ring is handled: some are constructions, some are put off.
    const quint64 done = std::max(handled, taken);
    if (passed > m_passBudget / 4 && done > 0)
        m_batch = quint32(std::clamp<quint64>(
            done * quint64(m_passBudget.count() / 4) / quint64(passed.count()), 1, m_batch));
    else if (passed < m_passBudget / 16 && done >= m_batch)
        m_batch = std::min(m_batch * 2, MessagesBetweenLooks);
    return present;
}

std::chrono::nanoseconds Worker::look()
{
    m_lastLook = now();
    const auto present = m_lastLook;
    setStamp(sender(), present);
    if (m_unsettled)
        settleAll();
    const bool isReal = m_environment.clock.load(std::memory_order_relaxed) == Clock::real();
    const auto real = isReal ? present : Clock::real()->now();
    if (real >= m_busyFrom) [[unlikely]]
        stayAwake(real);
    return real;
}

void Worker::stayAwake(std::chrono::nanoseconds present)
{
    if (m_busyFrom.count() == 0) {
        m_busyFrom = present + BusyAfter;
        return;
    }
    m_busyFrom = std::chrono::nanoseconds::max();
    quint32 awake = Awake;
    if (hasHeavyFence())
        m_state.compare_exchange_strong(awake, Busy, std::memory_order_relaxed);
}

void Worker::settleNow(Unsettled &unsettled) const
{
    unsettled.settle(now());
}

void Worker::settleAll()
{
    Unsettled *oldest = nullptr;
    while (Unsettled *unsettled = m_unsettled) {
        unsettled->takeBack();
        unsettled->m_next = oldest;
        oldest = unsettled;
    }
    while (Unsettled *unsettled = oldest) {
        oldest = std::exchange(unsettled->m_next, nullptr);
        unsettled->settle(m_lastLook);
    }
}

void Worker::bury(Target *target)
{
    m_dead.push_back(target);
    // Looked after at the end of this pass, else of one that is to come.
    if (m_nesting == 0)
        call(nullptr, [] {});
}

void Worker::buryDue()
{
    for (;;) {
        switch (m_grave.phase) {
        case Grave::Open:
            if (m_dead.empty())
                return;
            m_grave.targets = std::exchange(m_dead, {});
            receive(takeInbox());
            m_grave.inboxMark = m_inboxTaken;
            m_grave.phase = Grave::WaitsForInbox;
            break;
        case Grave::WaitsForInbox:
            if (m_inboxRun < m_grave.inboxMark)
                return;
            for (Ring *ring : m_rings)
                m_grave.ringMarks.emplace_back(ring, ring->sent());
            m_grave.phase = Grave::WaitsForRings;
            break;
        case Grave::WaitsForRings:
            std::erase_if(m_grave.ringMarks,
                          [](const auto &mark) { return mark.first->m_consumed >= mark.second; });
            if (!m_grave.ringMarks.empty())
                return;
            m_grave.phase = Grave::Open;
            m_environment.dispose(std::exchange(m_grave.targets, {}));
            break;
        }
    }
}

void Worker::own()
{
    m_isGuest = false;
    sender().worker = this;
}

void Worker::disown()
{
    sender().worker = nullptr;
}

void Worker::enter()
{
    // Whoever made this worker may have said so before, and others may be looking.
    if (!m_thread)
        m_thread = QThread::currentThread();
    m_wheels[0] = std::make_unique<WheelState>();
    m_wheels[0]->alarm = m_environment.timers->createAlarm(QStringLiteral("scheduler"), [this] {
        call(nullptr, [this] { expire(Wheel::Scheduler); });
    });
    m_wheels[1] = std::make_unique<WheelState>();
    m_wheels[1]->alarm = m_environment.timers->createAlarm(QStringLiteral("supervision"), [this] {
        call(nullptr, [this] { expire(Wheel::Supervision); });
    });
}

void Worker::leave()
{
    if (state() != Closed)
        close();
}

void Worker::close()
{
    // From here on every sender that finds the inlet closed takes back what it has just published;
    // not before this thread has left everything behind.
    m_refusals.store(1, std::memory_order_relaxed);
    enterState(Closed);
    refuse();
    QObject *postbox = nullptr;
    {
        const std::lock_guard lock(m_ringsMutex);
        postbox = std::exchange(m_postbox, nullptr);
    }
    delete postbox;
    if (Target *unused = std::exchange(port, nullptr))
        unused->retire();
    refuse();
    m_wheels[0].reset();
    m_wheels[1].reset();
    endRefusing(1);
    // Whoever waits for the system to fall quiet need not wait for this thread any more.
    if (m_environment.observers->load(std::memory_order_seq_cst) > 0)
        m_environment.fellAsleep();
}

void Worker::refuseAll()
{
    // Whoever comes first does it for all who come meanwhile. Nobody waits for another: what is
    // refused may lead to a second thread that has ended, and from there back to this one.
    if (m_refusals.fetch_add(1, std::memory_order_acq_rel) != 0)
        return;
    // With what is refused the last cell may go, and with it the reason to keep this worker.
    moveIn();
    refuse();
    endRefusing(1);
    if (m_environment.observers->load(std::memory_order_seq_cst) > 0)
        m_environment.fellAsleep();
    moveOut(1);
}

void Worker::endRefusing(quint32 seen)
{
    while (!m_refusals.compare_exchange_strong(seen, 0, std::memory_order_acq_rel))
        refuse();
}

void Worker::refuse()
{
    do {
        runSystem();
        settleDepartures();
        buryDue();
        for (std::size_t i = 0; i < m_rings.size(); ++i) {
            while (consume(*m_rings[i], MessagesBetweenLooks) > 0) { }
        }
    } while (runInbox(MessagesFromInbox) || runReady(MessagesInOneTurn) || Worker::hasWork());
    buryDue();
}

Worker::WheelState &Worker::wheelState(Wheel wheel)
{
    return *m_wheels[wheel == Wheel::Scheduler ? 0 : 1];
}

void Worker::insert(Appointment &appointment, std::chrono::nanoseconds due, Wheel wheel)
{
    if (!m_wheels[0])
        return;
    WheelState &state = wheelState(wheel);
    appointment.due = due;
    state.wheel.insert(&appointment);
    if (!state.armedFor || due < *state.armedFor)
        arm(state);
}

void Worker::remove(Appointment &appointment, Wheel wheel)
{
    if (m_wheels[0])
        wheelState(wheel).wheel.remove(&appointment);
}

void Worker::arm(WheelState &state)
{
    const auto next = state.wheel.nextDue();
    if (next == state.armedFor)
        return;
    state.armedFor = next;
    if (next)
        state.alarm->set(*next);
    else
        state.alarm->clear();
}

bool Worker::expire(Wheel wheel)
{
    if (!m_wheels[0])
        return false;
    bool any = false;
    WheelState &state = wheelState(wheel);
    state.armedFor.reset();
    while (TimerNode *node = state.wheel.takeDue(now())) {
        static_cast<Appointment *>(node)->happen();
        any = true;
    }
    arm(state);
    return any;
}

void Worker::abandonAppointments()
{
    if (!m_wheels[0])
        return;
    for (const auto wheel : {Wheel::Scheduler, Wheel::Supervision}) {
        while (TimerNode *node = wheelState(wheel).wheel.takeDue(std::chrono::nanoseconds::max()))
            static_cast<Appointment *>(node)->abandon();
    }
}

std::optional<std::chrono::nanoseconds> Worker::expireDue()
{
    std::optional<std::chrono::nanoseconds> next;
    for (const auto wheel : {Wheel::Scheduler, Wheel::Supervision}) {
        auto due = wheelState(wheel).wheel.nextDue();
        if (due && *due <= now()) {
            expire(wheel);
            due = wheelState(wheel).wheel.nextDue();
        }
        if (due && (!next || *due < *next))
            next = due;
    }
    return next;
}

quint64 Worker::sent() const
{
    const std::lock_guard lock(m_ringsMutex);
    quint64 sum = m_sentByDeparted + m_posted.load(std::memory_order_relaxed);
    for (const auto *rings : {&m_rings, &m_announced}) {
        for (const Ring *ring : *rings)
            sum += ring->messages();
    }
    return sum;
}

template<class IsCurrent, class Visitor>
void Worker::walkFrom(Start start, IsCurrent isCurrent, Visitor visit)
{
    struct Place
    {
        Segment *segment;
        quint32 offset;
    };
    const auto placeIn = [start](Ring *ring) {
        Segment *segment = nullptr;
        quint64 position = 0;
        do {
            segment = (start == Start::Reading ? ring->m_readSegment : ring->m_scanSegment)
                          .load(std::memory_order_seq_cst);
            position = (start == Start::Reading ? ring->m_readPosition : ring->m_scanPosition)
                           .load(std::memory_order_seq_cst);
        } while (quint32(position >> 32) != segment->sequence);
        return Place{segment, quint32(position)};
    };
    m_walkers.fetch_add(1, std::memory_order_seq_cst);
    {
        const std::lock_guard lock(m_ringsMutex);
        std::vector<Place> places;
        // The worker goes on meanwhile: what it moves must be seen on one side or on the other.
        int looks = MostLooks;
        do {
            places.clear();
            for (const auto *rings : {&m_rings, &m_announced})
                std::transform(rings->begin(), rings->end(), std::back_inserter(places), placeIn);
        } while (!isCurrent() && --looks > 0);
        for (auto [segment, offset] : places) {
            for (quint64 number = 1;; ++number) {
                Record *record = segment->at(offset);
                const quint32 size = record->size.load(std::memory_order_acquire);
                if (size == 0)
                    break;
                if (size & Ring::Jump) {
                    segment = segment->next.load(std::memory_order_acquire);
                    offset = 0;
                    continue;
                }
                if (!visit(*record, size, number))
                    break;
                offset += size & Ring::SizeMask;
            }
        }
    }
    m_walkers.fetch_sub(1, std::memory_order_seq_cst);
}

template<class Visitor>
void Worker::walkFrom(Start start, Visitor visit)
{
    walkFrom(
        start, [] { return true; }, visit);
}

void Backlog::addPosted(const Target &target, quint32 delivered) noexcept
{
    // With what was posted and not delivered it is all that was posted, wherever it is.
    seen += delivered;
    const quint32 under = target.posted.load(std::memory_order_relaxed) - delivered;
    if (under == 0)
        return;
    count += under;
    date(target.oldestPosted.load(std::memory_order_relaxed));
}

Backlog Worker::backlog(const Target &target, Start start)
{
    Backlog backlog;
    quint32 delivered = 0;
    quint64 arrived = 0;
    const auto look = [&] {
        delivered = target.delivered.load(std::memory_order_acquire);
        const quint64 before = arrived;
        arrived = target.arrived.load(std::memory_order_acquire);
        return arrived == before;
    };
    look();
    walkFrom(start, look, [&](const Record &record, quint32, quint64) {
        if (record.target == &target && record.table->kind != MessageKind::Construction) {
            ++backlog.count;
            backlog.date(record.stamp);
        }
        return true;
    });
    backlog.seen = quint32(arrived);
    backlog.addPosted(target, delivered);
    return backlog;
}

void Worker::showRings(Start start, quint64 most,
                       const std::function<void(const Target &target, quint32 stamp)> &visit)
{
    walkFrom(start, [&](const Record &record, quint32, quint64 number) {
        if (record.table->kind != MessageKind::Construction)
            visit(*record.target, record.stamp);
        return number < most;
    });
}

bool Worker::isUnderWay(const Target &target, const void *reply)
{
    const auto isIt = [&](const MessageTable *table, void *arguments) {
        return table->route && *static_cast<void **>(table->route(arguments)) == reply;
    };
    receive(takeInbox());
    for (Envelope *envelope = m_received; envelope; envelope = envelope->next) {
        if (envelope->record.target == &target
            && isIt(envelope->record.table, envelope->arguments()))
            return true;
    }
    bool found = false;
    walkFrom(Start::Reading, [&](Record &record, quint32 size, quint64) {
        if (record.target != &target)
            return true;
        void *arguments = size & Ring::Boxed
            ? (*static_cast<Envelope **>(record.arguments()))->arguments()
            : record.arguments();
        found = found || isIt(record.table, arguments);
        return !found;
    });
    return found;
}

quint64 Worker::waiting()
{
    quint64 count = m_receivedCount.load(std::memory_order_relaxed);
    walkFrom(Start::Reading, [&count](const Record &record, quint32, quint64) {
        count += record.table->kind != MessageKind::Construction ? 1 : 0;
        return true;
    });
    return count;
}

void Worker::setBudget(std::chrono::nanoseconds time) noexcept
{
    // A longer turn is meant for more messages; the look at the clock ends it.
    m_timeBudget = time;
    const auto messages = std::min<qint64>(time / std::chrono::nanoseconds(100), INT_MAX);
    m_messageBudget = std::max(m_messageBudget, int(messages));
}

} // namespace Actors::Internal
