// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "qtcalls.h"

namespace Bench {

void QtPlayer::introduce(QtPlayer &first, QtPlayer &second)
{
    first.m_peer = &second;
    second.m_peer = &first;
    connect(&first, &QtPlayer::ballHit, &second, &QtPlayer::take, Qt::QueuedConnection);
    connect(&second, &QtPlayer::ballHit, &first, &QtPlayer::take, Qt::QueuedConnection);
}

void QtPlayer::hit(qint64 left)
{
    if (m_kind == QtCall::Signal)
        Q_EMIT ballHit(left);
    else
        QMetaObject::invokeMethod(
            m_peer, [peer = m_peer, left] { peer->take(left); }, Qt::QueuedConnection);
}

void QtPlayer::take(qint64 left)
{
    ++handled;
    if (left == 0)
        m_done.arrive();
    else
        hit(left - 1);
}

} // namespace Bench
