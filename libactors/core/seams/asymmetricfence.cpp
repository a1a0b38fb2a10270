// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "asymmetricfence.h"

#include <QtGlobal>

#if __has_include(<linux/membarrier.h>)
#include <cerrno>
#include <cstring>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace Actors::Internal {

#if __has_include(<linux/membarrier.h>)

namespace {

bool membarrier(int command) noexcept
{
    return ::syscall(SYS_membarrier, command, 0, 0) == 0;
}

bool announceToKernel() noexcept
{
    return membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
}

// Before main(): the kernel makes a process wait for milliseconds that has more than one thread.
const bool isAnnounced = announceToKernel();

} // namespace

bool hasHeavyFence() noexcept
{
    return isAnnounced;
}

void heavyFence() noexcept
{
    if (membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) [[likely]]
        return;
    // A process that was forked off may have to say again that it will.
    if (!announceToKernel() || !membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED))
        qFatal("membarrier() has worked before and now fails: %s", std::strerror(errno));
}

#else

bool hasHeavyFence() noexcept
{
    return false;
}

void heavyFence() noexcept
{
    Q_UNREACHABLE();
}

#endif

} // namespace Actors::Internal
