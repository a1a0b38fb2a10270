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
    Worker(Lent<Gate> done, Lent<Sum> sum)
        : m_done(*done)
        , m_sum(*sum)
    {
    }
    ~Worker() override { m_done.arrive(); }
    void compute(qint64 value)
    {
        m_sum.add(sineWork(37.2) > 0 ? value : 0);
        stop();
    }

private:
    Gate &m_done;
    Sum &m_sum;
};

} // namespace

Result forkJoinCreate(qint64 actors)
{
    Gate done{int(actors)};
    Sum sum;
    Actors::ActorSystemOptions options;
    options.dispatcher = Actors::Dispatcher::pool(2);
    Actors::ActorSystem system(QStringLiteral("bench"), options);

    const double start = now();
    for (qint64 i = 0; i < actors; ++i)
        system.spawnAnonymous<Worker>(Lent(done), Lent(sum)).tell(&Worker::compute, i);
    done.wait();
    return {double(actors), now() - start, sum.value() == actors * (actors - 1) / 2};
}

} // namespace Bench::OnActors

#include "forkjoincreate.moc"
