// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/spingovernor_p.h"

#include <QThread>

#include <algorithm>
#include <atomic>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <unistd.h>
#endif

namespace Actors::Internal {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::microseconds DefaultMost = 50us;
constexpr std::chrono::nanoseconds FirstAllowance = 4us;
constexpr std::chrono::nanoseconds LeastAllowance = 1us;
constexpr int YieldsThatConvince = 4;
constexpr int MostYieldsRemembered = 8;
constexpr unsigned WaitsBetweenProbes = 32;

// On a cache line of its own: written at each sleep of any actor thread, read in each spin.
struct alignas(64) AwakeThreads
{
    std::atomic<int> count{0};
};
constinit AwakeThreads awake;

// Of the process, not of the thread that asks first: that one may be pinned to a single core.
int coresOfProcess()
{
#ifdef Q_OS_LINUX
    cpu_set_t cores;
    if (::sched_getaffinity(::getpid(), sizeof cores, &cores) == 0)
        return CPU_COUNT(&cores);
#endif
    return QThread::idealThreadCount();
}

} // namespace

SpinGovernor::SpinGovernor(std::chrono::nanoseconds most)
    : m_most(most)
    , m_allowance(most)
{
}

bool SpinGovernor::yieldsAtOnce() const
{
    // Now and then it spins first all the same: the threads may have moved to different cores.
    return m_yieldsThatHelped >= YieldsThatConvince && m_waits % WaitsBetweenProbes != 0;
}

void SpinGovernor::learn(Found found)
{
    ++m_waits;
    switch (found) {
    case Found::FirstYield:
        m_yieldsThatHelped = std::min(m_yieldsThatHelped + 1, MostYieldsRemembered);
        break;
    case Found::Spinning:
        m_yieldsThatHelped = 0;
        break;
    case Found::Later:
        m_yieldsThatHelped = std::max(m_yieldsThatHelped - 1, 0);
        break;
    case Found::AtOnce:
    case Found::Nothing:
        break;
    }
}

void SpinGovernor::slept(std::chrono::nanoseconds length, WokenBy by)
{
    if (by == WokenBy::Sender && length < 2 * m_most) {
        m_allowance = std::min(m_most, std::max(FirstAllowance, m_allowance * 2));
        return;
    }
    m_allowance /= 2;
    if (m_allowance < LeastAllowance)
        m_allowance = 0ns;
}

void SpinGovernor::threadAwoke()
{
    awake.count.fetch_add(1, std::memory_order_relaxed);
}

void SpinGovernor::threadWentToSleep()
{
    awake.count.fetch_sub(1, std::memory_order_relaxed);
}

int SpinGovernor::awakeThreads()
{
    return awake.count.load(std::memory_order_relaxed);
}

int SpinGovernor::cores()
{
    static const int count = coresOfProcess();
    return count;
}

std::chrono::nanoseconds SpinGovernor::mostByEnvironment()
{
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("ACTORS_SPIN_US", &isNumber);
    return isNumber && wanted >= 0 ? std::chrono::microseconds(wanted) : DefaultMost;
}

} // namespace Actors::Internal
