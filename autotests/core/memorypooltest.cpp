// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/memorypool.h>

#include <QTest>

#include <cstring>
#include <latch>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

using namespace Actors::Internal;

class MemoryPoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsAndSeparatesBlocks_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : {0,  1,   16,  17,  24,  25,  32,  33,  63,  64,
                                65, 128, 129, 192, 193, 256, 257, 512, 513, 100'000})
            QTest::addRow("%d", bytes) << bytes;
    }

    void alignsAndSeparatesBlocks()
    {
        QFETCH(const int, bytes);
        const std::size_t size = std::size_t(bytes);
        std::vector<unsigned char *> blocks;
        for (int i = 0; i < 300; ++i) {
            blocks.push_back(static_cast<unsigned char *>(allocate(size)));
            // Nothing of 17 to 24 bytes needs to be aligned to more than 8.
            QCOMPARE(quintptr(blocks.back()) % (bytes > 16 && bytes <= 24 ? 8 : 16), quintptr(0));
            std::memset(blocks.back(), i % 251, size);
        }
        QCOMPARE(std::set<void *>(blocks.begin(), blocks.end()).size(), blocks.size());
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            for (std::size_t j = 0; j < size; ++j)
                QCOMPARE(int(blocks[i][j]), int(i % 251));
            deallocate(blocks[i], size);
        }
    }

    void countsWhatIsInUse_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("blockSize");
        QTest::newRow("smallest") << 24 << 24;
        QTest::newRow("second") << 32 << 32;
        QTest::newRow("third") << 64 << 64;
        QTest::newRow("fourth") << 128 << 128;
        QTest::newRow("fifth") << 192 << 192;
        QTest::newRow("sixth") << 256 << 256;
        QTest::newRow("largest") << 512 << 512;
        QTest::newRow("from malloc") << 600 << 600;
    }

    void countsWhatIsInUse()
    {
        QFETCH(const int, bytes);
        QFETCH(const int, blockSize);
        const qint64 before = poolStatistics().bytesInUse;
        std::vector<void *> blocks;
        for (int i = 1; i <= 1000; ++i) {
            blocks.push_back(allocate(std::size_t(bytes)));
            QCOMPARE(poolStatistics().bytesInUse, before + qint64(i) * blockSize);
        }
        QVERIFY(poolStatistics().bytesHeld >= poolStatistics().bytesInUse);
        for (qint64 left = 999; left >= 0; --left) {
            deallocate(blocks.back(), std::size_t(bytes));
            blocks.pop_back();
            QCOMPARE(poolStatistics().bytesInUse, before + left * blockSize);
        }
    }

    void reusesWhatWasGivenBack()
    {
        const auto churn = [] {
            std::vector<void *> blocks;
            blocks.reserve(10'000);
            for (int i = 0; i < 10'000; ++i)
                blocks.push_back(allocate(100));
            for (void *block : blocks)
                deallocate(block, 100);
        };
        churn();
        const qint64 held = poolStatistics().bytesHeld;
        for (int i = 0; i < 10; ++i)
            churn();
        QCOMPARE(poolStatistics().bytesHeld, held);
    }

    void doesNotGrowWhereOneThreadAllocatesAndAnotherDeallocates()
    {
        constexpr int Rounds = 200;
        constexpr int Blocks = 1000;
        const qint64 before = poolStatistics().bytesInUse;
        qint64 held = 0;
        for (int round = 0; round < Rounds; ++round) {
            std::vector<void *> blocks;
            std::thread allocating([&blocks] {
                for (int i = 0; i < Blocks; ++i)
                    blocks.push_back(allocate(128));
            });
            allocating.join();
            std::thread deallocating([&blocks] {
                for (void *block : blocks)
                    deallocate(block, 128);
            });
            deallocating.join();
            QCOMPARE(poolStatistics().bytesInUse, before);
            if (round == 1)
                held = poolStatistics().bytesHeld;
        }
        QCOMPARE(poolStatistics().bytesHeld, held);
    }

    void staysRightUnderConcurrentExchange()
    {
        constexpr int Threads = 4;
        constexpr int Steps = 50'000;
        struct Exchange
        {
            std::mutex mutex;
            std::vector<std::pair<quint64 *, std::size_t>> blocks;
        } exchange;
        std::atomic<int> damaged = 0;
        const qint64 before = poolStatistics().bytesInUse;

        std::latch start(Threads);
        std::vector<std::thread> threads;
        threads.reserve(std::size_t(Threads));
        for (int t = 0; t < Threads; ++t) {
            threads.emplace_back([&, t] {
                start.arrive_and_wait();
                quint32 random = quint32(t) + 1;
                for (int i = 0; i < Steps; ++i) {
                    random = random * 1664525 + 1013904223;
                    const std::size_t size = 16 + (random >> 8) % 600;
                    auto *block = static_cast<quint64 *>(allocate(size));
                    block[0] = size;
                    block[1] = ~size;
                    std::pair<quint64 *, std::size_t> other(block, size);
                    {
                        const std::lock_guard lock(exchange.mutex);
                        exchange.blocks.push_back(other);
                        if (exchange.blocks.size() < 500)
                            continue;
                        std::swap(exchange.blocks[random % 500], exchange.blocks.back());
                        other = exchange.blocks.back();
                        exchange.blocks.pop_back();
                    }
                    if (other.first[0] != other.second || other.first[1] != ~other.second)
                        ++damaged;
                    deallocate(other.first, other.second);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        for (const auto &block : exchange.blocks)
            deallocate(block.first, block.second);

        QCOMPARE(damaged.load(), 0);
        QCOMPARE(poolStatistics().bytesInUse, before);
    }

    void servesDestructorsThatRunWhileTheThreadEnds()
    {
        struct Late
        {
            std::vector<void *> blocks;
            ~Late()
            {
                for (void *block : blocks)
                    deallocate(block, 256);
                for (int i = 0; i < 200; ++i)
                    deallocate(allocate(256), 256);
                deallocate(allocate(5000), 5000);
            }
        };
        const qint64 before = poolStatistics().bytesInUse;
        qint64 held = 0;
        for (int i = 0; i < 20; ++i) {
            std::thread([] {
                thread_local Late late; // made before the caches, destroyed after them
                late.blocks.reserve(300);
                for (int j = 0; j < 300; ++j)
                    late.blocks.push_back(allocate(256));
            }).join();
            QCOMPARE(poolStatistics().bytesInUse, before);
            if (i == 0)
                held = poolStatistics().bytesHeld;
        }
        QCOMPARE(poolStatistics().bytesHeld, held);
    }
};

QTEST_GUILESS_MAIN(MemoryPoolTest)

#include "memorypooltest.moc"
