// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <cstddef>

#if defined(Q_PROCESSOR_X86)
#include <x86intrin.h>
#elif !defined(Q_PROCESSOR_ARM_64)
#include <chrono>
#include <thread>
#endif

namespace Actors::Internal {

//! Tells the processor that this thread waits in a loop, so that its sibling gets the pipeline.
inline void pauseProcessor() noexcept
{
#if defined(Q_PROCESSOR_X86)
    _mm_pause();
#elif defined(Q_PROCESSOR_ARM_64)
    asm volatile("yield" ::: "memory");
#else
    std::this_thread::yield();
#endif
}

//! Brings what lies there near, if the processor can, because it is used soon. Any address will do.
inline void prefetch([[maybe_unused]] const void *memory) noexcept
{
#if defined(__GNUC__)
    __builtin_prefetch(memory);
#endif
}

//! As prefetch(), for what is about to be written, which another thread may have had last.
inline void prefetchToWrite([[maybe_unused]] const void *memory) noexcept
{
#if defined(Q_PROCESSOR_X86_64) && defined(__GNUC__)
    // The compiler would use it only for processors that are known to have it; others ignore it.
    asm volatile("prefetchw %0" : : "m"(*static_cast<const char *>(memory)));
#elif defined(__GNUC__)
    __builtin_prefetch(memory, 1);
#endif
}

//! As prefetchToWrite(), for all lines of so many bytes that begin with one.
inline void prefetchAll(const void *memory, std::size_t bytes) noexcept
{
    for (std::size_t offset = 0; offset < bytes; offset += 64)
        prefetchToWrite(static_cast<const std::byte *>(memory) + offset);
}

/*!
 * The cheapest counter of time that there is, in a unit of its own: only the ratio of two
 * differences means something. Not in step between the cores of every machine.
 */
inline quint64 cycleCounter() noexcept
{
#if defined(Q_PROCESSOR_X86)
    return __rdtsc();
#elif defined(Q_PROCESSOR_ARM_64)
    quint64 value = 0;
    asm volatile("mrs %0, cntvct_el0" : "=r"(value));
    return value;
#else
    return quint64(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

} // namespace Actors::Internal
