// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "latencies.h"

#include <QSocketNotifier>

namespace Bench {

//! Two connected sockets of this process; where the system has no such thing, none.
class SocketPair
{
public:
    SocketPair();
    ~SocketPair();
    Q_DISABLE_COPY_MOVE(SocketPair)

    //! The end of the one who answers.
    int far() const { return m_descriptors[1]; }
    //! Sends bytes and waits for each to come back; says how many did.
    qint64 exchange(qint64 bytes, Latencies &latencies) const;

private:
    int m_descriptors[2] = {-1, -1};
};

//! Sends back each byte that comes, in the thread that it was made in.
class Echo : public QObject
{
public:
    explicit Echo(int descriptor);

private:
    QSocketNotifier m_notifier;
};

} // namespace Bench
