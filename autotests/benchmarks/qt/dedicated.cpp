// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <deque>

namespace Bench::OnQt {

Result dedicatedCreate(qint64 objects)
{
    Gate done{int(objects)};
    std::deque<QThread> threads;
    std::deque<QObject> hermits;

    const qint64 before = residentBytes();
    const double start = now();
    for (qint64 i = 0; i < objects; ++i) {
        threads.emplace_back().start();
        hermits.emplace_back().moveToThread(&threads.back());
        call(&hermits.back(), [&done] { done.arrive(); });
    }
    done.wait();
    const double seconds = now() - start;
    const qint64 bytes = residentBytes() - before;
    for (QThread &thread : threads)
        thread.quit();
    for (QThread &thread : threads)
        thread.wait();
    return {double(objects),
            seconds,
            done.left() == 0,
            {{"bytes_per_actor", double(bytes) / double(objects)}}};
}

} // namespace Bench::OnQt
