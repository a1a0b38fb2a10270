// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Hermit : public Actors::Actor
{
    Q_OBJECT

public:
    void touch(Lent<Gate> done) { done->arrive(); }
};

} // namespace

Result dedicatedCreate(qint64 actors)
{
    Gate done{int(actors)};
    Threads threads(Place::OwnThreads);
    std::vector<Actors::Ref<Hermit>> hermits;

    const qint64 before = residentBytes();
    const double start = now();
    for (qint64 i = 0; i < actors; ++i) {
        hermits.push_back(threads.spawn<Hermit>(0));
        hermits.back().tell(&Hermit::touch, Lent(done));
    }
    done.wait();
    return {double(actors),
            now() - start,
            done.left() == 0,
            {{"bytes_per_actor", double(residentBytes() - before) / double(actors)}}};
}

} // namespace Bench::OnActors

#include "dedicated.moc"
