// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/load.h"

#include "threads.h"

namespace Bench {

namespace {

class Member : public QObject
{
public:
    explicit Member(Load &load)
        : m_load(load)
    {
    }
    void setNext(Member *next) { m_next = next; }
    void pass(qint64 hops)
    {
        if (m_load.goesOn(hops))
            call(m_next, [next = m_next, hops] { next->pass(hops + 1); });
    }

private:
    Load &m_load;
    Member *m_next = nullptr;
};

} // namespace

Saturation::Saturation(Threads &threads, int count)
    : m_load(count)
    , m_isRunning(count > 0)
{
    std::vector<Member *> members;
    for (int i = 0; i < count * Load::TokensEach; ++i)
        members.push_back(threads.make<Member>(i / Load::TokensEach, m_load));
    for (std::size_t i = 0; i < members.size(); ++i) {
        const bool isLast = (i + 1) % Load::TokensEach == 0;
        members[i]->setNext(members[isLast ? i + 1 - Load::TokensEach : i + 1]);
    }
    m_load.begin();
    for (Member *member : members)
        call(member, [member] { member->pass(0); });
    m_load.settle();
}

} // namespace Bench
