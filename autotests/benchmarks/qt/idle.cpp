// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

Result idle(qint64 objects)
{
    std::atomic<qint64> touched = 0;
    Threads threads;
    std::vector<std::unique_ptr<QObject>> idlers;
    idlers.resize(std::size_t(objects));

    const qint64 before = residentBytes();
    const double start = now();
    for (qint64 i = 0; i < objects; ++i) {
        auto &idler = idlers[std::size_t(i)];
        idler = std::make_unique<QObject>();
        threads.place(int(i % 2), idler.get());
        while (i % 4096 == 0 && touched + 8192 < i)
            QThread::usleep(50);
        call(idler.get(), [&touched] { touched.fetch_add(1, std::memory_order_relaxed); });
    }
    while (touched < objects)
        QThread::usleep(200);
    const double seconds = now() - start;
    QThread::msleep(100);
    return {double(objects), seconds, touched == objects,
            double(residentBytes() - before) / double(objects)};
}

} // namespace Bench::OnQt
