// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/echo.h"
#include "common/load.h"
#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

Result socket(Mood mood, qint64 bytes)
{
    const SocketPair sockets;
    Latencies latencies;
    Threads threads;
    threads.make<Echo>(0, sockets.far());
    Saturation saturation(threads, mood == Mood::Saturated ? 1 : 0);

    const double start = now();
    const qint64 right = sockets.exchange(bytes, latencies);
    Result result{double(bytes), now() - start, right == bytes, latencies.figures()};
    if (mood == Mood::Saturated)
        result.figures.push_back({"load_per_s", saturation.end()});
    return result;
}

} // namespace Bench::OnQt
