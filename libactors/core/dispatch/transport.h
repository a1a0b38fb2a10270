// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/asymmetricfence.h>
#include <Actors/Core/message.h>
#include <Actors/Core/processor.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <optional>
#include <type_traits>

QT_FORWARD_DECLARE_CLASS(QObject)

namespace Actors::Internal {

class Blueprint;
class Worker;

/*!
 * \brief The way into a thread: all that a sender looks at.
 *
 * Changes only when the thread falls asleep, wakes up, has been busy for long or ends, so that the
 * line stays in the cache of every sender.
 */
class ACTORS_CORE_EXPORT Inlet
{
public:
    enum State : quint32 {
        Awake, //!< Will look at its rings before it sleeps.
        Busy, //!< As Awake, for so long that it takes the heavy side of the fence before it sleeps.
        Asleep, //!< Whoever publishes must wake it.
        Closed, //!< Has looked for the last time: whoever publishes must take it back.
    };

    quint32 id() const noexcept { return m_id; }
    quint32 serial() const noexcept { return m_serial; }
    State state() const noexcept { return State(m_state.load(std::memory_order_relaxed)); }

    //! To be called by a sender after it has published with sequential consistency.
    void notify() noexcept
    {
        if (m_state.load(std::memory_order_seq_cst) > Busy)
            notifySlowly();
    }
    //! As notify(), by a sender that has seen \a before, and then has published: lightly fenced
    //! where that was Busy.
    Q_ALWAYS_INLINE void notify(State before) noexcept
    {
        const auto present = State(m_state.load(std::memory_order_seq_cst));
        if (present != before || present > Busy) [[unlikely]]
            lookAgain(before);
    }

protected:
    Inlet() = default;
    virtual ~Inlet();
    Q_DISABLE_COPY_MOVE(Inlet)

    virtual void notifySlowly() noexcept = 0;
    void lookAgain(State before) noexcept;

    alignas(64) std::atomic<quint32> m_state = Awake;
    quint32 m_id =
        0; //!< Place in the ring tables of the senders; used again after the thread has ended.
    quint32 m_serial = 0; //!< Never used again.
};

//! What becomes of a message at the send.
enum class Fate : quint8 {
    Accepted,
    Full,
    Closed,
};

//! Who may pass straight into a ring.
enum class Gate : quint8 {
    Open, //!< Messages go through the rings.
    Guarded, //!< Each send is decided by the cell: bounded mailboxes and their like.
    Closed, //!< Messages are dead letters.
};

/*!
 * \brief What the transport must know of the receiver of a message.
 *
 * Stays at its address as long as a message may be on its way to it. Everything but the gate, the
 * id and the worker belongs to the thread of its worker; the counters may be read from any thread.
 */
class ACTORS_CORE_EXPORT Target
{
public:
    Inlet &inlet() const noexcept { return *m_inlet; }
    Gate gate() const noexcept { return m_gate.load(std::memory_order_relaxed); }
    CellId id() const noexcept { return m_id; }
    QObject *object() const noexcept { return m_object; }

    //! A message that cannot simply be handled, still in its ring.
    virtual void deliver(Record &record) = 0;
    //! As deliver(), for a message in memory of its own; takes it over.
    virtual void deliver(Envelope *envelope) = 0;
    //! The handler of a message has thrown; its arguments, what is left of them, still exist.
    virtual void fail(Record &record, void *arguments, const std::exception_ptr &error) = 0;
    //! The handler that has just returned wanted its message put aside; it is still there.
    virtual void putAside();
    //! Something of the system lane has come before the construction that is on its way.
    virtual void overtaken();
    //! Its turn after Worker::schedule(): handles up to \a most messages; true if more wait.
    virtual bool takeTurn(int most) = 0;
    //! Its life there is over, or its thread ends where it was an address only.
    virtual void retire() = 0;
    //! Something was put off until the running handler has returned, as it now has.
    virtual void catchUp() = 0;
    //! Decides a send to a guarded or closed gate; takes the message over. Called by the sender.
    virtual Fate accept(Envelope *envelope) = 0;

protected:
    friend class Worker;

    Target() = default;
    virtual ~Target();
    Q_DISABLE_COPY_MOVE(Target)

