// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/load.h"

#include "threads.h"

namespace Bench {

namespace {

class Member : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Member(Lent<Load> load)
        : m_load(*load)
    {
    }
    void setNext(const Actors::Ref<Member> &next) { m_next = next; }
    void pass(qint64 hops)
    {
        if (m_load.goesOn(hops))
            m_next.tell(&Member::pass, hops + 1);
    }

private:
    Load &m_load;
    Actors::Ref<Member> m_next;
};

} // namespace

Saturation::Saturation(Threads &threads, int count)
    : m_load(count)
    , m_isRunning(count > 0)
{
    std::vector<Actors::Ref<Member>> members;
    for (int i = 0; i < count * Load::TokensEach; ++i)
        members.push_back(threads.spawn<Member>(i / Load::TokensEach, Lent(m_load)));
    for (std::size_t i = 0; i < members.size(); ++i) {
        const bool isLast = (i + 1) % Load::TokensEach == 0;
        members[i].tell(&Member::setNext, members[isLast ? i + 1 - Load::TokensEach : i + 1]);
    }
    m_load.begin();
    for (const auto &member : members)
        member.tell(&Member::pass, qint64(0));
    m_load.settle();
}

} // namespace Bench

#include "load.moc"
