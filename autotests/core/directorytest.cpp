// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Address>
#include <Actors/Core/DirectoryConfig>
#include <Actors/Core/directory.h>

#include <QSet>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <malloc.h>
#include <numeric>
#include <thread>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

using namespace Actors;
using namespace Qt::StringLiterals;

namespace {

struct WeakKey
{
    quint64 number;
    friend bool operator==(WeakKey, WeakKey) = default;
    friend size_t qHash(WeakKey key, size_t) { return size_t(key.number); }
};

} // namespace

using Table = Internal::ShardedTable<QString, int>;

class DirectoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsUsualLayouts()
    {
        QCOMPARE(DirectoryConfig(), DirectoryConfig::standard());
        QCOMPARE(DirectoryConfig::standard(), (DirectoryConfig{32, 32}));
        QCOMPARE(DirectoryConfig::highCapacity(), (DirectoryConfig{128, 16384}));
        QCOMPARE(DirectoryConfig::small(), (DirectoryConfig{16, 16}));
        QVERIFY(DirectoryConfig::standard().isValid());
        QVERIFY(!(DirectoryConfig{0, 16}).isValid());
        QVERIFY(!(DirectoryConfig{1, -1}).isValid());
    }

    void copiesItsConfiguration()
    {
        DirectoryConfig original{3, 5};
        const DirectoryConfig copy = original;
        const Table table(original);
        original.buckets = 7;
        QCOMPARE(copy, (DirectoryConfig{3, 5}));
        QCOMPARE(table.config(), copy);
        QCOMPARE(table.bucketSizes().size(), 3);
        QCOMPARE(original, (DirectoryConfig{7, 5}));
    }

    void bringsABadConfigurationToTheNearestGoodOne()
    {
        Table table(DirectoryConfig{0, -4});
        QCOMPARE(table.config(), (DirectoryConfig{1, 0}));
        table.insert(u"a"_s, 1);
        QCOMPARE(table.value(u"a"_s), 1);
    }

    void keepsOverwritesAndRemoves_data()
    {
        QTest::addColumn<int>("buckets");
        QTest::addColumn<int>("capacity");
        QTest::newRow("standard") << 32 << 32;
        QTest::newRow("high capacity") << 128 << 16384;
        QTest::newRow("small") << 16 << 16;
        QTest::newRow("custom") << 7 << 3;
        QTest::newRow("one bucket") << 1 << 0;
    }

    void keepsOverwritesAndRemoves()
    {
        QFETCH(const int, buckets);
        QFETCH(const int, capacity);
        Table table(DirectoryConfig{buckets, capacity});
        QCOMPARE(table.size(), 0);
        QVERIFY(!table.value(u"none"_s));
        QVERIFY(!table.remove(u"none"_s));

        constexpr int Count = 5000;
        for (int i = 0; i < Count; ++i)
            table.insert(QString::number(i), i);
        QCOMPARE(table.size(), Count);
        for (int i = 0; i < Count; i += 2)
            table.insert(QString::number(i), -i);
        QCOMPARE(table.size(), Count);
        for (int i = 0; i < Count; ++i) {
            QVERIFY(table.contains(QString::number(i)));
            QCOMPARE(table.value(QString::number(i)), i % 2 == 0 ? -i : i);
        }
        for (int i = 0; i < Count; i += 5) {
            QVERIFY(table.remove(QString::number(i)));
            QVERIFY(!table.remove(QString::number(i)));
            QVERIFY(!table.contains(QString::number(i)));
        }
        QCOMPARE(table.size(), Count - Count / 5);

        const QList<qsizetype> sizes = table.bucketSizes();
        QCOMPARE(sizes.size(), buckets);
        QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), qsizetype(0)), table.size());
    }

    void insertsAndRemovesOnCondition()
    {
        Table table;
        QVERIFY(table.insertIfAbsent(u"a"_s, 1));
        QVERIFY(!table.insertIfAbsent(u"a"_s, 2));
        QCOMPARE(table.value(u"a"_s), 1);
        QVERIFY(!table.removeIf(u"a"_s, 2));
        QVERIFY(!table.removeIf(u"b"_s, 1));
        QCOMPARE(table.size(), 1);
        QVERIFY(table.removeIf(u"a"_s, 1));
        QCOMPARE(table.size(), 0);
    }

    void spreadsKeysOverItsBuckets_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("numbers") << 0;
        QTest::newRow("uuids") << 1;
        QTest::newRow("multiples of a power of two") << 2;
    }

    void spreadsKeysOverItsBuckets()
    {
        QFETCH(const int, kind);
        Internal::ShardedTable<Address, int> table;
        constexpr int Count = 32'000;
        for (int i = 1; i <= Count; ++i) {
            const Address address = kind == 0 ? Address(NumericAddress(quint64(i)))
                : kind == 1                   ? Address(Uuid7Address::create())
                                              : Address(NumericAddress(quint64(i) << 12));
            table.insert(address, i);
        }
        const QList<qsizetype> sizes = table.bucketSizes();
        QVERIFY(*std::min_element(sizes.begin(), sizes.end()) > 500);
        QVERIFY(*std::max_element(sizes.begin(), sizes.end()) < 2000);
    }

    void spreadsKeysWhoseHashIsWeak()
    {
        Internal::ShardedTable<WeakKey, int> table;
        for (int i = 0; i < 32'000; ++i)
            table.insert({quint64(i)}, i);
        const QList<qsizetype> sizes = table.bucketSizes();
        QVERIFY(*std::min_element(sizes.begin(), sizes.end()) > 500);
        QVERIFY(*std::max_element(sizes.begin(), sizes.end()) < 2000);
    }

    void visitsASnapshotAndMayBeChangedMeanwhile()
    {
        Table table(DirectoryConfig{1, 0});
        for (int i = 0; i < 100; ++i)
            table.insert(QString::number(i), i);
        QSet<int> seen;
        table.forEach([&](const QString &key, int value) {
            QCOMPARE(key, QString::number(value));
            seen.insert(value);
            table.remove(key);
            table.insert(u"new "_s + key, value + 1000);
        });
        QCOMPARE(seen.size(), 100);
        QCOMPARE(*std::max_element(seen.begin(), seen.end()), 99);
        QCOMPARE(table.size(), 100);
    }

    void givesANameToOneThreadOnly()
    {
        constexpr int Threads = 2;
        constexpr int Names = 50'000;
        Internal::ShardedTable<int, int> table(DirectoryConfig{2, 0});
        std::atomic<int> arrived = 0;
        std::atomic<int> won = 0;
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        threads.reserve(std::size_t(Threads));
        for (int t = 0; t < Threads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < Names; ++i) {
                    ++arrived;
                    while (arrived < (i + 1) * Threads) // all want the same name at once
                        std::this_thread::yield();
                    if (table.insertIfAbsent(i, t)) {
                        ++won;
                        wrong += table.value(i) == t ? 0 : 1;
                    } else {
                        wrong += table.removeIf(i, t) ? 1 : 0;
                    }
                    if (i % 1000 == 0) {
                        table.forEach([&](int, int value) {
                            wrong += value >= 0 && value < Threads ? 0 : 1;
                        });
                    }
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(won.load(), Names);
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(table.size(), Names);
    }

    void needsAtMost24BytesForAnEntryBesidesKeyAndValue()
    {
#if SANITIZED
        QSKIP("a sanitizer has an allocator of its own");
#endif
        struct Layout
        {
            DirectoryConfig config;
            int entries;
        };
        for (const Layout &layout : {Layout{DirectoryConfig::highCapacity(), 1'000'000},
                                     Layout{DirectoryConfig::standard(), 1'000'000}}) {
            const auto before = mallinfo2();
            Internal::ShardedTable<const void *, const void *> table(layout.config);
            for (int i = 0; i < layout.entries; ++i) {
                const void *pointer = reinterpret_cast<const void *>(quintptr(i) * 64 + 4096);
                table.insert(pointer, pointer);
            }
            const auto after = mallinfo2();
            const double used =
                double(after.uordblks + after.hblkhd) - double(before.uordblks + before.hblkhd);
            const double overhead = used / layout.entries - 2 * double(sizeof(void *));
            QVERIFY2(overhead <= 24, qPrintable(QString::number(overhead)));
        }
    }
};

QTEST_GUILESS_MAIN(DirectoryTest)

#include "directorytest.moc"
