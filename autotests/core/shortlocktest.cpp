// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/shortlock.h>

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace Actors::Internal;

class ShortLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAtATimeCounts()
    {
        constexpr int Threads = 4;
        constexpr int Rounds = 50000;
        ShortLock lock;
        int counted = 0; // nothing but the lock guards it
        std::vector<std::thread> threads;
        threads.reserve(Threads);
        for (int i = 0; i < Threads; ++i) {
            threads.emplace_back([&] {
                for (int k = 0; k < Rounds; ++k) {
                    const std::lock_guard guard(lock);
                    ++counted;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();

        QCOMPARE(counted, Threads * Rounds);
    }

    void whoeverWaitsForLongGoesOnOnceItIsFree()
    {
        ShortLock lock;
        std::atomic<bool> began = false;
        std::atomic<bool> entered = false;
        lock.lock();
        std::thread other([&] {
            began = true;
            const std::lock_guard guard(lock);
            entered = true;
        });
        while (!began)
            std::this_thread::yield();
        // Long enough for it to sleep between two looks.
        for (int i = 0; i < 1000; ++i)
            std::this_thread::yield();
        QVERIFY(!entered);
        lock.unlock();
        other.join();

        QVERIFY(entered);
    }
};

QTEST_GUILESS_MAIN(ShortLockTest)

#include "shortlocktest.moc"
