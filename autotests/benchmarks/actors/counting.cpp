// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Counter : public Actors::Actor
{
    Q_OBJECT

public:
    void increment(qint64 by) { m_value += by; }
    qint64 value() const { return m_value; }

private:
    qint64 m_value = 0;
};

class Producer : public Actors::Actor
{
    Q_OBJECT

public:
    Producer(Lent<Gate> done, Lent<qint64> counted, const Actors::Ref<Counter> &counter)
        : m_done(*done)
        , m_counted(*counted)
        , m_counter(counter)
    {
    }
    void start(qint64 messages)
    {
        for (qint64 i = 0; i < messages; ++i)
            m_counter.tell(&Counter::increment, qint64(1));
        m_counter.ask(std::chrono::minutes(1), &Counter::value).then([this](qint64 value) {
            m_counted = value;
            m_done.arrive();
        });
    }

private:
    Gate &m_done;
    qint64 &m_counted;
    const Actors::Ref<Counter> m_counter;
};

} // namespace

Result counting(Place place, qint64 messages)
{
    Gate done;
    qint64 counted = 0;
    Threads threads(place);
    const auto counter = threads.spawn<Counter>(Threads::other(place));
    const auto producer = threads.spawn<Producer>(0, Lent(done), Lent(counted), counter);
    settle(counter);
    settle(producer);

    const double start = now();
    producer.tell(&Producer::start, messages);
    done.wait();
    return {double(messages), now() - start, counted == messages};
}

} // namespace Bench::OnActors

#include "counting.moc"
