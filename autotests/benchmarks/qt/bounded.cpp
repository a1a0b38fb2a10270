// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <QSemaphore>

namespace Bench::OnQt {

namespace {

constexpr int Capacity = 1000;

class Sink : public QObject
{
public:
    Sink(Gate &done, QSemaphore &room, qint64 expected)
        : m_done(done)
        , m_room(room)
        , m_left(expected)
    {
    }
    void take(qint64 value)
    {
        m_room.release();
        sum += value;
        if (--m_left == 0)
            m_done.arrive();
    }

    qint64 sum = 0;

private:
    Gate &m_done;
    QSemaphore &m_room;
    qint64 m_left;
};

} // namespace

Result boundedBlock(qint64 messages)
{
    Gate done;
    QSemaphore room(Capacity);
    Threads threads;
    Sink *sink = threads.make<Sink>(1, done, room, messages);

    const double start = now();
    for (qint64 i = 0; i < messages; ++i) {
        room.acquire();
        call(sink, [sink, i] { sink->take(i); });
    }
    done.wait();
    return {double(messages), now() - start, sink->sum == messages * (messages - 1) / 2};
}

} // namespace Bench::OnQt
