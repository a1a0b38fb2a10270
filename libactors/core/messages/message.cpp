// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "message.h"

#include "memorypool.h"

#include <cstring>
#include <new>

namespace Actors::Internal {

namespace {

std::size_t bytesFor(const MessageTable *table) noexcept
{
    const std::size_t slack = table->alignment > 16 ? table->alignment : 0;
    return sizeof(Envelope) + table->size + slack;
}

void moveArguments(const MessageTable *table, void *from, void *to) noexcept
{
    if (table->move)
        table->move(from, to);
    else
        std::memcpy(to, from, table->size);
}

} // namespace

Envelope *Envelope::create(const MessageTable *table, Target *target)
{
    auto *envelope = new (allocate(bytesFor(table))) Envelope;
    envelope->record.table = table;
    envelope->record.target = target;
    envelope->flags = ArgumentsGone;
    return envelope;
}

Envelope *Envelope::takeFrom(Record &record)
{
    Envelope *envelope = create(record.table, record.target);
    envelope->record.stamp = record.stamp;
    envelope->record.sender = record.sender;
    moveArguments(record.table, record.arguments(), envelope->arguments());
    envelope->flags = 0;
    return envelope;
}

void Envelope::destroy(Envelope *envelope) noexcept
{
    const MessageTable *table = envelope->record.table;
    if (!(envelope->flags & ArgumentsGone))
        table->destroyArguments(envelope->arguments());
    if (envelope->ambience.chain)
        release(envelope->ambience.chain);
    const std::size_t bytes = bytesFor(table);
    envelope->~Envelope();
    deallocate(envelope, bytes);
}

Envelope *Envelope::clone()
{
    if (!record.table->copy)
        return nullptr;
    Envelope *other = create(record.table, record.target);
    other->record.stamp = record.stamp;
    other->record.sender = record.sender;
    other->ambience = ambience;
    if (other->ambience.chain)
        retain(other->ambience.chain);
    other->deadline = deadline;
    other->key = key;
    other->priority = priority;
    record.table->copy(arguments(), other->arguments());
    other->flags = flags & ~quint32(ArgumentsGone);
    return other;
}

} // namespace Actors::Internal
