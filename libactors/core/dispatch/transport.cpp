// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "transport.h"

#include "dispatch/worker_p.h"

#include <Actors/Core/memorypool.h>
#include <Actors/Core/processor.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <vector>

namespace Actors::Internal {

namespace {

//! A thread sends this often through the inbox of another before it opens a ring.
constexpr quint32 SendsBeforeRing = 64;
//! So many may wait in a conversation.
constexpr quint32 FewMessages = 16;
constexpr quint32 SendsBetweenLooks = 64;
//! Some microseconds, or less than a millisecond where the counter is slow.
constexpr quint64 CyclesBetweenLooks = 16384;

//! Gives the rings of this thread up when the thread ends.
struct RingTable
{
    ~RingTable()
    {
        Sender &self = sender();
        for (quint32 id = 0; id < self.ringCount; ++id) {
            if (self.rings[id])
                self.rings[id]->abandon();
        }
        delete[] self.rings;
        self.rings = nullptr;
        self.ringCount = 0;
        self.homeSerial = 0;
        isGone = true;
    }

    //! The thread is ending: what is sent by the destructors of other variables goes to the inbox.
    static thread_local constinit bool isGone;

    //! How often this thread has sent to an inlet without a ring.
    struct Attempts
    {
        quint32 serial = 0;
        quint32 count = 0;
    };
    std::vector<Attempts> attempts;
};

thread_local constinit bool RingTable::isGone = false;

RingTable &ringTable()
{
    static thread_local RingTable table;
    return table;
}

void makeRoom(Sender &self, quint32 id)
{
    const quint32 count = std::max(id + 1, std::max(8U, self.ringCount * 2));
    auto **rings = new Ring *[count] {};
    std::copy_n(self.rings, self.ringCount, rings);
    delete[] self.rings;
    self.rings = rings;
    self.ringCount = count;
}

} // namespace

#if defined(__ELF__)
constinit thread_local Sender threadSender;
#else
Sender &sender() noexcept
{
    static thread_local Sender sender;
    return sender;
}
#endif

namespace {

//! The senders of all threads that have ever announced a message.
struct KnownSenders
{
    std::mutex mutex;
    std::vector<const Sender *> senders;
};

KnownSenders &knownSenders()
{
    // Never destroyed: threads may end after everything else has.
    static auto *known = new KnownSenders;
    return *known;
}

struct KnownWhileThreadRuns
{
    KnownWhileThreadRuns()
    {
        KnownSenders &known = knownSenders();
        const std::lock_guard lock(known.mutex);
        known.senders.push_back(&sender());
    }
    ~KnownWhileThreadRuns()
    {
        KnownSenders &known = knownSenders();
        const std::lock_guard lock(known.mutex);
        std::erase(known.senders, &sender());
    }
};

} // namespace

void Announcement::makeKnown()
{
    sender().isKnown = true;
    static thread_local KnownWhileThreadRuns known;
}

bool Announcement::exists(const Inlet &inlet)
{
    KnownSenders &known = knownSenders();
    // The calling thread has sent, or it would not ask.
    const Sender *self = &sender();
    const std::lock_guard lock(known.mutex);
    return std::any_of(known.senders.begin(), known.senders.end(), [&](const Sender *it) {
        return it != self && it->announced.load(std::memory_order_acquire) == &inlet;
    });
}

Inlet::~Inlet() = default;

void Inlet::lookAgain(State before) noexcept
{
    // It may have passed its fence before this thread published.
    if (before == Busy)
        std::atomic_thread_fence(std::memory_order_seq_cst);
    notify();
}

Target::~Target() = default;
void Target::putAside() { }
void Target::overtaken() { }

Segment *Segment::create(quint32 capacity)
{
    auto *segment = new (::operator new(sizeof(Segment) + capacity, std::align_val_t(64))) Segment;
    segment->capacity = capacity;
    segment->at(0)->size.store(0, std::memory_order_relaxed);
    return segment;
}

void Segment::destroy(Segment *segment) noexcept
{
    segment->~Segment();
    ::operator delete(segment, std::align_val_t(64));
}

Ring::Ring(Inlet &inlet, Ends ends)
    : m_writeSegment(Segment::create(FirstCapacity))
    , m_serial(inlet.serial())
    , m_ends(ends)
    , m_readSegment(m_writeSegment)
    , m_scanSegment(m_writeSegment)
{
}

Ring::~Ring()
{
    Segment *segment = m_readSegment.load(std::memory_order_relaxed);
    while (segment) {
        Segment *next = segment->next.load(std::memory_order_relaxed);
        Segment::destroy(segment);
        segment = next;
    }
    if (Segment *spare = m_spare.load(std::memory_order_relaxed))
        Segment::destroy(spare);
}

void Ring::abandon() noexcept
{
    if (m_owners.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete this;
}

void Ring::grow(quint32 size)
{
    Segment *segment = m_spare.exchange(nullptr, std::memory_order_acquire);
    const bool isConversation = m_ends == Ends::Same && sent() - m_consumed < FewMessages;
    const quint32 last = isConversation ? ConversationCapacity : LastCapacity;
    const quint32 wanted = std::min(last, m_writeSegment->capacity * 2);
    if (segment && (segment->capacity < wanted || segment->capacity > last)) {
        Segment::destroy(segment);
        segment = nullptr;
    }
    if (!segment)
        segment = Segment::create(std::max(wanted, size + quint32(2 * sizeof(Record))));
    segment->at(0)->size.store(0, std::memory_order_relaxed);
    segment->next.store(nullptr, std::memory_order_relaxed);
    segment->sequence = m_writeSegment->sequence + 1;
    m_writeSegment->next.store(segment, std::memory_order_relaxed);
    m_writeSegment->at(m_writePosition)->size.store(Jump, std::memory_order_release);
    m_writeSegment = segment;
    m_writePosition = 0;
}

void refreshStamp(Sender &sender) noexcept
{
    const auto *worker = sender.worker;
    if (!worker) {
        // Outside of a pass, nobody knows how long ago the last send was; but to read the clock
        // costs more than to send.
        sender.sendsUntilLook = 1;
        const quint64 cycle = cycleCounter();
        if (cycle - sender.lookedAtCycle < CyclesBetweenLooks)
            return;
        sender.lookedAtCycle = cycle;
    }
    const Clock *clock =
        worker ? worker->environment().clock.load(std::memory_order_relaxed) : Clock::real();
    setStamp(sender, clock->now());
}

void setStamp(Sender &sender, std::chrono::nanoseconds now) noexcept
{
    using namespace std::chrono;
    sender.stamp = quint32(duration_cast<microseconds>(now).count());
    sender.sendsUntilLook = sender.worker ? SendsBetweenLooks : 1;
}

void Outgoing::beginSlowly(const MessageTable *table)
{
    Sender &self = sender();
    if (--self.sendsUntilLook == 0)
        refreshStamp(self);
    m_envelope = Envelope::create(table, &m_target);
    m_envelope->record.stamp = self.stamp;
    m_envelope->record.sender = self.id;
    if (self.ambience) {
        m_envelope->ambience = *self.ambience;
        if (m_envelope->ambience.chain)
            retain(m_envelope->ambience.chain);
    }
}

Fate Outgoing::commitSlowly()
{
    Envelope *envelope = std::exchange(m_envelope, nullptr);
    envelope->flags &= ~quint32(Envelope::ArgumentsGone);
    if (m_target.gate() != Gate::Open)
        return m_target.accept(envelope);
    Internal::send(envelope);
    return Fate::Accepted;
}

void Outgoing::discard() noexcept
{
    Envelope::destroy(m_envelope);
}

void send(Envelope *envelope)
{
    Target &target = *envelope->record.target;
    auto &worker = static_cast<Worker &>(target.inlet());
    Sender &self = sender();
    const quint32 id = worker.id();

    Ring *ring = id < self.ringCount ? self.rings[id] : nullptr;
    if (ring && ring->serial() != worker.serial()) {
        if (ring == self.homeRing)
            self.homeSerial = 0;
        ring->abandon();
        ring = self.rings[id] = nullptr;
    }
    if (!ring && worker.takesRings() && !RingTable::isGone) {
        auto &attempts = ringTable().attempts;
        if (attempts.size() <= id)
            attempts.resize(id + 1);
        if (attempts[id].serial != worker.serial())
            attempts[id] = {worker.serial(), 0};
        if (++attempts[id].count > SendsBeforeRing || self.worker == &worker) {
            if (id >= self.ringCount)
                makeRoom(self, id);
            ring = new Ring(worker, self.worker == &worker ? Ring::Ends::Same : Ring::Ends::Two);
            self.rings[id] = ring;
            if (self.worker == &worker) {
                self.homeSerial = worker.serial();
                self.homeRing = ring;
            }
            worker.announce(ring);
        }
    }
    if (!ring) {
        worker.post(envelope);
        return;
    }
    constexpr quint32 size = sizeof(Record) + sizeof(void *);
    Record *record = ring->reserve(size);
    record->stamp = envelope->record.stamp;
    record->table = envelope->record.table;
    record->target = &target;
    record->sender = envelope->record.sender;
    *static_cast<Envelope **>(record->arguments()) = envelope;
    ring->publish(record, size, worker, Ring::Boxed);
}

} // namespace Actors::Internal
