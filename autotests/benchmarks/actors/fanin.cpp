// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Sink : public Actors::Actor
{
    Q_OBJECT

public:
    Sink(Lent<Gate> done, Lent<qint64> sum, qint64 expected)
        : m_done(*done)
        , m_sum(*sum)
        , m_left(expected)
    {
    }
    void take(qint64 value)
    {
        m_sum += value;
        if (--m_left == 0)
            m_done.arrive();
    }

private:
    Gate &m_done;
    qint64 &m_sum;
    qint64 m_left;
};

class Producer : public Actors::Actor
{
    Q_OBJECT

public:
    Producer(const Actors::Ref<Sink> &sink, qint64 value)
        : m_sink(sink)
        , m_value(value)
    {
    }
    void start(qint64 messages)
    {
        for (qint64 i = 0; i < messages; ++i)
            m_sink.tell(&Sink::take, m_value);
    }

private:
    const Actors::Ref<Sink> m_sink;
    const qint64 m_value;
};

} // namespace

Result fanIn(int senders, qint64 messagesEach)
{
    Gate done;
    qint64 sum = 0;
    qint64 expected = 0;
    Threads threads;
    const auto sink = threads.spawn<Sink>(0, Lent(done), Lent(sum), senders * messagesEach);
    std::vector<Actors::Ref<Producer>> producers;
    for (int i = 0; i < senders; ++i) {
        producers.push_back(threads.spawn<Producer>((i + 1) % 2, sink, qint64(i + 1)));
        expected += (i + 1) * messagesEach;
    }
    settle(sink);
    for (const auto &producer : producers)
        settle(producer);

    const double start = now();
    for (const auto &producer : producers)
        producer.tell(&Producer::start, messagesEach);
    done.wait();
    return {double(senders * messagesEach), now() - start, sum == expected};
}

} // namespace Bench::OnActors

#include "fanin.moc"
