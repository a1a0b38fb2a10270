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
    explicit Member(Gate &done)
        : m_done(done)
    {
    }
    void setNext(Member *next) { m_next = next; }
    void pass(qint64 left)
    {
        if (left == 0) {
            m_done.arrive();
            return;
        }
        ++hops;
        call(m_next, [next = m_next, left] { next->pass(left - 1); });
    }

    qint64 hops = 0;

private:
    Gate &m_done;
    Member *m_next = nullptr;
};

} // namespace

Result threadRing(Spread spread, qint64 hops)
{
    Gate done;
    Threads threads;
    std::vector<Member *> members;
    for (int i = 0; i < Members; ++i)
        members.push_back(threads.make<Member>(threadOf(spread, i, Members), done));
    for (std::size_t i = 0; i < members.size(); ++i)
        members[i]->setNext(members[(i + 1) % members.size()]);

    const double start = now();
    call(members.front(), [first = members.front(), hops] { first->pass(hops); });
    done.wait();
    const double seconds = now() - start;
    qint64 counted = 0;
    for (const Member *member : members)
        counted += member->hops;
    return {double(hops), seconds, counted == hops};
}

} // namespace Bench::OnQt