    // The line that senders read. What is sent through a ring writes nothing there.
    Inlet *m_inlet = nullptr;
    CellId m_id;
    std::atomic<Gate> m_gate = Gate::Open;

public:
    // Of the messages that come through the inbox, which observers cannot walk.
    std::atomic<quint32> oldestPosted = 0; //!< The stamp of the oldest that was not delivered.
    std::atomic<quint32> posted = 0; //!< Modulo 2^32. Written by their senders.

protected:
    // What cells are given at their birth, and need on no other line: who spawns writes this one
    // only.
    Blueprint *m_blueprint = nullptr;
    std::atomic<quint32> *m_references = nullptr;
    quintptr m_lineage = 0;

public:
    // The line that the worker's thread writes. Relaxed counters.
    alignas(64) std::atomic<quint64> arrived = 0; //!< Seen by the worker, but for those posted.
    std::atomic<quint64> begun =
        0; //!< Messages whose handler was started or that were disposed of.
    std::atomic<quint64> handled = 0; //!< Messages whose handler has returned.

protected:
    static constexpr quint32 Running = 1; //!< A handler is on the stack.
    static constexpr quint32 PutOff = 2; //!< catchUp() is wanted once it has returned.
    static constexpr quint32 Unborn = 4; //!< Its construction is still on its way.
    static constexpr quint32 FirstFreeHindrance =
        8; //!< The meaning of the others is the target's own.

    //! Reasons why a message cannot simply be handled; 0 lets it pass. Owner only.
    quint32 m_hindrances = 0;

public:
    std::atomic<quint32> delivered = 0; //!< Of those that were posted, modulo 2^32.

protected:
    QObject *m_object = nullptr;
};

//! Messages that were published for a target, and that its worker has not yet seen.
struct Backlog
{
    quint64 count = 0;
    quint32 seen = 0; //!< How many it had seen at the moment of the look, modulo 2^32.
    std::optional<quint32> oldestStamp; //!< In microseconds; nothing if count is 0.

    //! With what was posted to \a target and has not been delivered yet.
    ACTORS_CORE_EXPORT void addPosted(const Target &target, quint32 delivered) noexcept;
    //! There is a message of that stamp.
    void date(quint32 stamp) noexcept
    {
        if (!oldestStamp || qint32(stamp - *oldestStamp) < 0)
            oldestStamp = stamp;
    }
};

//! Adds to a counter that only this thread writes.
template<class Number>
Q_ALWAYS_INLINE void count(std::atomic<Number> &counter,
                           std::type_identity_t<Number> by = 1) noexcept
{
    counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
}

//! Whether anybody may look at what is sent and handled: it costs something with each message. Not
//! so only in the build that measures how much.
#if defined(ACTORS_WITHOUT_OBSERVERS)
inline constexpr bool IsObservable = false;
#else
inline constexpr bool IsObservable = true;
#endif

//! As count(), for a counter that only observers read.
template<class Number>
Q_ALWAYS_INLINE void note(std::atomic<Number> &counter) noexcept
{
    if constexpr (IsObservable)
        count(counter);
}

//! A piece of a ring: records one behind the other, written once from front to end.
struct alignas(64) Segment
{
    std::atomic<Segment *> next = nullptr;
    quint32 capacity = 0;
    quint32 sequence = 0; //!< Its number in the ring.

    std::byte *data() noexcept { return reinterpret_cast<std::byte *>(this + 1); }
    Record *at(quint32 position) noexcept { return reinterpret_cast<Record *>(data() + position); }

    static Segment *create(quint32 capacity);
    static void destroy(Segment *segment) noexcept;
};

/*!
 * \brief The messages from one thread to another, in order: an unbounded queue for one producer and
 * one consumer.
 *
 * A record is published in band, by writing its size after the rest; a size of zero stands where
 * the next record will be. Full segments are followed by a larger one, up to 32 KiB, and go back to
 * the producer through a single spare place.
 */
class ACTORS_CORE_EXPORT Ring
{
public:
    static constexpr quint32 FirstCapacity = 1024;
    static constexpr quint32 LastCapacity = 32 * 1024;
    //! Where a thread talks to itself and few messages wait, so that two segments stay in its
    //! nearest cache.
    static constexpr quint32 ConversationCapacity = 4 * 1024;
    static constexpr quint32 InlineLimit = 512; //!< Larger records travel as a pointer.
    static constexpr std::size_t BytesAhead = 320; //!< What is written soon is brought near.

