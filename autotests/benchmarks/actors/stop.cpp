// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Worker : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Worker(Lent<Gate> stopped)
        : m_stopped(*stopped)
    {
    }
    ~Worker() override { m_stopped.arrive(); }

private:
    Gate &m_stopped;
};

} // namespace

Result stop(qint64 actors)
{
    Gate stopped{int(actors)};
    Threads threads;
    std::vector<Actors::Ref<Worker>> workers;
    for (qint64 i = 0; i < actors; ++i)
        workers.push_back(threads.spawn<Worker>(int(i % 2), Lent(stopped)));
    for (const auto &worker : workers)
        settle(worker);

    const double start = now();
    for (const auto &worker : workers)
        worker.stop();
    stopped.wait();
    return {double(actors), now() - start, stopped.left() == 0};
}

} // namespace Bench::OnActors

#include "stop.moc"
