// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/load.h"
#include "common/metronome.h"
#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

Result timer(Mood mood, qint64 ticks)
{
    Gate done;
    Threads threads;
    Metronome *metronome = threads.make<Metronome>(0, done);
    Saturation saturation(threads, mood == Mood::Saturated ? 1 : 0);

    const double start = now();
    call(metronome, [metronome, ticks] { metronome->start(ticks); });
    done.wait();
    Result result{double(ticks), now() - start, metronome->ticks() == ticks, metronome->figures()};
    if (mood == Mood::Saturated)
        result.figures.push_back({"load_per_s", saturation.end()});
    return result;
}

} // namespace Bench::OnQt
