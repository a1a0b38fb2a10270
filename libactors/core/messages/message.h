// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/executioncontext.h>

#include <QString>
#include <QVariantList>

#include <atomic>
#include <cstddef>
#include <exception>

namespace Actors::Internal {

class Incarnation;
class Target;

/*!
 * \brief Names a cell for as long as its system lives, and after the cell is gone.
 *
 * Index into the slabs of the system; the generation tells a later cell at the same place apart.
 */
struct CellId
{
    quint32 index = 0;
    quint32 generation = 0;

    bool isNull() const noexcept { return generation == 0; }
    quint64 toInteger() const noexcept { return (quint64(generation) << 32) | index; }
    static CellId fromInteger(quint64 number) noexcept
    {
        return {quint32(number), quint32(number >> 32)};
    }
    friend bool operator==(CellId, CellId) = default;
};

//! What a message is to its receiver.
enum class MessageKind : quint8 {
    Call, //!< A handler of the actor, by its member function.
    Value, //!< A value for receive() or the behaviour in force.
    Signal, //!< An emission that came through Actors::connect().
    Tick, //!< A timer of the actor.
    Answer, //!< The answer to a request of the actor.
    Notice, //!< What the runtime tells an actor: Terminated, a receive timeout.
    Construction, //!< No message: from here on the actor exists.
};

//! Properties of a message type, as flags of its table.
enum MessageTrait : quint8 {
    PlainMessage = 0,
    ControlMessage = 1, //!< Goes first in a control-aware mailbox.
    KeepsReceiveTimeout = 2, //!< Does not reset the receive timeout.
    SuspendingHandler = 4, //!< Its handler returns something that finishes later.
    ReadOnlyHandler = 16, //!< A const member function.
    TakesArguments = 8, //!< Its handler is given arguments to keep: afterwards they may be empty.
    Indispensable = 32, //!< Takes no room in a bounded mailbox, and is never its victim.
    LeavesNothing = 64, //!< Once its handler has begun, there is nothing to destroy.
};

//! The bytes of a way back; all zero, there is none.
constexpr std::size_t RouteSize = 2 * sizeof(void *);

/*!
 * \brief One constant record for each message type: all that can be done with its arguments.
 *
 * Whoever receives, forwards, stashes or shows a message works on its table and need not know its
 * type. The arguments are a block of \c size bytes.
 */
struct MessageTable
{
    //! Runs the handler on the object of the target. The arguments may be moved from, but stay to
    //! be destroyed.
    void (*invoke)(void *arguments, Target &target);
    //! Moves the arguments to raw memory and destroys the source. Null if copying the bytes does
    //! it.
    void (*move)(void *from, void *to) noexcept;
    //! Copies the arguments to raw memory. Null if they can only be moved.
    void (*copy)(const void *from, void *to);
    //! Null if there is nothing to do.
    void (*destroy)(void *arguments) noexcept;
    //! Tells whoever asked that there will be no answer. Null if nobody asked.
    void (*fail)(void *arguments, const std::exception_ptr &error);
    //! Where the answer goes, in RouteSize bytes; to be taken over by whoever answers by hand. Null
    //! if nobody asked.
    void *(*route)(void *arguments);
    //! The name of the method or of the type of the value.
    QString (*name)(const void *arguments);
    //! "name(argument, argument)".
    QString (*describe)(const void *arguments);
    QVariantList (*variants)(const void *arguments);
    //! The value of a value message, the tuple of arguments of a call; null for others.
    const void *(*value)(const void *arguments);
    //! Identifies the message type: equal for all messages that carry the same value type or call
    //! the same method.
    const void *(*type)(const void *arguments);
    quint32 size; //!< A multiple of 8.
    quint16 alignment;
    MessageKind kind;
    quint8 traits;
    //! Whether actors of that class can handle it, for whoever passes it on; null if all can.
    bool (*fits)(const Incarnation &incarnation) = nullptr;
    //! Somebody else takes it in the place of its handler. Null if that makes no difference.
    void (*taken)(void *arguments) = nullptr;

    void destroyArguments(void *arguments) const noexcept
    {
        if (destroy)
            destroy(arguments);
    }
    //! As destroyArguments(), once its handler has returned.
    void destroyHandled(void *arguments) const noexcept
    {
        if (destroy && !(traits & LeavesNothing))
            destroy(arguments);
    }
};

/*!
 * \brief The header of a message on its way; its arguments follow.
 *
 * Lies in a ring or in an Envelope. \c size is written last and publishes the rest.
 */
struct alignas(8) Record
{
    std::atomic<quint32> size;
    quint32 stamp; //!< When its sender last looked at a clock, in microseconds.
    const MessageTable *table;
    Target *target;
    CellId sender;

    void *arguments() noexcept { return this + 1; }
};
static_assert(sizeof(Record) == 32);

//! One link of a chain of calls: a handler that waits for something, below which messages are sent.
struct ChainLink;

ACTORS_CORE_EXPORT void retain(ChainLink *link) noexcept;
ACTORS_CORE_EXPORT void release(ChainLink *link) noexcept;

//! What travels with a message beside its arguments, where there is any of it.
struct Ambience
{
    ExecutionContext context;
    ChainLink *chain = nullptr;
};

/*!
 * \brief A message in memory of its own, with all that a record has no room for.
 *
 * Owned by whoever holds it. Its arguments are alive until they are moved out, invoked or
 * destroyed.
 */
struct alignas(16) Envelope
{
    Envelope *next = nullptr;
    Ambience ambience;
    qint64 deadline = 0; //!< In nanoseconds of the system's clock; 0 for never.
    quint64 key = 0; //!< For consistent hashing and coalescing.
    qint32 priority = 0;
    quint32 flags = 0;
    alignas(16) Record record{};

    enum Flag : quint32 {
        ArgumentsGone = 1, //!< Nothing to destroy any more.
        Redelivered = 2, //!< Handled before, and put back after the failure.
        Unwanted = 16, //!< Cancelled while its handler has not finished.
        OpensRing = 8, //!< No message: from here on the sender uses its ring.
    };

    void *arguments() noexcept
    {
        const std::size_t alignment = record.table->alignment;
        auto *end = reinterpret_cast<std::byte *>(this) + sizeof(Envelope);
        return alignment <= 16 ? end : alignUp(end, alignment);
    }

    //! Raw memory for a message with these arguments, header filled in.
    ACTORS_CORE_EXPORT static Envelope *create(const MessageTable *table, Target *target);
    //! Takes the arguments of \a record out of it.
    ACTORS_CORE_EXPORT static Envelope *takeFrom(Record &record);
    //! Frees the memory and, unless they are gone, destroys the arguments.
    ACTORS_CORE_EXPORT static void destroy(Envelope *envelope) noexcept;
    //! A second one with the same content, or null if the arguments cannot be copied.
    ACTORS_CORE_EXPORT Envelope *clone();

private:
    static std::byte *alignUp(std::byte *place, std::size_t alignment) noexcept
    {
        const auto address = reinterpret_cast<quintptr>(place);
        return place + ((alignment - address % alignment) % alignment);
    }
};
static_assert(sizeof(Envelope) % 16 == 0);

} // namespace Actors::Internal
