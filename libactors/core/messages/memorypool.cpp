// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "memorypool.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

#if !defined(ACTORS_POOL_MALLOC) && defined(__SANITIZE_ADDRESS__)
#define ACTORS_POOL_MALLOC
#endif
#if !defined(ACTORS_POOL_MALLOC) && defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ACTORS_POOL_MALLOC
#endif
#endif

namespace Actors::Internal {

#ifdef ACTORS_INITIAL_EXEC
constinit thread_local PoolThread poolThread;
#else
PoolThread &currentPoolThread() noexcept
{
    static constinit thread_local PoolThread thread;
    return thread;
}
#endif

namespace {

constexpr quint32 MagazineSize = 64;
constexpr std::size_t ChunkAlignment = 64;

// A magazine is an array of pointers, so that handing 64 blocks to another thread touches eight
// cache lines and none of the blocks.
void **newMagazine()
{
    return new void *[MagazineSize];
}

// What is left over when threads exchange magazines, shared by all.
struct alignas(64) Depot
{
    std::mutex mutex;
    std::vector<void **> full;
    std::vector<void **> empty;
    std::vector<void *> loose; // of threads that have ended, fewer than a magazine
    std::vector<void *> chunks; // never given back; listed so that leak checkers see them
    qint64 blocks = 0;

    qint64 freeBlocks() const { return qint64(full.size()) * MagazineSize + qint64(loose.size()); }

    void putLoose(void *block)
    {
        loose.push_back(block);
        if (loose.size() == MagazineSize) {
            void **magazine = takeEmpty();
            std::copy(loose.begin(), loose.end(), magazine);
            loose.clear();
            full.push_back(magazine);
        }
    }

    void **takeEmpty()
    {
        if (empty.empty())
            return newMagazine();
        void **magazine = empty.back();
        empty.pop_back();
        return magazine;
    }

