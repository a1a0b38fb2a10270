// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "workload.h"

#include <QCoreApplication>
#include <QFile>

#include <chrono>
#include <cstdio>
#include <cstring>

#if defined(Q_OS_LINUX)
#include <sched.h>
#include <unistd.h>
#endif

namespace Bench {

int runWorkload(int argc, char *argv[], const char *program, const Workloads &workloads)
{
    const QCoreApplication application(argc, argv);
    const char *wanted = argc > 2 ? argv[1] : "";
    const qint64 size = argc > 2 ? QByteArray(argv[2]).toLongLong() : 0;
    for (const Workload &workload : workloads) {
        if (std::strcmp(workload.name, wanted) != 0 || size <= 0)
            continue;
        const Result result = workload.run(size);
        std::printf("%s %s %.0f %.6f %.0f checksum=%s", program, workload.name, result.messages,
                    result.seconds, result.messages / result.seconds,
                    result.isRight ? "right" : "wrong");
        for (const Figure &figure : result.figures)
            std::printf(" %s=%.10g", figure.name, std::round(figure.value * 10) / 10);
        std::printf("\n");
        std::fflush(stdout);
        return result.isRight ? 0 : 1;
    }
    std::fprintf(stderr, "usage: %s WORKLOAD SIZE, where WORKLOAD is one of", argv[0]);
    for (const Workload &workload : workloads)
        std::fprintf(stderr, " %s", workload.name);
    std::fprintf(stderr, "\n");
    return 2;
}

double now()
{
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

qint64 nanoseconds()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

qint64 residentBytes()
{
#if defined(Q_OS_LINUX)
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
#else
    return 0;
#endif
}

bool useOneProcessor()
{
#if defined(Q_OS_LINUX)
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof(allowed), &allowed) != 0)
        return false;
    for (int processor = 0; processor < CPU_SETSIZE; ++processor) {
        if (!CPU_ISSET(processor, &allowed))
            continue;
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(processor, &one);
        return ::sched_setaffinity(0, sizeof(one), &one) == 0;
    }
#endif
    return false;
}

} // namespace Bench
