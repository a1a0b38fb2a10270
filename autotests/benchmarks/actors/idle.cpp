// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <QThread>

namespace Bench::OnActors {

namespace {

class Idler : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Idler(int number = 0)
        : m_number(number)
    {
    }
    void touch(std::atomic<qint64> *touched) { touched->fetch_add(1, std::memory_order_relaxed); }

private:
    int m_number;
};

template<class Spawn>
Result measure(qint64 actors, Spawn spawn)
{
    std::atomic<qint64> touched = 0;
    Actors::ActorSystemOptions options;
    options.dispatcher = Actors::Dispatcher::pool(2);
    Actors::ActorSystem system(QStringLiteral("bench"), options);
    std::vector<Actors::Ref<Idler>> idlers;
    idlers.resize(std::size_t(actors));

    const qint64 before = residentBytes();
    const double start = now();
    for (qint64 i = 0; i < actors; ++i) {
        auto &idler = idlers[std::size_t(i)];
        idler = spawn(system, i);
        // The memory of the idle is what counts, not that of a queue.
        while (i % 4096 == 0 && touched + 8192 < i)
            QThread::usleep(50);
        idler.tell(&Idler::touch, &touched);
    }
    while (touched < actors)
        QThread::usleep(200);
    const double seconds = now() - start;
    QThread::msleep(100);
    return {double(actors), seconds, touched == actors,
            double(residentBytes() - before) / double(actors)};
}

} // namespace

Result idle(qint64 actors)
{
    return measure(
        actors, [](Actors::ActorSystem &system, qint64) { return system.spawnAnonymous<Idler>(); });
}

Result idleNamed(qint64 actors)
{
    return measure(actors, [](Actors::ActorSystem &system, qint64 i) {
        return system.spawn<Idler>(QStringLiteral("idler%1").arg(i, 7, 10, QLatin1Char('0')),
                                   int(i));
    });
}

} // namespace Bench::OnActors

#include "idle.moc"
