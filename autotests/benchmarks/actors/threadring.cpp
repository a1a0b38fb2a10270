// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

constexpr int Members = 100;

class Member : public Actors::Actor
{
    Q_OBJECT

public:
    Member(Lent<Gate> ready, Lent<Gate> done, Lent<Sum> hops)
        : m_ready(*ready)
        , m_done(*done)
        , m_total(*hops)
    {
    }
    ~Member() override { m_total.add(m_hops); }
    void setNext(const Actors::Ref<Member> &next)
    {
        m_next = next;
        m_ready.arrive();
    }
    void pass(qint64 left)
    {
        if (left == 0) {
            m_done.arrive();
            return;
        }
        ++m_hops;
        m_next.tell(&Member::pass, left - 1);
    }

private:
    Gate &m_ready;
    Gate &m_done;
    Sum &m_total;
    qint64 m_hops = 0; // of its own: one that all write would travel with the token
    Actors::Ref<Member> m_next;
};

} // namespace

Result threadRing(Spread spread, qint64 hops)
{
    Gate ready(Members);
    Gate done;
    Sum counted;
    double seconds = 0;
    {
        Threads threads;
        std::vector<Actors::Ref<Member>> members;
        members.reserve(Members);
        for (int i = 0; i < Members; ++i)
            members.push_back(threads.spawn<Member>(threadOf(spread, i, Members), Lent(ready),
                                                    Lent(done), Lent(counted)));
        for (std::size_t i = 0; i < members.size(); ++i)
            members[i].tell(&Member::setNext, members[(i + 1) % members.size()]);
        ready.wait();

        const double start = now();
        members.front().tell(&Member::pass, hops);
        done.wait();
        seconds = now() - start;
    }
    return {double(hops), seconds, counted.value() == hops};
}

} // namespace Bench::OnActors

#include "threadring.moc"
