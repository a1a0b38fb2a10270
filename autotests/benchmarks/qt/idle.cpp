// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <algorithm>
#include <deque>

namespace Bench::OnQt {

Result idle(qint64 objects)
{
    constexpr qint64 GroupSize = 4096;
    std::deque<Gate> groups;
    Threads threads;
    std::vector<std::unique_ptr<QObject>> idlers;
    idlers.resize(std::size_t(objects));

    const qint64 before = residentBytes();
    const double start = now();
    for (qint64 i = 0; i < objects; ++i) {
        if (i % GroupSize == 0) {
            if (groups.size() > 1)
                groups[groups.size() - 2].wait();
            groups.emplace_back(int(std::min(GroupSize, objects - i)));
        }
        auto &idler = idlers[std::size_t(i)];
        idler = std::make_unique<QObject>();
        threads.place(int(i % 2), idler.get());
        call(idler.get(), [&group = groups.back()] { group.arrive(); });
    }
    for (Gate &group : groups)
        group.wait();
    const double seconds = now() - start;
    const bool noneTwice =
        std::all_of(groups.begin(), groups.end(), [](Gate &group) { return group.left() == 0; });
    return {double(objects),
            seconds,
            noneTwice,
            {{"bytes_per_actor", double(residentBytes() - before) / double(objects)}}};
}

} // namespace Bench::OnQt