    static constexpr quint32 Boxed = 1; //!< The record is followed by the address of an envelope.
    static constexpr quint32 Jump = 2; //!< The next record is in the next segment.
    static constexpr quint32 SizeMask = ~quint32(7);

    enum class Ends { Two, Same };

    explicit Ring(Inlet &inlet, Ends ends);

    quint32 serial() const noexcept { return m_serial; }

    //! One of its two ends leaves; the last one frees it.
    void abandon() noexcept;

    //! Producer: room for a record of \a size bytes, header included.
    Q_ALWAYS_INLINE Record *reserve(quint32 size)
    {
        if (m_writePosition + size + sizeof(Record) > m_writeSegment->capacity) [[unlikely]]
            grow(size);
        Record *record = m_writeSegment->at(m_writePosition);
        // The receiver had that memory last.
        prefetchToWrite(reinterpret_cast<std::byte *>(record) + BytesAhead);
        return record;
    }

    //! Producer: makes the record that was reserved last visible, and wakes the receiver if it
    //! sleeps.
    Q_ALWAYS_INLINE void publish(Record *record, quint32 size, Inlet &receiver,
                                 quint32 flags = 0) noexcept
    {
        m_writePosition += size;
        m_writeSegment->at(m_writePosition)->size.store(0, std::memory_order_relaxed);
        count(m_sent);
        if (m_ends == Ends::Same) {
            // After the end of the thread others look into its own ring, too.
            record->size.store(size | flags, std::memory_order_release);
            lightFence();
            if (receiver.state() > Inlet::Busy) [[unlikely]]
                receiver.notify();
            return;
        }
        const Inlet::State before = receiver.state();
        if (before == Inlet::Busy) {
            record->size.store(size | flags, std::memory_order_release);
            lightFence();
        } else {
            record->size.exchange(size | flags, std::memory_order_seq_cst);
        }
        receiver.notify(before);
    }

    //! How many records were ever published. Any thread.
    quint64 sent() const noexcept { return m_sent.load(std::memory_order_relaxed); }
    //! Producer: what was published last is no message.
    void discount() noexcept { note(m_discounted); }
    //! How many messages were ever published. Any thread.
    quint64 messages() const noexcept
    {
        return sent() - m_discounted.load(std::memory_order_relaxed);
    }

private:
    friend class Worker;
    ~Ring();
    void grow(quint32 size);
    //! Consumer: whether nothing is published that was not consumed. One order with the producer.
    bool isEmpty() const noexcept
    {
        Segment *segment = m_readSegment.load(std::memory_order_relaxed);
        auto offset = quint32(m_readPosition.load(std::memory_order_relaxed));
        for (;;) {
            const quint32 size = segment->at(offset)->size.load(std::memory_order_seq_cst);
            if (!(size & Jump))
                return size == 0;
            // The producer may have reserved room in the next segment and published nothing.
            segment = segment->next.load(std::memory_order_acquire);
            offset = 0;
        }
    }

    // The producer's line.
    alignas(64) Segment *m_writeSegment;
    quint32 m_writePosition = 0;
    quint32 m_serial;
    Ends m_ends;
    std::atomic<quint64> m_sent = 0;
    std::atomic<quint64> m_discounted = 0;
    // The consumer's line.
    alignas(64) std::atomic<Segment *> m_readSegment;
    std::atomic<quint64> m_readPosition = 0; //!< Number of the segment and offset in it.
    std::atomic<Segment *> m_scanSegment;
    std::atomic<quint64> m_scanPosition = 0; //!< As m_readPosition; what is behind it was counted.
    quint64 m_consumed = 0;
    quint64 m_ahead = 0; //!< So many that were scanned are not yet consumed.
    // Where both meet.
    alignas(64) std::atomic<Segment *> m_spare = nullptr;
    std::atomic<quint32> m_owners = 2; //!< Whoever leaves last frees the ring.
};

//! In whose name a thread sends.
struct SenderIdentity
{
    Worker *worker = nullptr; //!< The worker that runs on this thread.
    Target *current = nullptr; //!< The actor whose code runs.
    CellId id; //!< Its id, or that of nobody.
    Ambience *ambience = nullptr; //!< What a message sent now inherits; null for nothing.
};

/*!
 * \brief What this thread needs at hand to send: its rings, and in whose name it sends.
 */
struct Sender : SenderIdentity
{
    Ring **rings = nullptr; //!< By the id of the inlet; null where there is none.
    quint32 ringCount = 0;
    quint32 homeSerial = 0; //!< Of the inlet of a worker that runs here; 0 without a ring to it.
    Ring *homeRing = nullptr; //!< The ring to that one, found without a look into the table.
    quint32 stamp = 0; //!< Microseconds, from a look at the clock at most 64 sends ago.
    quint32 sendsUntilLook = 1;
    quint64 lookedAtCycle = 0; //!< When a thread without a worker did so last.
    std::atomic<Inlet *> announced = nullptr; //!< See Announcement.
    bool isKnown = false; //!< To those who look for announcements.
    Target *constructing = nullptr; //!< Whose object is about to be constructed here.

