// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "workloads.h"

using namespace Bench;
using namespace Bench::OnQt;

int main(int argc, char *argv[])
{
    Workloads all{
        {"pingpong", [](qint64 size) { return pingpong(Place::TwoThreads, size); }},
        {"pingpong-same", [](qint64 size) { return pingpong(Place::OneThread, size); }},
        {"pingpong-onecore",
         [](qint64 size) {
             return useOneProcessor() ? pingpong(Place::TwoThreads, size) : Result();
         }},
        {"counting", [](qint64 size) { return counting(Place::TwoThreads, size); }},
        {"counting-same", [](qint64 size) { return counting(Place::OneThread, size); }},
        {"fanin-4", [](qint64 size) { return fanIn(4, size); }},
        {"fanin-64", [](qint64 size) { return fanIn(64, size); }},
        {"forkjoin-throughput", &forkJoinThroughput},
        {"forkjoin-create", &forkJoinCreate},
        {"ask", [](qint64 size) { return ask(Place::TwoThreads, size); }},
        {"ask-same", [](qint64 size) { return ask(Place::OneThread, size); }},
        {"threadring-same", [](qint64 size) { return threadRing(Spread::OneThread, size); }},
        {"threadring-rr", [](qint64 size) { return threadRing(Spread::RoundRobin, size); }},
        {"threadring-half", [](qint64 size) { return threadRing(Spread::Halves, size); }},
        {"big", &big},
        {"idle", &idle},
        {"idle-1m", &idle},
        {"qt-calls", [](qint64 size) { return qtCalls(QtCall::Invoke, size); }},
        {"qt-signals", [](qint64 size) { return qtCalls(QtCall::Signal, size); }},
        {"signal", &emission},
        {"bounded-block", &boundedBlock},
        {"stop", &stop},
        {"system-start", &systemStart},
        {"ask-latency-asleep", [](qint64 size) { return askLatency(Mood::Asleep, size); }},
        {"ask-latency", [](qint64 size) { return askLatency(Mood::Awake, size); }},
        {"ask-latency-saturated", [](qint64 size) { return askLatency(Mood::Saturated, size); }},
        {"timer", [](qint64 size) { return timer(Mood::Asleep, size); }},
        {"timer-saturated", [](qint64 size) { return timer(Mood::Saturated, size); }},
        {"socket", [](qint64 size) { return socket(Mood::Asleep, size); }},
        {"socket-saturated", [](qint64 size) { return socket(Mood::Saturated, size); }},
        {"gui-flood", &guiFlood},
        {"dedicated-create", &dedicatedCreate},
    };
    const Workloads several = payloads();
    all.insert(all.end(), several.begin(), several.end());
    return runWorkload(argc, argv, "qt", all);
}
