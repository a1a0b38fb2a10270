// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actors/threads.h"
#include "actors/workloads.h"

using namespace Bench;
using namespace Bench::OnActors;

namespace {

class Child : public Actors::Actor
{
public:
    void leave() { stop(); }
};

//! Has a child of its own thread at a time, which handles one message and stops.
class Parent : public Actors::Actor
{
public:
    explicit Parent(Lent<Gate> done)
        : m_done(*done)
    {
    }
    void bear(qint64 children)
    {
        if (children == 0) {
            m_done.arrive();
            return;
        }
        spawnAnonymous<Child>().tell(&Child::leave);
        self<Parent>().tell(&Parent::bear, children - 1);
    }

private:
    Gate &m_done;
};

Result children(qint64 count)
{
    Gate done;
    Threads threads;
    const auto parent = threads.spawn<Parent>(0, Lent(done));
    settle(parent);
    const double start = now();
    parent.tell(&Parent::bear, count);
    done.wait();
    return {double(count), now() - start, true};
}

} // namespace

int main(int argc, char *argv[])
{
    // A thread that looks at the clock more often under a slower machine would count for it.
    budgetOfThreads = std::chrono::seconds(60);
    return runWorkload(
        argc, argv, "instructions",
        {
            {"pingpong-same", [](qint64 size) { return pingpong(Place::OneThread, size); }},
            {"counting-same", [](qint64 size) { return counting(Place::OneThread, size); }},
            {"ask-same", [](qint64 size) { return ask(Place::OneThread, size); }},
            {"threadring-same", [](qint64 size) { return threadRing(Spread::OneThread, size); }},
            {"children-same", &children},
        });
}
