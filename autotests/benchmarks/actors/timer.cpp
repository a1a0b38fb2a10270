// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/load.h"
#include "common/metronome.h"
#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Keeper : public Actors::Actor
{
    Q_OBJECT

public:
    Keeper(Lent<Gate> done, Lent<Metronome *> metronome)
        : m_metronome(*done)
    {
        *metronome = &m_metronome;
    }
    void start(qint64 ticks) { m_metronome.start(ticks); }

private:
    Metronome m_metronome;
};

} // namespace

Result timer(Mood mood, qint64 ticks)
{
    Gate done;
    Metronome *metronome = nullptr;
    Threads threads;
    const auto keeper = threads.spawn<Keeper>(0, Lent(done), Lent(metronome));
    settle(keeper);
    Saturation saturation(threads, mood == Mood::Saturated ? 1 : 0);

    const double start = now();
    keeper.tell(&Keeper::start, ticks);
    done.wait();
    Result result{double(ticks), now() - start, metronome->ticks() == ticks, metronome->figures()};
    if (mood == Mood::Saturated)
        result.figures.push_back({"load_per_s", saturation.end()});
    return result;
}

} // namespace Bench::OnActors

#include "timer.moc"
