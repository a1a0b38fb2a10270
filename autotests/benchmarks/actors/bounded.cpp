// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <thread>

namespace Bench::OnActors {

namespace {

constexpr int Capacity = 1000;

class Sink : public Actors::Actor
{
    Q_OBJECT

public:
    Sink(Lent<Gate> done, Lent<qint64> handled)
        : m_done(*done)
        , m_total(*handled)
    {
    }
    void take(qint64) { ++m_handled; }
    void end()
    {
        m_total = m_handled;
        m_done.arrive();
    }

private:
    Gate &m_done;
    qint64 &m_total;
    qint64 m_handled = 0;
};

//! Sends so many messages, and another that ends it; says how often that one was refused.
qint64 flood(const Actors::Ref<Sink> &sink, qint64 messages)
{
    for (qint64 i = 0; i < messages; ++i)
        sink.tell(&Sink::take, i);
    qint64 refusals = 0;
    while (sink.tryTell(&Sink::end) != Actors::SendResult::Accepted) {
        ++refusals;
        std::this_thread::yield();
    }
    return refusals;
}

class Producer : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Producer(const Actors::Ref<Sink> &sink)
        : m_sink(sink)
    {
    }
    qint64 start(qint64 messages) { return flood(m_sink, messages); }

private:
    const Actors::Ref<Sink> m_sink;
};

Result flooded(const Actors::Overflow &overflow, qint64 messages)
{
    beQuiet();
    Gate done;
    qint64 handled = 0;
    Threads threads;
    const auto mailbox = Actors::Mailbox::bounded(Capacity, overflow);
    const auto sink =
        threads.spawn(1, Actors::Props<Sink>(Lent(done), Lent(handled)).withMailbox(mailbox));
    const auto producer = threads.spawn<Producer>(0, sink);
    settle(sink);
    settle(producer);

    const bool blocks = overflow.policy() == Actors::Overflow::Waits;
    const double start = now();
    // Only a thread without an event loop waits.
    const qint64 refusals = blocks
        ? flood(sink, messages)
        : producer.ask(std::chrono::minutes(1), &Producer::start, messages).result();
    done.wait();
    const double seconds = now() - start;
    const qint64 lost = qint64(threads.system.deadLetters()->count()) - refusals;
    return {double(messages),
            seconds,
            handled + lost == messages && !(blocks && lost > 0),
            {{"lost_percent", 100 * double(lost) / double(messages)}}};
}

} // namespace

Workloads bounded()
{
    using Actors::Overflow;
    return {
        {"bounded-dropoldest", [](qint64 size) { return flooded(Overflow::DropOldest, size); }},
        {"bounded-dropnewest", [](qint64 size) { return flooded(Overflow::DropNewest, size); }},
        {"bounded-reject", [](qint64 size) { return flooded(Overflow::Reject, size); }},
        {"bounded-fail", [](qint64 size) { return flooded(Overflow::Fail, size); }},
        {"bounded-coalesce", [](qint64 size) { return flooded(Overflow::Coalesce(), size); }},
        {"bounded-block",
         [](qint64 size) { return flooded(Overflow::Block(std::chrono::minutes(1)), size); }},
    };
}

} // namespace Bench::OnActors

#include "bounded.moc"
