// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "workloads.h"

using namespace Bench;

int main(int argc, char *argv[])
{
    return runWorkload(
        argc, argv, "qt",
        {{"pingpong", [](qint64 size) { return OnQt::pingpong(Place::TwoThreads, size); }},
         {"pingpong-same", [](qint64 size) { return OnQt::pingpong(Place::OneThread, size); }},
         {"counting", [](qint64 size) { return OnQt::counting(Place::TwoThreads, size); }},
         {"counting-same", [](qint64 size) { return OnQt::counting(Place::OneThread, size); }},
         {"fanin-4", &OnQt::fanIn},
         {"forkjoin-throughput", &OnQt::forkJoinThroughput},
         {"forkjoin-create", &OnQt::forkJoinCreate},
         {"ask", [](qint64 size) { return OnQt::ask(Place::TwoThreads, size); }},
         {"ask-same", [](qint64 size) { return OnQt::ask(Place::OneThread, size); }},
         {"threadring-same", &OnQt::threadRing},
         {"idle", &OnQt::idle}});
}
