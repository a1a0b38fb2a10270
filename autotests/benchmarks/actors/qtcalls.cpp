// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/qtcalls.h"

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

//! Owns a plain object on its thread.
class Court : public Actors::Actor
{
    Q_OBJECT

public:
    Court(QtCall kind, Lent<Gate> done, Lent<QtPlayer *> player)
        : m_player(kind, *done)
    {
        *player = &m_player;
    }
    void serve(qint64 calls) { m_player.hit(calls - 1); }

private:
    QtPlayer m_player;
};

} // namespace

Result qtCalls(QtCall kind, qint64 roundTrips)
{
    Gate done;
    QtPlayer *players[2] = {};
    Threads threads;
    const auto first = threads.spawn<Court>(0, kind, Lent(done), Lent(players[0]));
    const auto second = threads.spawn<Court>(1, kind, Lent(done), Lent(players[1]));
    settle(first);
    settle(second);
    QtPlayer::introduce(*players[0], *players[1]);

    const double start = now();
    first.tell(&Court::serve, 2 * roundTrips);
    done.wait();
    const double seconds = now() - start;
    return {2.0 * double(roundTrips), seconds,
            players[0]->handled == roundTrips && players[1]->handled == roundTrips};
}

} // namespace Bench::OnActors

#include "qtcalls.moc"
