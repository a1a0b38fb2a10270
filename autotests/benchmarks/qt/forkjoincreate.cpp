// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

class Worker : public QObject
{
public:
    Worker(Gate &done, Sum &sum)
        : m_done(done)
        , m_sum(sum)
    {
    }
    ~Worker() override { m_done.arrive(); }
    void compute(qint64 value)
    {
        m_sum.add(sineWork(37.2) > 0 ? value : 0);
        deleteLater();
    }

private:
    Gate &m_done;
    Sum &m_sum;
};

} // namespace

Result forkJoinCreate(qint64 objects)
{
    Gate done{int(objects)};
    Sum sum;
    Threads threads;

    const double start = now();
    for (qint64 i = 0; i < objects; ++i) {
        auto *worker = new Worker(done, sum);
        threads.place(int(i % 2), worker);
        call(worker, [worker, i] { worker->compute(i); });
    }
    done.wait();
    return {double(objects), now() - start, sum.value() == objects * (objects - 1) / 2};
}

} // namespace Bench::OnQt
