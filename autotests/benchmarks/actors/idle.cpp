// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <algorithm>
#include <deque>

namespace Bench::OnActors {

namespace {

//! So many are made before the first of them must have handled their message: the memory of the
//! idle is what counts, not that of a queue.
constexpr qint64 GroupSize = 4096;

class Idler : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Idler(int number = 0)
        : m_number(number)
    {
    }
    void touch(Lent<Gate> group) { group->arrive(); }
    int number() const { return m_number; }

private:
    int m_number;
};

template<class Spawn>
Result measure(qint64 actors, Spawn spawn)
{
    std::deque<Gate> groups;
    Actors::ActorSystem system(QStringLiteral("bench"), withTwoThreads());
    std::vector<Actors::Ref<Idler>> idlers;
    idlers.resize(std::size_t(actors));

    const qint64 before = residentBytes();
    const double start = now();
    for (qint64 i = 0; i < actors; ++i) {
        if (i % GroupSize == 0) {
            if (groups.size() > 1)
                groups[groups.size() - 2].wait();
            groups.emplace_back(int(std::min(GroupSize, actors - i)));
        }
        auto &idler = idlers[std::size_t(i)];
        idler = spawn(system, i);
        idler.tell(&Idler::touch, Lent(groups.back()));
    }
    for (Gate &group : groups)
        group.wait();
    const double seconds = now() - start;
    const bool noneTwice =
        std::all_of(groups.begin(), groups.end(), [](Gate &group) { return group.left() == 0; });
    return {double(actors),
            seconds,
            noneTwice,
            {{"bytes_per_actor", double(residentBytes() - before) / double(actors)}}};
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
