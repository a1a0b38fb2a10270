// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Ping;

class Pong : public Actors::Actor
{
    Q_OBJECT

public:
    void setPeer(const Actors::Ref<Ping> &peer) { m_peer = peer; }
    void ping(qint64 left);

private:
    Actors::Ref<Ping> m_peer;
};

class Ping : public Actors::Actor
{
    Q_OBJECT

public:
    Ping(Lent<Gate> done, Lent<qint64> handled, const Actors::Ref<Pong> &peer)
        : m_done(*done)
        , m_handled(*handled)
        , m_peer(peer)
    {
    }
    void start(qint64 roundTrips) { m_peer.tell(&Pong::ping, roundTrips); }
    void pong(qint64 left)
    {
        ++m_handled;
        if (left == 1)
            m_done.arrive();
        else
            m_peer.tell(&Pong::ping, left - 1);
    }

private:
    Gate &m_done;
    qint64 &m_handled;
    const Actors::Ref<Pong> m_peer;
};

void Pong::ping(qint64 left)
{
    m_peer.tell(&Ping::pong, left);
}

} // namespace

Result pingpong(Place place, qint64 roundTrips)
{
    Gate done;
    qint64 handled = 0;
    Threads threads;
    const auto pong = threads.spawn<Pong>(Threads::other(place));
    const auto ping = threads.spawn<Ping>(0, Lent(done), Lent(handled), pong);
    pong.tell(&Pong::setPeer, ping);
    settle(pong);
    settle(ping);

    const double start = now();
    ping.tell(&Ping::start, roundTrips);
    done.wait();
    return {2.0 * double(roundTrips), now() - start, handled == roundTrips};
}

} // namespace Bench::OnActors

#include "pingpong.moc"
