// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/processor.h>

#include <QtGlobal>

#include <atomic>
#include <cstddef>

// A thread-local variable of another shared library costs a function call at each use, unless the
// linker may place it at a fixed distance from the thread pointer. Windows exports none at all.
#if defined(__ELF__) && defined(__GNUC__)
#define ACTORS_INITIAL_EXEC [[gnu::tls_model("initial-exec")]]
#endif

namespace Actors::Internal {

/*!
 * \brief What the memory pool holds, over all threads.
 *
 * Exact whenever no thread is allocating or deallocating; a moment's estimate otherwise.
 */
struct PoolStatistics
{
    qint64 bytesInUse = 0; //!< Allocated and not yet deallocated, in whole blocks of the pool.
    qint64 bytesHeld = 0; //!< Taken from the operating system, in use or kept for later.
};

inline constexpr int PoolClassCount = 7;
inline constexpr std::size_t PoolLargestBlock = 512;
inline constexpr std::size_t PoolClassSizes[PoolClassCount] = {24, 32, 64, 128, 192, 256, 512};

//! The size class of a block of \a bytes, which is at most PoolLargestBlock.
constexpr int poolClass(std::size_t bytes) noexcept
{
    // What has 16 bytes may have to be aligned to so many.
    return bytes > 16 && bytes <= 24 ? 0
        : bytes <= 32                ? 1
        : bytes <= 64                ? 2
        : bytes <= 128               ? 3
        : bytes <= 192               ? 4
        : bytes <= 256               ? 5
                                     : 6;
}

//! The free blocks of one size that a thread keeps for itself. Only the counts are read by others.
struct PoolCache
{
    void **blocks = nullptr;
    void **spareBlocks = nullptr; // all taken or all free, never anything between
    std::atomic<quint32> count = 0;
    std::atomic<quint32> spareCount = 0;
    quint32 limit = 0; // 0 until the first use and again once the thread is ending
};

struct PoolThread
{
    PoolCache caches[PoolClassCount];
    std::atomic<qint64> bytesFromMalloc = 0;
    enum class State : quint8 { New, Registered, Ended } state = State::New;
};

#ifdef ACTORS_INITIAL_EXEC
ACTORS_INITIAL_EXEC ACTORS_CORE_EXPORT extern constinit thread_local PoolThread poolThread;
inline PoolThread &currentPoolThread() noexcept
{
    return poolThread;
}
#else
ACTORS_CORE_EXPORT PoolThread &currentPoolThread() noexcept;
#endif

ACTORS_CORE_EXPORT void *allocateSlowly(std::size_t bytes);
ACTORS_CORE_EXPORT void deallocateSlowly(void *memory, std::size_t bytes) noexcept;

/*!
 * Returns uninitialised memory for \a bytes bytes, aligned to 16 bytes at least, or to 8 where \a
 * bytes is 17 to 24, as nothing of such a size needs more.
 *
 * Blocks of up to 512 bytes come from a cache of the calling thread, larger ones from malloc(). Any
 * thread may call this at any time, also while it ends. Fails as operator new does.
 *
 * Whether blocks are pooled at all is decided by the library alone, so that code built with and
 * without a sanitizer can pass memory to each other: a library built with AddressSanitizer or with
 * ACTORS_POOL_MALLOC, or run with the environment variable ACTORS_POOL_MALLOC, always uses
 * malloc().
 */
inline void *allocate(std::size_t bytes)
{
    if (bytes <= PoolLargestBlock) {
        PoolCache &cache = currentPoolThread().caches[poolClass(bytes)];
        const quint32 count = cache.count.load(std::memory_order_relaxed);
        if (count != 0) [[likely]] {
            cache.count.store(count - 1, std::memory_order_relaxed);
            // The one that is taken next may have been freed by another thread.
            if (count > 1)
                prefetchToWrite(cache.blocks[count - 2]);
            return cache.blocks[count - 1];
        }
    }
    return allocateSlowly(bytes);
}

/*!
 * Gives back \a memory, which allocate() returned on any thread for the same number of \a bytes.
 * The memory is kept for later allocations.
 */
inline void deallocate(void *memory, std::size_t bytes) noexcept
{
    if (bytes <= PoolLargestBlock) {
        PoolCache &cache = currentPoolThread().caches[poolClass(bytes)];
        const quint32 count = cache.count.load(std::memory_order_relaxed);
        if (count < cache.limit) [[likely]] {
            cache.blocks[count] = memory;
            cache.count.store(count + 1, std::memory_order_relaxed);
            return;
        }
    }
    deallocateSlowly(memory, bytes);
}

//! What the pool holds now. May be called from any thread; visits every thread's cache.
ACTORS_CORE_EXPORT PoolStatistics poolStatistics();

} // namespace Actors::Internal
