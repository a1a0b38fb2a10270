// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

constexpr int Members = 120;

class Member : public QObject
{
public:
    Member(Gate &done, Sum &right, int number, qint64 pings)
        : m_done(done)
        , m_right(right)
        , m_dice(quint64(number))
        , m_number(number)
        , m_left(pings)
    {
    }
    void meet(const std::vector<Member *> &neighbours) { m_neighbours = neighbours; }
    void start()
    {
        m_expected = m_dice.roll(Members);
        Member *neighbour = m_neighbours[std::size_t(m_expected)];
        call(neighbour, [neighbour, from = m_number] { neighbour->ping(from); });
    }

private:
    void ping(qint64 from)
    {
        Member *neighbour = m_neighbours[std::size_t(from)];
        call(neighbour, [neighbour, own = m_number] { neighbour->pong(own); });
    }
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

    Gate &m_done;
    Sum &m_right;
    std::vector<Member *> m_neighbours;
    Dice m_dice;
    const qint64 m_number;
    qint64 m_left;
    qint64 m_expected = 0;
    qint64 m_answers = 0; // that came from whom they were expected
};

} // namespace

Result big(qint64 pingsEach)
{
    Gate done(Members);
    Sum right;
    Threads threads;
    std::vector<Member *> members;
    for (int i = 0; i < Members; ++i)
        members.push_back(threads.make<Member>(threadOf(Spread::RoundRobin, i, Members), done,
                                               right, i, pingsEach));
    for (Member *member : members)
        member->meet(members);

    const double start = now();
    for (Member *member : members)
        call(member, [member] { member->start(); });
    done.wait();
    return {2.0 * Members * double(pingsEach), now() - start, right.value() == Members * pingsEach};
}

} // namespace Bench::OnQt
