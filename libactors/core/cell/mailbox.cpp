// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "mailbox.h"

#include "cell/mailboxdata_p.h"

namespace Actors {

Overflow::Overflow(Policy policy)
    : m_policy(policy)
{
}

Overflow Overflow::Block(std::chrono::nanoseconds timeout)
{
    Overflow overflow(Waits);
    overflow.m_timeout = timeout;
    return overflow;
}

Overflow Overflow::Coalesce()
{
    return byKey([](const Internal::MessageTable &, const void *) { return QVariant(); });
}

Overflow Overflow::byKey(Key key)
{
    Overflow overflow(Replaces);
    overflow.m_key = std::move(key);
    return overflow;
}

Mailbox::Mailbox()
    : d(new MailboxData)
{
}

Mailbox::Mailbox(const Mailbox &other) = default;
Mailbox &Mailbox::operator=(const Mailbox &other) = default;
Mailbox::~Mailbox() = default;

Mailbox Mailbox::unbounded()
{
    return {};
}

Mailbox Mailbox::bounded(int capacity, const Overflow &overflow)
{
    Mailbox mailbox;
    mailbox.d->kind = Kind::Bounded;
    mailbox.d->capacity = capacity;
    mailbox.d->overflow = overflow;
    return mailbox;
}

Mailbox Mailbox::priority(const std::function<int(const QVariant &message)> &priority)
{
    Mailbox mailbox;
    mailbox.d->kind = Kind::Priority;
    mailbox.d->priority = priority;
    return mailbox;
}

Mailbox Mailbox::controlAware()
{
    Mailbox mailbox;
    mailbox.d->kind = Kind::ControlAware;
    return mailbox;
}

Mailbox Mailbox::qtQueued()
{
    Mailbox mailbox;
    mailbox.d->kind = Kind::QtQueued;
    return mailbox;
}

Mailbox Mailbox::named(const QString &name)
{
    Mailbox mailbox;
    mailbox.d->name = name;
    return mailbox;
}

Mailbox::Excess Mailbox::Excess::drop()
{
    return {};
}

Mailbox::Excess Mailbox::Excess::abort()
{
    Excess excess;
    excess.m_action = Action::Abort;
    return excess;
}

Mailbox::Excess Mailbox::Excess::handOver(Taker taker)
{
    Excess excess;
    excess.m_action = Action::HandOver;
    excess.m_taker = std::move(taker);
    return excess;
}

Mailbox Mailbox::limited(const void *type, int count, const Excess &excess) const
{
    Mailbox mailbox(*this);
    mailbox.d->limits.push_back({type, count, excess});
    return mailbox;
}

Mailbox Mailbox::expireAfter(std::chrono::nanoseconds time) const
{
    Mailbox mailbox(*this);
    mailbox.d->lifetime = time;
    return mailbox;
}

Mailbox Mailbox::waterMarks(int high, int low) const
{
    Mailbox mailbox(*this);
    mailbox.d->highWater = high;
    mailbox.d->lowWater = low;
    return mailbox;
}

Mailbox::Kind Mailbox::kind() const
{
    return d->kind;
}

int Mailbox::capacity() const
{
    return d->capacity;
}

Overflow Mailbox::overflow() const
{
    return d->overflow;
}

QString Mailbox::name() const
{
    return d->name;
}

} // namespace Actors
