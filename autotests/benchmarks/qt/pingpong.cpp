// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

class Ping;

class Pong : public QObject
{
public:
    void ping(Ping *peer, qint64 left);
};

class Ping : public QObject
{
public:
    Ping(Gate &done, Pong &peer)
        : m_done(done)
        , m_peer(peer)
    {
    }
    void start(qint64 roundTrips)
    {
        call(&m_peer, [this, roundTrips] { m_peer.ping(this, roundTrips); });
    }
    void pong(qint64 left)
    {
        ++handled;
        if (left == 1)
            m_done.arrive();
        else
            start(left - 1);
    }

    qint64 handled = 0;

private:
    Gate &m_done;
    Pong &m_peer;
};

void Pong::ping(Ping *peer, qint64 left)
{
    call(peer, [peer, left] { peer->pong(left); });
}

} // namespace

Result pingpong(Place place, qint64 roundTrips)
{
    Gate done;
    Threads threads;
    Pong *pong = threads.make<Pong>(Threads::other(place));
    Ping *ping = threads.make<Ping>(0, done, *pong);

    const double start = now();
    call(ping, [ping, roundTrips] { ping->start(roundTrips); });
    done.wait();
    return {2.0 * double(roundTrips), now() - start, ping->handled == roundTrips};
}

} // namespace Bench::OnQt