    const SenderIdentity &identity() const noexcept { return *this; }
};

#if defined(__ELF__)
extern ACTORS_CORE_EXPORT constinit thread_local Sender threadSender
    __attribute__((tls_model("initial-exec")));
inline Sender &sender() noexcept
{
    return threadSender;
}
#else
ACTORS_CORE_EXPORT Sender &sender() noexcept;
#endif

//! Sends a message by whichever way its sender has to the receiver's thread. Takes it over.
ACTORS_CORE_EXPORT void send(Envelope *envelope);

//! Looks at the clock for the stamps of the next messages.
ACTORS_CORE_EXPORT void refreshStamp(Sender &sender) noexcept;
//! The clock was looked at.
void setStamp(Sender &sender, std::chrono::nanoseconds now) noexcept;

/*!
 * \brief What is to happen when the worker of this thread looks at the clock next, unless it is
 * taken back before: where a time is needed that most never come to use.
 *
 * Belongs to the worker's thread.
 */
class ACTORS_CORE_EXPORT Unsettled
{
public:
    //! The clock was looked at. Must not call anybody else's code.
    virtual void settle(std::chrono::nanoseconds now) = 0;
    bool isUnsettled() const noexcept { return m_place; }
    void takeBack() noexcept
    {
        Q_ASSERT(isUnsettled());
        *m_place = m_next;
        if (m_next)
            m_next->m_place = m_place;
        m_next = nullptr;
        m_place = nullptr;
    }

protected:
    Unsettled() = default;
    virtual ~Unsettled() = default;
    Q_DISABLE_COPY_MOVE(Unsettled)

private:
    friend class Worker;
    Unsettled *m_next = nullptr;
    Unsettled **m_place = nullptr; //!< What points here; null if nothing does.
};

/*!
 * \brief Keeps the worker of a thread from being freed while a message is sent to it whose receiver
 * the sender holds no reference to: an answer.
 *
 * Costs two stores. To be made before the message is published.
 */
class ACTORS_CORE_EXPORT Announcement
{
public:
    explicit Announcement(Inlet &inlet) noexcept
        : m_sender(sender())
        , m_outer(m_sender.announced.load(std::memory_order_relaxed))
    {
        if (!m_sender.isKnown) [[unlikely]]
            makeKnown();
        m_sender.announced.store(&inlet, std::memory_order_relaxed);
    }
    ~Announcement() { m_sender.announced.store(m_outer, std::memory_order_release); }
    Q_DISABLE_COPY_MOVE(Announcement)

    //! Any thread: whether some thread is about to send there. Asked once nothing that was
    //! published to it is left.
    static bool exists(const Inlet &inlet);

private:
    static void makeKnown();

    Sender &m_sender;
    Inlet *m_outer;
};

/*!
 * \brief A message about to be sent: construct its arguments in arguments(), then commit().
 *
 * Nothing is sent if it goes away before. Where the receiver takes messages from the rings and the
 * message is plain, the arguments are built in the ring; else in an envelope.
 */
class Outgoing
{
public:
    enum class Carrier {
        Any, //!< A ring where possible.
        Envelope, //!< An envelope, whose fields the caller fills in.
    };

    Outgoing(Target &target, const MessageTable *table, Carrier carrier = Carrier::Any)
        : m_target(target)
    {
        Sender &self = sender();
        if (carrier == Carrier::Any && hasWayTo(self, target, *table, m_ring)) [[likely]] {
            m_size = quint32(sizeof(Record)) + table->size;
            m_record = begin(self, *m_ring, target, *table, m_size);
        } else {
            beginSlowly(table);
        }
    }

