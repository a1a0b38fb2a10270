// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "consolemode_p.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace Actors::Inspector {

namespace {

constexpr std::array taken{SIGINT, SIGTERM, SIGWINCH};

std::atomic<int> signalPipe{-1};

void tellSignal(int number)
{
    const int before = errno;
    const char byte = char(number);
    // Nothing can be done about a full pipe here, and what is in it wakes the reader as well.
    [[maybe_unused]] const auto written = ::write(signalPipe.load(), &byte, 1);
    errno = before;
}

void setHandlers(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : taken)
        ::sigaction(number, &action, nullptr);
}

} // namespace

std::unique_ptr<ConsoleMode> ConsoleMode::enter(std::function<void()> restore)
{
    if (::isatty(STDIN_FILENO) == 0 || signalPipe.load() >= 0)
        return {};
    return std::unique_ptr<ConsoleMode>(new ConsoleMode(std::move(restore)));
}

ConsoleMode::ConsoleMode(std::function<void()> restore)
    : m_restore(std::move(restore))
{
    ::tcgetattr(STDIN_FILENO, &m_before);
    termios wanted = m_before;
    wanted.c_lflag &= ~tcflag_t(ICANON | ECHO);
    // Stopped in the background it would leave its screen behind.
    wanted.c_cc[VSUSP] = _POSIX_VDISABLE;
    wanted.c_cc[VMIN] = 0;
    wanted.c_cc[VTIME] = 0;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &wanted);
    m_keys = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_keys.get(), &QSocketNotifier::activated, this, &ConsoleMode::readKeys);

    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return;
    for (const int end : ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_readEnd = ends[0];
    signalPipe = ends[1];
    m_signals = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_signals.get(), &QSocketNotifier::activated, this, &ConsoleMode::handleSignal);
    setHandlers(&tellSignal);
}

ConsoleMode::~ConsoleMode()
{
    if (m_readEnd >= 0) {
        setHandlers(SIG_DFL);
        ::close(signalPipe.exchange(-1));
        ::close(m_readEnd);
    }
    ::tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
}

void ConsoleMode::readKeys()
{
    std::array<char, 64> keys{};
    const auto count = ::read(STDIN_FILENO, keys.data(), keys.size());
    if (count <= 0)
        m_keys->setEnabled(false); // The console is gone; SIGHUP ends the process.
    for (qsizetype i = 0; i < count; ++i)
        Q_EMIT keyPressed(keys[std::size_t(i)]);
}

void ConsoleMode::handleSignal()
{
    char number = 0;
    while (::read(m_readEnd, &number, 1) == 1) {
        if (number == SIGWINCH) {
            Q_EMIT resized();
            continue;
        }
        m_restore();
        ::tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
        ::signal(number, SIG_DFL);
        ::raise(number);
    }
}

} // namespace Actors::Inspector
