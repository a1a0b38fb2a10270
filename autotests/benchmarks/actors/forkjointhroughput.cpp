// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

constexpr int Receivers = 60;

class Receiver : public Actors::Actor
{
    Q_OBJECT

public:
    Receiver(Lent<Gate> done, Lent<Sum> sum, qint64 expected)
        : m_done(*done)
        , m_total(*sum)
        , m_left(expected)
    {
    }
    void compute(qint64 value)
    {
        m_sum += value;
        m_result += sineWork(37.2);
        if (--m_left == 0) {
            m_total.add(m_result > 0 ? m_sum : 0);
            m_done.arrive();
        }
    }

private:
    Gate &m_done;
    Sum &m_total;
    qint64 m_left;
    qint64 m_sum = 0;
    double m_result = 0;
};

} // namespace

Result forkJoinThroughput(qint64 messagesEach)
{
    Gate done(Receivers);
    Sum sum;
    Threads threads;
    std::vector<Actors::Ref<Receiver>> receivers;
    for (int i = 0; i < Receivers; ++i)
        receivers.push_back(threads.spawn<Receiver>(i % 2, Lent(done), Lent(sum), messagesEach));
    for (const auto &receiver : receivers)
        settle(receiver);

    const double start = now();
    for (qint64 i = 0; i < messagesEach; ++i) {
        for (const auto &receiver : receivers)
            receiver.tell(&Receiver::compute, i);
    }
    done.wait();
    const double seconds = now() - start;
    return {double(Receivers * messagesEach), seconds,
            sum.value() == Receivers * (messagesEach * (messagesEach - 1) / 2)};
}

} // namespace Bench::OnActors

#include "forkjointhroughput.moc"
