// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "circumstances.h"

#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <cstdlib>

namespace Bench {

namespace {

QString processorName()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly))
        return QSysInfo::currentCpuArchitecture();
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
    }
    return QSysInfo::currentCpuArchitecture();
}

} // namespace

Circumstances circumstances(const Options &options, const std::vector<Contestant> &contestants)
{
    Circumstances all{
        {QStringLiteral("machine"), processorName()},
        {QStringLiteral("system"), QSysInfo::prettyProductName()},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
        {QStringLiteral("compiler"), QStringLiteral(ACTORS_BENCH_COMPILER)},
        {QStringLiteral("flags"), QStringLiteral(ACTORS_BENCH_FLAGS).simplified()},
        {QStringLiteral("affinity"),
         QStringLiteral("%1 processors, none pinned").arg(QThread::idealThreadCount())},
        {QStringLiteral("spin"), QStringLiteral("as each decides itself: up to 50 microseconds")},
        {QStringLiteral("rounds"), QString::number(options.rounds)},
        {QStringLiteral("size"),
         options.messages ? QStringLiteral("about %1 messages").arg(*options.messages)
                          : QStringLiteral("× %1").arg(options.scale)},
        {QStringLiteral("load before"), QString::number(load(), 'f', 2)},
        {QStringLiteral("checksums"),
         QStringLiteral("right in every run of libactors and plain Qt; others check themselves")},
    };
    for (const Contestant &contestant : contestants) {
#if defined(ACTORS_BENCH_CAF)
        if (contestant.name == Name::Caf)
            all.emplace_back(contestant.name, QStringLiteral(ACTORS_BENCH_CAF));
#endif
        if (contestant.name == Name::Against)
            all.emplace_back(contestant.name, contestant.program);
    }
    return all;
}

double load()
{
    double load = 0;
    return ::getloadavg(&load, 1) == 1 ? load : 0;
}

} // namespace Bench
