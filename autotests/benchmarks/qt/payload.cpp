// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/payloads.h"
#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

template<class T>
class Sink : public QObject
{
public:
    Sink(Gate &done, qint64 expected)
        : m_done(done)
        , m_left(expected)
    {
    }
    void take(const T &payload)
    {
        weight += weigh(payload);
        if (--m_left == 0)
            m_done.arrive();
    }

    qint64 weight = 0;

private:
    Gate &m_done;
    qint64 m_left;
};

struct Flood
{
    template<class T>
    static Result run(qint64 messages)
    {
        Gate done;
        const qint64 expected = weightOfAll<T>(messages);
        Threads threads;
        auto *sink = threads.make<Sink<T>>(1, done, messages);
        QObject *producer = threads.make<QObject>(0);

        const double start = now();
        call(producer, [sink, messages] {
            T payload;
            for (qint64 i = 0; i < messages; ++i) {
                fill(payload, i);
                call(sink, [sink, payload] { sink->take(payload); });
            }
        });
        done.wait();
        return {double(messages), now() - start, sink->weight == expected};
    }
};

} // namespace

Workloads payloads()
{
    return payloadWorkloads<Flood>();
}

} // namespace Bench::OnQt