    ~Outgoing()
    {
        if (m_envelope) [[unlikely]]
            discard();
    }

    Q_DISABLE_COPY_MOVE(Outgoing)

    /*!
     * Sends a message whose arguments \a construct makes in the memory it is given. It must neither
     * throw nor send.
     *
     * The same as an Outgoing, without one on the way that most messages take.
     */
    template<class Construct>
    static Fate send(Target &target, const MessageTable &table, Construct construct)
    {
        Sender &self = sender();
        Ring *ring = nullptr;
        if (hasWayTo(self, target, table, ring)) [[likely]] {
            Inlet &inlet = target.inlet();
            const quint32 size = quint32(sizeof(Record)) + table.size;
            Record *record = begin(self, *ring, target, table, size);
            construct(record->arguments());
            ring->publish(record, size, inlet);
            return Fate::Accepted;
        }
        Outgoing out(target, &table, Carrier::Envelope);
        construct(out.arguments());
        return out.commit();
    }

    //! Sends a construction, which needs \a blueprint, by a ring; false if this thread has none to
    //! there.
    static bool sendByRing(Target &target, const MessageTable &table, const void *blueprint)
    {
        Sender &self = sender();
        Ring *ring = nullptr;
        if (!hasWayTo(self, target, table, ring))
            return false;
        Inlet &inlet = target.inlet();
        constexpr quint32 size = sizeof(Record) + sizeof(blueprint);
        Record *record = fill(self, *ring, target, table, size);
        std::memcpy(record->arguments(), &blueprint, sizeof(blueprint));
        ring->publish(record, size, inlet);
        ring->discount();
        return true;
    }

    void *arguments() noexcept
    {
        return m_envelope ? m_envelope->arguments() : m_record->arguments();
    }

    //! The envelope, made now if the message was on its way into a ring. For what a record has no
    //! room for.
    Envelope *envelope() noexcept { return m_envelope; }

    //! Sends it.
    Fate commit()
    {
        if (m_ring) [[likely]] {
            // Once published, the message may be handled and its target be gone.
            Inlet &inlet = m_target.inlet();
            m_ring->publish(m_record, m_size, inlet);
            return Fate::Accepted;
        }
        return commitSlowly();
    }

private:
    //! Whether the message may go as it is, without an envelope; then \a ring is the one to go
    //! through.
    Q_ALWAYS_INLINE static bool hasWayTo(Sender &self, Target &target, const MessageTable &table,
                                         Ring *&ring) noexcept
    {
        const Inlet &inlet = target.inlet();
        if (target.gate() != Gate::Open || self.ambience
            || sizeof(Record) + table.size > Ring::InlineLimit || table.alignment > alignof(Record))
            [[unlikely]]
            return false;
        if (inlet.serial() == self.homeSerial) [[likely]] {
            ring = self.homeRing;
            return true;
        }
        if (inlet.id() >= self.ringCount) [[unlikely]]
            return false;
        Ring *known = self.rings[inlet.id()];
        if (!known || known->serial() != inlet.serial()) [[unlikely]]
            return false;
        ring = known;
        return true;
    }

    Q_ALWAYS_INLINE static Record *begin(Sender &self, Ring &ring, Target &target,
                                         const MessageTable &table, quint32 size)
    {
        if constexpr (IsObservable) {
            if (--self.sendsUntilLook == 0) [[unlikely]]
                refreshStamp(self);
        }
        return fill(self, ring, target, table, size);
    }

    //! With the stamp of the last look at the clock.
    Q_ALWAYS_INLINE static Record *fill(const Sender &self, Ring &ring, Target &target,
                                        const MessageTable &table, quint32 size)
    {
        Record *record = ring.reserve(size);
        record->stamp = self.stamp;
        record->table = &table;
        record->target = &target;
        record->sender = self.id;
        return record;
    }

    ACTORS_CORE_EXPORT void beginSlowly(const MessageTable *table);
    ACTORS_CORE_EXPORT Fate commitSlowly();
    ACTORS_CORE_EXPORT void discard() noexcept;

    Target &m_target;
    Record *m_record = nullptr;
    Ring *m_ring = nullptr;
    Envelope *m_envelope = nullptr;
    quint32 m_size = 0;
};

} // namespace Actors::Internal
