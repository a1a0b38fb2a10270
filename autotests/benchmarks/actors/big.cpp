// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

constexpr int Members = 120;

class Member : public Actors::Actor
{
    Q_OBJECT

public:
    Member(Lent<Gate> ready, Lent<Gate> done, Lent<Sum> right, int number, qint64 pings)
        : m_ready(*ready)
        , m_done(*done)
        , m_right(*right)
        , m_dice(quint64(number))
        , m_number(number)
        , m_left(pings)
    {
    }
    void meet(const std::vector<Actors::Ref<Member>> &neighbours)
    {
        m_neighbours = neighbours;
        m_ready.arrive();
    }
    void start()
    {
        m_expected = m_dice.roll(Members);
        m_neighbours[std::size_t(m_expected)].tell(&Member::ping, m_number);
    }
    void ping(qint64 from) { m_neighbours[std::size_t(from)].tell(&Member::pong, m_number); }
    void pong(qint64 from)
    {
        m_answers += from == m_expected ? 1 : 0;
        if (--m_left > 0) {
            start();
        } else {
            m_right.add(m_answers);
            m_done.arrive();
        }
    }

private:
    Gate &m_ready;
    Gate &m_done;
    Sum &m_right;
    std::vector<Actors::Ref<Member>> m_neighbours;
    Dice m_dice;
    const qint64 m_number;
    qint64 m_left;
    qint64 m_expected = 0;
    qint64 m_answers = 0; // that came from whom they were expected
};

} // namespace

Result big(qint64 pingsEach)
{
    Gate ready(Members);
    Gate done(Members);
    Sum right;
    Threads threads;
    std::vector<Actors::Ref<Member>> members;
    for (int i = 0; i < Members; ++i)
        members.push_back(threads.spawn<Member>(threadOf(Spread::RoundRobin, i, Members),
                                                Lent(ready), Lent(done), Lent(right), i,
                                                pingsEach));
    for (const auto &member : members)
        member.tell(&Member::meet, members);
    ready.wait();

    const double start = now();
    for (const auto &member : members)
        member.tell(&Member::start);
    done.wait();
    return {2.0 * Members * double(pingsEach), now() - start, right.value() == Members * pingsEach};
}

} // namespace Bench::OnActors

#include "big.moc"
