// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

class Worker : public QObject
{
public:
    explicit Worker(Gate &stopped)
        : m_stopped(stopped)
    {
    }
    ~Worker() override { m_stopped.arrive(); }

private:
    Gate &m_stopped;
};

} // namespace

Result stop(qint64 objects)
{
    Gate stopped{int(objects)};
    Threads threads;
    std::vector<Worker *> workers;
    for (qint64 i = 0; i < objects; ++i) {
        workers.push_back(new Worker(stopped));
        threads.place(int(i % 2), workers.back());
    }

    const double start = now();
    for (Worker *worker : workers)
        worker->deleteLater();
    stopped.wait();
    return {double(objects), now() - start, stopped.left() == 0};
}

} // namespace Bench::OnQt
