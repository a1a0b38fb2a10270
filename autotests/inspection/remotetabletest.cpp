// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/RemoteTable>

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RemoteTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatTheDeltasAmountTo()
    {
        RemoteTable table;
        QVERIFY(table.isEmpty());
        table.apply({1s, {{0, 9, {3, 1}}}, {{3, {{Column::Depth, 7}}}, {1, {{Column::Depth, 2}}}}});
        QVERIFY(!table.isEmpty());
        QCOMPARE(table.ids(), std::vector<quint64>({3, 1}));
        QCOMPARE(table.total(), 9U);
        QVERIFY(table.time() == 1s);
        table.apply({2s, {}, {{1, {{Column::High, 5}}}}});
        QCOMPARE(table.value(1, Column::Depth).toInteger(), 2);
        QCOMPARE(table.value(1, Column::High).toInteger(), 5);
        QVERIFY(table.value(3, Column::High).isUndefined());
        QVERIFY(table.value(4, Column::High).isUndefined());
        table.clear();
        QVERIFY(table.isEmpty());
        QVERIFY(!table.contains(1));
    }

    void aRowThatIsInNoGroupIsForgotten()
    {
        RemoteTable table;
        table.apply({1s, {{0, 1, {1}}, {1, 1, {2}}}, {{1, {}}, {2, {}}}});
        QVERIFY(table.hasGroup(1));
        QVERIFY(table.contains(2));
        table.apply({2s, {{1, 0, {}}}, {}});
        QVERIFY(!table.hasGroup(1));
        QVERIFY(!table.contains(2));
        // Nor does a probe fill the memory with rows that it puts nowhere.
        table.apply({3s, {}, {{77, {{Column::Depth, 1}}}}});
        QVERIFY(!table.contains(77));
    }

    void tellsPreciselyWhatIsOther()
    {
        RemoteTable table;
        std::vector<quint64> ids;
        std::vector<Column> columns;
        connect(&table, &RemoteTable::changed, this,
                [&](const std::vector<quint64> &rows, const std::vector<Column> &what) {
                    ids = rows;
                    columns = what;
                });
        QSignalSpy groups(&table, &RemoteTable::regrouped);
        table.apply({1s, {{0, 2, {1, 2}}}, {{1, {{Column::Depth, 1}}}, {2, {}}}});
        QVERIFY(ids.empty());
        QCOMPARE(groups.size(), 1);
        table.apply({2s, {}, {{2, {{Column::High, 1}, {Column::Depth, 3}}}}});
        QCOMPARE(ids, std::vector<quint64>{2});
        QCOMPARE(columns, std::vector<Column>({Column::Depth, Column::High}));
        QCOMPARE(groups.size(), 1);
    }

    void keepsTheDepthOfEachSecond()
    {
        RemoteTable table;
        table.apply({0s, {{0, 1, {1}}}, {{1, {{Column::Depth, 0}}}}});
        // Ten deltas a second, and some late or early.
        for (int i = 1; i <= 100; ++i)
            table.apply({i * 100ms + (i % 3) * 3ms, {}, {{1, {{Column::Depth, i}}}}});
        const QList<int> history = table.history(1);
        QVERIFY2(history.size() >= 10 && history.size() <= 11,
                 qPrintable(QString::number(history.size())));
        QVERIFY(std::is_sorted(history.begin(), history.end()));
        QCOMPARE(table.history(2), QList<int>());
    }

    void leavesNoSecondOutThatIsALittleShort()
    {
        RemoteTable table;
        table.apply({0s, {{0, 1, {1}}}, {{1, {{Column::Depth, 0}}}}});
        for (int i = 1; i < 50; ++i)
            table.apply({i * 1000ms + (i % 2 ? -20ms : 20ms), {}, {{1, {{Column::Depth, i}}}}});
        QCOMPARE(table.history(1).size(), 50);
    }

    void forgetsDepthsAfterFiveMinutesAndFollowsAnotherClock()
    {
        RemoteTable table;
        table.apply({1000s, {{0, 1, {1}}}, {{1, {{Column::Depth, 0}}}}});
        for (int i = 1; i < 400; ++i)
            table.apply({1000s + i * 1s, {}, {{1, {{Column::Depth, i}}}}});
        QCOMPARE(table.history(1).size(), RemoteTable::HistoryLength);
        QCOMPARE(table.history(1).first(), 100);
        QCOMPARE(table.history(1).last(), 399);
        table.apply({1s, {}, {{1, {{Column::Depth, qint64(1'000'000'000'000)}}}}});
        QCOMPARE(table.history(1).last(), std::numeric_limits<int>::max());
        table.apply({2s, {}, {{1, {{Column::Depth, -4}}}}});
        QCOMPARE(table.history(1).last(), 0);
    }

    void isTheSumOfThousandsOfDeltas()
    {
        QRandomGenerator random(4711);
        RemoteTable table;
        std::map<quint64, std::map<Column, qint64>> wanted;
        std::vector<quint64> order;
        for (int step = 0; step < 5000; ++step) {
            TableDelta delta;
            delta.time = step * 100ms;
            if (random.bounded(3) == 0) {
                std::vector<quint64> ids;
                for (quint64 id = 1; id <= 40; ++id) {
                    if (random.bounded(2) == 0)
                        ids.push_back(id);
                }
                std::shuffle(ids.begin(), ids.end(), random);
                std::map<quint64, std::map<Column, qint64>> kept;
                for (const quint64 id : ids) {
                    if (wanted.contains(id))
                        kept[id] = wanted[id];
                    else
                        delta.rows.push_back(
                            {id, {{Column::Depth, kept[id][Column::Depth] = step}}});
                }
                wanted = kept;
                order = ids;
                delta.groups = {{0, ids.size() + 5, ids}};
            }
            for (auto &[id, cells] : wanted) {
                if (random.bounded(4) == 0)
                    delta.rows.push_back({id, {{Column::High, cells[Column::High] = step}}});
            }
            table.apply(delta);
            QCOMPARE(table.ids(), order);
            for (const auto &[id, cells] : wanted) {
                QCOMPARE(table.cells(id).size(), cells.size());
                for (const auto &[column, value] : cells)
                    QCOMPARE(table.value(id, column).toInteger(), value);
            }
            for (quint64 id = 1; id <= 40; ++id)
                QCOMPARE(table.contains(id), wanted.contains(id));
        }
    }
};

QTEST_GUILESS_MAIN(RemoteTableTest)
#include "remotetabletest.moc"
