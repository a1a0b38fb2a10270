// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

constexpr int Members = 100;

class Member : public QObject
{
public:
    Member(Gate &done, qint64 &hops)
        : m_done(done)
        , m_hops(hops)
    {
    }
    void setNext(Member *next) { m_next = next; }
    void pass(qint64 left)
    {
        if (left == 0) {
            m_done.arrive();
            return;
        }
        ++m_hops;
        call(m_next, [next = m_next, left] { next->pass(left - 1); });
    }

private:
    Gate &m_done;
    qint64 &m_hops;
    Member *m_next = nullptr;
};

} // namespace

Result threadRing(qint64 hops)
{
    Gate done;
    qint64 counted = 0;
    Threads threads;
    std::vector<Member *> members;
    for (int i = 0; i < Members; ++i)
        members.push_back(threads.make<Member>(0, done, counted));
    for (std::size_t i = 0; i < members.size(); ++i)
        members[i]->setNext(members[(i + 1) % members.size()]);

    const double start = now();
    call(members.front(), [first = members.front(), hops] { first->pass(hops); });
    done.wait();
    return {double(hops), now() - start, counted == hops};
}

} // namespace Bench::OnQt
