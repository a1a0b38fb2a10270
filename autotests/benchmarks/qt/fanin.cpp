// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

class Sink : public QObject
{
public:
    Sink(Gate &done, qint64 expected)
        : m_done(done)
        , m_left(expected)
    {
    }
    void take(qint64 value)
    {
        sum += value;
        if (--m_left == 0)
            m_done.arrive();
    }

    qint64 sum = 0;

private:
    Gate &m_done;
    qint64 m_left;
};

} // namespace

Result fanIn(int senders, qint64 messagesEach)
{
    Gate done;
    qint64 expected = 0;
    Threads threads;
    Sink *sink = threads.make<Sink>(0, done, senders * messagesEach);
    std::vector<QObject *> producers;
    for (int i = 0; i < senders; ++i) {
        producers.push_back(threads.make<QObject>((i + 1) % 2));
        expected += (i + 1) * messagesEach;
    }

    const double start = now();
    for (int i = 0; i < senders; ++i) {
        call(producers[std::size_t(i)], [sink, messagesEach, value = qint64(i + 1)] {
            for (qint64 sent = 0; sent < messagesEach; ++sent)
                call(sink, [sink, value] { sink->take(value); });
        });
    }
    done.wait();
    return {double(senders * messagesEach), now() - start, sink->sum == expected};
}

} // namespace Bench::OnQt
