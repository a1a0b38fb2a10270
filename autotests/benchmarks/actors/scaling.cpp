// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <algorithm>
#include <deque>

namespace Bench::OnActors {

namespace {

//! Where there are few at a time it is done again, until \a least were there: what is done once for
//! all of them is to weigh little.
qint64 roundsOf(qint64 atATime, qint64 least)
{
    return std::max(qint64(1), least / atATime);
}

constexpr qint64 LeastMessages = 200000;
constexpr qint64 LeastActors = 20000;

class Sink : public Actors::Actor
{
    Q_OBJECT

public:
    void take(int value) { m_sum += value; }
    qint64 sum() const { return m_sum; }

private:
    qint64 m_sum = 0;
};

//! Makes so many messages wait for another actor of its thread, again as soon as none waits.
class Heaper : public Actors::Actor
{
    Q_OBJECT

public:
    Heaper(Lent<Gate> done, const Actors::Ref<Sink> &sink, qint64 messages)
        : m_done(*done)
        , m_sink(sink)
        , m_messages(messages)
    {
    }
    void heap(qint64 rounds)
    {
        for (qint64 i = 0; i < m_messages; ++i)
            m_sink.tell(&Sink::take, 1);
        if (rounds > 1)
            self<Heaper>().tell(&Heaper::heap, rounds - 1);
        else
            self<Heaper>().tell(&Heaper::finish);
    }
    void finish() { m_done.arrive(); }

private:
    Gate &m_done;
    const Actors::Ref<Sink> m_sink;
    const qint64 m_messages;
};

class Mayfly : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Mayfly(Lent<Gate> gone)
        : m_gone(*gone)
    {
    }
    ~Mayfly() override { m_gone.arrive(); }
    void live(Lent<Gate> lived) { lived->arrive(); }

private:
    Gate &m_gone;
};

class Parent : public Actors::Actor
{
    Q_OBJECT

public:
    void bear(Lent<Gate> gone, qint64 children)
    {
        for (qint64 i = 0; i < children; ++i)
            spawnAnonymous<Mayfly>(gone);
    }
};

//! Sends to the next one of a ring, a burst at a time, and goes on once that was taken.
class Neighbour : public Actors::Actor
{
    Q_OBJECT

public:
    static constexpr qint64 Burst = 1000;

    Neighbour(Lent<Gate> done, Lent<Sum> taken)
        : m_done(*done)
        , m_taken(*taken)
    {
    }
    void meet(const Actors::Ref<Neighbour> &next) { m_next = next; }
    void sendBursts(qint64 left)
    {
        if (left == 0) {
            m_done.arrive();
            return;
        }
        for (qint64 i = 0; i < Burst; ++i)
            m_next.tell(&Neighbour::take, 1);
        m_next.tell(&Neighbour::acknowledge, self<Neighbour>(), left - 1);
    }
    void take(int value) { m_sum += value; }
    void acknowledge(const Actors::Ref<Neighbour> &sender, qint64 left)
    {
        m_taken.add(std::exchange(m_sum, 0));
        sender.tell(&Neighbour::sendBursts, left);
    }

private:
    Gate &m_done;
    Sum &m_taken;
    Actors::Ref<Neighbour> m_next;
    qint64 m_sum = 0;
};

} // namespace

Result scalingWaiting(qint64 messages)
{
    Gate done;
    Threads threads;
    const auto sink = threads.spawn<Sink>(0);
    const auto heaper = threads.spawn<Heaper>(0, Lent(done), sink, messages);
    settle(heaper);

    const qint64 rounds = roundsOf(messages, LeastMessages);
    const double start = now();
    heaper.tell(&Heaper::heap, rounds);
    done.wait();
    const double seconds = now() - start;
    const qint64 sum = sink.ask(&Sink::sum).result();
    return {double(messages * rounds), seconds, sum == messages * rounds};
}

Result scalingActors(qint64 actors)
{
    std::deque<Gate> gates; // Whoever was last to arrive may not have left yet.
    Actors::ActorSystem system(QStringLiteral("bench"), withTwoThreads());
    std::vector<Actors::Ref<Mayfly>> mayflies;
    mayflies.resize(std::size_t(actors));
    const qint64 rounds = roundsOf(actors, LeastActors);
    bool isRight = true;
    const double start = now();
    for (qint64 round = 0; round < rounds; ++round) {
        Gate &lived = gates.emplace_back(int(actors));
        Gate &gone = gates.emplace_back(int(actors));
        for (auto &mayfly : mayflies) {
            mayfly = system.spawnAnonymous<Mayfly>(Lent(gone));
            mayfly.tell(&Mayfly::live, Lent(lived));
        }
        lived.wait();
        for (auto &mayfly : mayflies)
            mayfly.stop();
        gone.wait();
        isRight = isRight && lived.left() == 0 && gone.left() == 0;
    }
    return {double(actors * rounds), now() - start, isRight};
}

Result scalingChildren(qint64 children)
{
    std::deque<Gate> gates; // as above
    Actors::ActorSystem system(QStringLiteral("bench"), withTwoThreads());
    const qint64 rounds = roundsOf(children, LeastActors);
    bool isRight = true;
    const double start = now();
    for (qint64 round = 0; round < rounds; ++round) {
        Gate &gone = gates.emplace_back(int(children));
        const auto parent = system.spawnAnonymous<Parent>();
        parent.tell(&Parent::bear, Lent(gone), children);
        parent.stopWhenDrained();
        gone.wait();
        isRight = isRight && gone.left() == 0;
    }
    return {double(children * rounds), now() - start, isRight};
}

Result scalingThreads(qint64 count)
{
    constexpr qint64 AllBursts = 3200; // of all threads together
    const qint64 bursts = AllBursts / count;
    Gate done{int(count)};
    Sum taken;
    Actors::ActorSystem system(QStringLiteral("bench"));
    std::vector<Actors::Ref<Neighbour>> ring;
    for (qint64 i = 0; i < count; ++i)
        ring.push_back(system.spawn(Actors::Props<Neighbour>(Lent(done), Lent(taken))
                                        .withDispatcher(Actors::Dispatcher::dedicated())));
    for (std::size_t i = 0; i < ring.size(); ++i) {
        ring[i].tell(&Neighbour::meet, ring[(i + 1) % ring.size()]);
        settle(ring[i]);
    }

    const double start = now();
    for (const auto &neighbour : ring)
        neighbour.tell(&Neighbour::sendBursts, bursts);
    done.wait();
    const double seconds = now() - start;
    const qint64 messages = count * bursts * Neighbour::Burst;
    return {double(messages), seconds, taken.value() == messages};
}

} // namespace Bench::OnActors

#include "scaling.moc"
