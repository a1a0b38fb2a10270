// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "workloads.h"

using namespace Bench;

int main(int argc, char *argv[])
{
    return runWorkload(
        argc, argv, "libactors",
        {{"pingpong", [](qint64 size) { return OnActors::pingpong(Place::TwoThreads, size); }},
         {"pingpong-same", [](qint64 size) { return OnActors::pingpong(Place::OneThread, size); }},
         {"counting", [](qint64 size) { return OnActors::counting(Place::TwoThreads, size); }},
         {"counting-same", [](qint64 size) { return OnActors::counting(Place::OneThread, size); }},
         {"fanin-4", &OnActors::fanIn},
         {"forkjoin-throughput", &OnActors::forkJoinThroughput},
         {"forkjoin-create", &OnActors::forkJoinCreate},
         {"ask", [](qint64 size) { return OnActors::ask(Place::TwoThreads, size); }},
         {"ask-same", [](qint64 size) { return OnActors::ask(Place::OneThread, size); }},
         {"threadring-same", &OnActors::threadRing},
         {"idle", &OnActors::idle},
         {"idle-named", &OnActors::idleNamed}});
}
