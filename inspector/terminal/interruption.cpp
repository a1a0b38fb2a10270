// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "interruption.h"

#if defined(Q_OS_UNIX)
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Actors::Inspector {

#if defined(Q_OS_UNIX)

namespace {

constexpr std::array taken{SIGINT, SIGTERM, SIGHUP};

std::atomic<int> signalPipe{-1};

void setHandlers(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : taken)
        ::sigaction(number, &action, nullptr);
}

void tellSignal(int)
{
    const int before = errno;
    const char byte = 0;
    // A pipe that is full wakes the reader as well.
    [[maybe_unused]] const auto written = ::write(signalPipe.load(), &byte, 1);
    setHandlers(SIG_DFL);
    errno = before;
}

} // namespace

Interruption::Interruption()
{
    std::array<int, 2> ends{};
    if (signalPipe.load() >= 0 || ::pipe(ends.data()) != 0)
        return;
    for (const int end : ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_readEnd = ends[0];
    signalPipe = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT requested();
    });
    setHandlers(&tellSignal);
}

Interruption::~Interruption()
{
    if (m_readEnd < 0)
        return;
    setHandlers(SIG_DFL);
    ::close(signalPipe.exchange(-1));
    ::close(m_readEnd);
}

#else

Interruption::Interruption() = default;
Interruption::~Interruption() = default;

#endif

} // namespace Actors::Inspector
