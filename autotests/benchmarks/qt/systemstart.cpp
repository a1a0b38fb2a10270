// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

Result systemStart(qint64 threads)
{
    double seconds = 0;
    qint64 right = 0;
    for (qint64 i = 0; i < threads; ++i) {
        Gate answered;
        qint64 answer = 0;
        const double start = now();
        QThread thread;
        thread.start();
        QObject server;
        server.moveToThread(&thread);
        call(&server, [&] {
            answer = i + 1;
            answered.arrive();
        });
        answered.wait();
        seconds += now() - start;
        right += answer == i + 1 ? 1 : 0;
        thread.quit();
        thread.wait();
    }
    return {double(threads), seconds, right == threads};
}

} // namespace Bench::OnQt
