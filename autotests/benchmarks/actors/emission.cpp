// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/emitter.h"
#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Counter : public Actors::Actor
{
    Q_OBJECT

public:
    void add(qint64 value) { m_sum += value; }
    qint64 sum() const { return m_sum; }

private:
    qint64 m_sum = 0;
};

//! Owns what emits.
class Source : public Actors::Actor
{
    Q_OBJECT

public:
    Source(Lent<Gate> done, Lent<qint64> sum, const Actors::Ref<Counter> &counter)
        : m_done(*done)
        , m_sum(*sum)
        , m_counter(counter)
    {
        Actors::connect(&m_emitter, &Emitter::emitted, counter, &Counter::add);
    }
    void start(qint64 emissions)
    {
        for (qint64 i = 0; i < emissions; ++i)
            Q_EMIT m_emitter.emitted(i);
        m_counter.ask(std::chrono::minutes(1), &Counter::sum).then([this](qint64 sum) {
            m_sum = sum;
            m_done.arrive();
        });
    }

private:
    Emitter m_emitter;
    Gate &m_done;
    qint64 &m_sum;
    const Actors::Ref<Counter> m_counter;
};

} // namespace

Result emission(qint64 emissions)
{
    Gate done;
    qint64 sum = 0;
    Threads threads;
    const auto counter = threads.spawn<Counter>(1);
    const auto source = threads.spawn<Source>(0, Lent(done), Lent(sum), counter);
    settle(counter);
    settle(source);

    const double start = now();
    source.tell(&Source::start, emissions);
    done.wait();
    return {double(emissions), now() - start, sum == emissions * (emissions - 1) / 2};
}

} // namespace Bench::OnActors

#include "emission.moc"
