// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/childtable_p.h"

#include <QTest>

#include <map>
#include <random>

using Actors::Internal::ChildTable;

class ChildTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneHasNobody()
    {
        ChildTable table;
        QCOMPARE(table.find(7, [](quint32) { return true; }), ChildTable::None);
        table.remove(7, 1);
        QCOMPARE(table.size(), 0u);
    }

    void whoHasTheSameHashIsToldApart()
    {
        ChildTable table;
        for (quint32 cell = 0; cell < 100; ++cell)
            table.insert(~quint32(0), cell);
        for (quint32 cell = 0; cell < 100; ++cell)
            QCOMPARE(table.find(~quint32(0), [&](quint32 it) { return it == cell; }), cell);
        QCOMPARE(table.find(~quint32(0), [](quint32) { return false; }), ChildTable::None);
        QCOMPARE(table.find(0, [](quint32) { return true; }), ChildTable::None);
    }

    void findsWhatAMapFinds_data()
    {
        QTest::addColumn<quint32>("hashes");
        QTest::newRow("hashes that nobody shares") << ~quint32(0);
        QTest::newRow("hashes that many share") << quint32(50);
        // They lie across the end of the table.
        QTest::newRow("hashes at the end") << quint32(0);
    }

    void findsWhatAMapFinds()
    {
        QFETCH(const quint32, hashes);
        std::mt19937 random(42);
        ChildTable table;
        std::map<quint32, quint32> hashOf;
        const auto newHash = [&] {
            return hashes > 0 ? quint32(random() % hashes) : ~quint32(0) - quint32(random() % 8);
        };
        // It grows, is about as large for a while, and shrinks.
        for (const int growth : {70, 50, 20}) {
            for (int step = 0; step < 4000; ++step) {
                const quint32 cell = quint32(random() % 5000);
                const auto known = hashOf.find(cell);
                if (int(random() % 100) < growth) {
                    if (known != hashOf.end())
                        continue;
                    const quint32 hash = newHash();
                    hashOf.emplace(cell, hash);
                    table.insert(hash, cell);
                } else if (!hashOf.empty()) {
                    auto gone = hashOf.lower_bound(cell);
                    if (gone == hashOf.end())
                        gone = hashOf.begin();
                    table.remove(gone->second, gone->first);
                    hashOf.erase(gone);
                }
                if (step % 100 != 0)
                    continue;
                QCOMPARE(table.size(), quint32(hashOf.size()));
                for (const auto &[number, hash] : hashOf) {
                    const quint32 sought = number;
                    QCOMPARE(table.find(hash, [=](quint32 it) { return it == sought; }), sought);
                }
            }
        }
    }

    void atLeastHalfOfItsPlacesAreTakenWhileItGrows()
    {
        ChildTable table;
        for (quint32 cell = 0; cell < 100'000; ++cell) {
            table.insert(cell * 2'654'435'769U, cell);
            QVERIFY(table.size() * 2 >= table.capacity() || table.capacity() <= 8);
        }
    }

    void givesMemoryBack()
    {
        ChildTable table;
        for (quint32 cell = 0; cell < 10'000; ++cell)
            table.insert(cell * 2'654'435'769U, cell);
        for (quint32 cell = 0; cell < 10'000; ++cell)
            table.remove(cell * 2'654'435'769U, cell);
        QCOMPARE(table.size(), 0u);
        QVERIFY(table.capacity() < 20);
    }
};

QTEST_GUILESS_MAIN(ChildTableTest)

#include "childtabletest.moc"