    // Puts up to a magazine of free blocks of \a size into \a blocksOut; returns how many, at
    // least 1.
    quint32 fill(void **blocksOut, std::size_t size)
    {
        if (!loose.empty()) {
            std::copy(loose.begin(), loose.end(), blocksOut);
            return quint32(std::exchange(loose, {}).size());
        }
        void *chunk = std::aligned_alloc(ChunkAlignment, size * MagazineSize);
        if (!chunk)
            qBadAlloc();
        chunks.push_back(chunk);
        blocks += MagazineSize;
        for (quint32 i = 0; i < MagazineSize; ++i)
            blocksOut[i] = static_cast<char *>(chunk) + size * (MagazineSize - 1 - i);
        return MagazineSize;
    }
};

struct Pool
{
    Depot depots[PoolClassCount];
    std::mutex mutex;
    std::vector<PoolThread *> threads;
    std::atomic<qint64> bytesFromMalloc = 0; // of threads that have ended
};

// Never destroyed: destructors of static objects still give memory back.
Pool &pool()
{
    static Pool *const pool = new Pool;
    return *pool;
}

bool usesMallocOnly()
{
#ifdef ACTORS_POOL_MALLOC
    return true;
#else
    static const bool wanted = qEnvironmentVariableIsSet("ACTORS_POOL_MALLOC");
    return wanted;
#endif
}

void endThread(PoolThread &thread)
{
    for (int i = 0; i < PoolClassCount; ++i) {
        PoolCache &cache = thread.caches[i];
        if (cache.limit == 0)
            continue;
        Depot &depot = pool().depots[i];
        const std::lock_guard lock(depot.mutex);
        const quint32 count = cache.count.load(std::memory_order_relaxed);
        for (quint32 j = 0; j < count; ++j)
            depot.putLoose(cache.blocks[j]);
        depot.empty.push_back(cache.blocks);
        const bool spareIsFull = cache.spareCount.load(std::memory_order_relaxed) != 0;
        (spareIsFull ? depot.full : depot.empty).push_back(cache.spareBlocks);
        cache.limit = 0;
        cache.count.store(0, std::memory_order_relaxed);
        cache.spareCount.store(0, std::memory_order_relaxed);
    }
    const std::lock_guard lock(pool().mutex);
    std::erase(pool().threads, &thread);
    pool().bytesFromMalloc.fetch_add(thread.bytesFromMalloc.load(std::memory_order_relaxed),
                                     std::memory_order_relaxed);
    thread.state = PoolThread::State::Ended;
}

// Separate from the caches, which must stay usable by destructors that run after this one.
struct ThreadEnd
{
    PoolThread *thread = nullptr;
    ~ThreadEnd()
    {
        if (thread)
            endThread(*thread);
    }
};
thread_local ThreadEnd threadEnd;

// False once the thread is ending: then blocks come one by one from the depot.
bool hasCaches(PoolThread &thread)
{
    if (thread.state == PoolThread::State::New) {
        const std::lock_guard lock(pool().mutex);
        pool().threads.push_back(&thread);
        thread.state = PoolThread::State::Registered;
        threadEnd.thread = &thread;
    }
    return thread.state == PoolThread::State::Registered;
}

void countMalloc(PoolThread &thread, qint64 bytes)
{
    if (hasCaches(thread)) {
        const qint64 before = thread.bytesFromMalloc.load(std::memory_order_relaxed);
        thread.bytesFromMalloc.store(before + bytes, std::memory_order_relaxed);
    } else {
        pool().bytesFromMalloc.fetch_add(bytes, std::memory_order_relaxed);
    }
}

void prepare(PoolCache &cache)
{
    if (cache.limit == 0) {
        cache.blocks = newMagazine();
        cache.spareBlocks = newMagazine();
        cache.limit = MagazineSize;
    }
}

// The loaded magazine becomes the spare one and the other way round.
void exchangeMagazines(PoolCache &cache)
{
    std::swap(cache.blocks, cache.spareBlocks);
    const quint32 count = cache.count.load(std::memory_order_relaxed);
    cache.count.store(cache.spareCount.load(std::memory_order_relaxed), std::memory_order_relaxed);
    cache.spareCount.store(count, std::memory_order_relaxed);
}

} // namespace

void *allocateSlowly(std::size_t bytes)
{
    PoolThread &thread = currentPoolThread();
    if (bytes > PoolLargestBlock || usesMallocOnly()) {
        void *memory = std::malloc(bytes != 0 ? bytes : 1);
        if (!memory)
            qBadAlloc();
        countMalloc(thread, qint64(bytes));
        return memory;
    }

    const int sizeClass = poolClass(bytes);
    const std::size_t size = PoolClassSizes[sizeClass];
    Depot &depot = pool().depots[sizeClass];
    PoolCache &cache = thread.caches[sizeClass];
    if (!hasCaches(thread)) {
        void *blocks[MagazineSize];
        const std::lock_guard lock(depot.mutex);
        if (depot.loose.empty() && !depot.full.empty()) {
            void **magazine = depot.full.back();
            depot.full.pop_back();
            depot.loose.assign(magazine, magazine + MagazineSize);
            depot.empty.push_back(magazine);
        } else if (depot.loose.empty()) {
            const quint32 count = depot.fill(blocks, size);
            depot.loose.assign(blocks, blocks + count);
        }
        void *block = depot.loose.back();
        depot.loose.pop_back();
        return block;
    }

    prepare(cache);
    if (cache.spareCount.load(std::memory_order_relaxed) != 0) {
        exchangeMagazines(cache);
    } else {
        const std::lock_guard lock(depot.mutex);
        if (depot.full.empty()) {
            cache.count.store(depot.fill(cache.blocks, size), std::memory_order_relaxed);
        } else {
            depot.empty.push_back(cache.blocks);
            cache.blocks = depot.full.back();
            depot.full.pop_back();
            cache.count.store(MagazineSize, std::memory_order_relaxed);
        }
    }
    const quint32 left = cache.count.load(std::memory_order_relaxed) - 1;
    cache.count.store(left, std::memory_order_relaxed);
    return cache.blocks[left];
}

void deallocateSlowly(void *memory, std::size_t bytes) noexcept
{
    PoolThread &thread = currentPoolThread();
    if (bytes > PoolLargestBlock || usesMallocOnly()) {
        countMalloc(thread, -qint64(bytes));
        std::free(memory);
        return;
    }

    const int sizeClass = poolClass(bytes);
    Depot &depot = pool().depots[sizeClass];
    PoolCache &cache = thread.caches[sizeClass];
    if (!hasCaches(thread)) {
        const std::lock_guard lock(depot.mutex);
        depot.putLoose(memory);
        return;
    }

    prepare(cache);
    if (cache.count.load(std::memory_order_relaxed) == MagazineSize) {
        if (cache.spareCount.load(std::memory_order_relaxed) != 0) {
            const std::lock_guard lock(depot.mutex);
            depot.full.push_back(cache.spareBlocks);
            cache.spareBlocks = depot.takeEmpty();
            cache.spareCount.store(0, std::memory_order_relaxed);
        }
        exchangeMagazines(cache);
    }
    const quint32 count = cache.count.load(std::memory_order_relaxed);
    cache.blocks[count] = memory;
    cache.count.store(count + 1, std::memory_order_relaxed);
}

PoolStatistics poolStatistics()
{
    qint64 freeBlocks[PoolClassCount] = {};
    PoolStatistics statistics;
    {
        const std::lock_guard lock(pool().mutex);
        statistics.bytesInUse = pool().bytesFromMalloc.load(std::memory_order_relaxed);
        for (const PoolThread *thread : pool().threads) {
            statistics.bytesInUse += thread->bytesFromMalloc.load(std::memory_order_relaxed);
            for (int i = 0; i < PoolClassCount; ++i) {
                freeBlocks[i] += thread->caches[i].count.load(std::memory_order_relaxed);
                freeBlocks[i] += thread->caches[i].spareCount.load(std::memory_order_relaxed);
            }
        }
    }
    statistics.bytesHeld = statistics.bytesInUse;
    for (int i = 0; i < PoolClassCount; ++i) {
        Depot &depot = pool().depots[i];
        const std::lock_guard lock(depot.mutex);
        const qint64 size = qint64(PoolClassSizes[i]);
        statistics.bytesHeld += depot.blocks * size;
        statistics.bytesInUse += (depot.blocks - depot.freeBlocks() - freeBlocks[i]) * size;
    }
    return statistics;
}

} // namespace Actors::Internal
