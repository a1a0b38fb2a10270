// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "echo.h"

#if defined(Q_OS_UNIX)
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace Bench {

#if defined(Q_OS_UNIX)
SocketPair::SocketPair()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, m_descriptors) != 0)
        m_descriptors[0] = m_descriptors[1] = -1;
}

SocketPair::~SocketPair()
{
    for (const int descriptor : m_descriptors)
        ::close(descriptor);
}

qint64 SocketPair::exchange(qint64 bytes, Latencies &latencies) const
{
    qint64 right = 0;
    latencies.reserve(bytes);
    for (qint64 i = 0; i < bytes; ++i) {
        const char sent = char(i);
        char received = 0;
        const qint64 start = nanoseconds();
        if (::write(m_descriptors[0], &sent, 1) != 1 || ::read(m_descriptors[0], &received, 1) != 1)
            break;
        latencies.add(nanoseconds() - start);
        right += received == sent ? 1 : 0;
    }
    return right;
}

Echo::Echo(int descriptor)
    : m_notifier(descriptor, QSocketNotifier::Read, this)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [descriptor] {
        char byte = 0;
        if (::read(descriptor, &byte, 1) == 1) [[maybe_unused]]
            const auto written = ::write(descriptor, &byte, 1);
    });
}
#else
SocketPair::SocketPair() = default;
SocketPair::~SocketPair() = default;

qint64 SocketPair::exchange(qint64, Latencies &) const
{
    return 0;
}

Echo::Echo(int descriptor)
    : m_notifier(descriptor, QSocketNotifier::Read, this)
{
}
#endif

} // namespace Bench
