// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/payloads.h"
#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

template<class T>
class Sink : public Actors::Actor
{
public:
    Sink(Lent<Gate> done, Lent<qint64> weight, qint64 expected)
        : m_done(*done)
        , m_weight(*weight)
        , m_left(expected)
    {
    }
    void take(const T &payload)
    {
        m_weight += weigh(payload);
        if (--m_left == 0)
            m_done.arrive();
    }

private:
    Gate &m_done;
    qint64 &m_weight;
    qint64 m_left;
};

template<class T>
class Producer : public Actors::Actor
{
public:
    explicit Producer(const Actors::Ref<Sink<T>> &sink)
        : m_sink(sink)
    {
    }
    void start(qint64 messages)
    {
        T payload;
        for (qint64 i = 0; i < messages; ++i)
            m_sink.tell(&Sink<T>::take, fill(payload, i));
    }

private:
    const Actors::Ref<Sink<T>> m_sink;
};

struct Flood
{
    template<class T>
    static Result run(qint64 messages)
    {
        Gate done;
        qint64 weight = 0;
        const qint64 expected = weightOfAll<T>(messages);
        Threads threads;
        const auto sink = threads.spawn<Sink<T>>(1, Lent(done), Lent(weight), messages);
        const auto producer = threads.spawn<Producer<T>>(0, sink);
        settle(sink);
        settle(producer);

        const double start = now();
        producer.tell(&Producer<T>::start, messages);
        done.wait();
        return {double(messages), now() - start, weight == expected};
    }
};

} // namespace

Workloads payloads()
{
    return payloadWorkloads<Flood>();
}

} // namespace Bench::OnActors
