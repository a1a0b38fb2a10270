// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "fakeprobe.h"

#include <Actors/Inspection/TableModel>

#include <QAbstractItemModelTester>
#include <QCborArray>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        probe = std::make_unique<FakeProbe>();
        connection = std::make_unique<Connection>();
        probe->attach(*connection);
        model = std::make_unique<TableModel>(
            *connection, Subscription(),
            std::vector<Column>{Column::Path, Column::Depth, Column::Oldest});
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto asked = probe->expect(FrameType::Subscribe);
        QVERIFY(asked);
        stream = asked->stream;
    }
    void cleanup()
    {
        tester.reset();
        model.reset();
        connection.reset();
        probe.reset();
    }

    void showsWhatTheProbeTells()
    {
        QSignalSpy totals(model.get(), &TableModel::totalChanged);
        probe->send(FrameType::Names, 0, QCborArray{QCborValue(QCborArray{5, u"/user/a"_s})});
        send({1s,
              {{0, 100'000, {8, 9}}},
              {{8,
                {{Column::Path, 5},
                 {Column::Depth, 17'319},
                 {Column::Oldest, qint64(41'200'000'000)}}},
               {9, {{Column::Path, u"/user/b"_s}}}}});
        QTRY_COMPARE(model->rowCount(), 2);
        QCOMPARE(model->columnCount(), 3);
        QCOMPARE(totals.size(), 1);
        QCOMPARE(model->total(), 100'000U);
        QCOMPARE(at(0, 0), u"/user/a"_s);
        QCOMPARE(at(1, 0), u"/user/b"_s);
        QCOMPARE(at(0, 1), QLocale().toString(17'319));
        QCOMPARE(at(1, 1), QString());
        const QModelIndex depth = model->index(0, model->section(Column::Depth));
        QCOMPARE(depth.data(ValueRole).toLongLong(), 17'319);
        QCOMPARE(depth.data(ColumnRole).toInt(), int(Column::Depth));
        QCOMPARE(depth.data(IdRole).toULongLong(), 8U);
        QCOMPARE(depth.data(HistoryRole).value<QList<int>>(), QList<int>{17'319});
        QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), u"depth"_s);
        QCOMPARE(model->section(Column::Rule), -1);
        QCOMPARE(model->rowOf(9), 1);
        QCOMPARE(model->rowOf(10), -1);
        QCOMPARE(model->roleNames().value(HistoryRole), "history");
    }

    void selectionsStayWithTheirRows()
    {
        send({1s, {{0, 4, {1, 2, 3, 4}}}, rows({1, 2, 3, 4})});
        QTRY_COMPARE(model->rowCount(), 4);
        const QPersistentModelIndex two = model->index(1, 0);
        const QPersistentModelIndex three = model->index(2, 1);
        const QPersistentModelIndex four = model->index(3, 0);
        QSignalSpy resets(model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy layouts(model.get(), &QAbstractItemModel::layoutChanged);
        send({2s, {{0, 4, {4, 5, 2, 1}}}, rows({5})});
        QTRY_COMPARE(model->id(1), 5U);
        QCOMPARE(four.row(), 0);
        QCOMPARE(two.row(), 2);
        QVERIFY(!three.isValid());
        QVERIFY(resets.isEmpty());
        QVERIFY(layouts.isEmpty());
    }

    void aRowThatFallsToTheEndIsOneMove()
    {
        send({1s, {{0, 5, {1, 2, 3, 4, 5}}}, rows({1, 2, 3, 4, 5})});
        QTRY_COMPARE(model->rowCount(), 5);
        QSignalSpy moves(model.get(), &QAbstractItemModel::rowsMoved);
        send({2s, {{0, 5, {2, 3, 4, 5, 1}}}, {}});
        QTRY_COMPARE(model->rowOf(1), 4);
        QCOMPARE(moves.size(), 1);
        send({3s, {{0, 5, {1, 2, 3, 4, 5}}}, {}});
        QTRY_COMPARE(model->rowOf(1), 0);
        QCOMPARE(moves.size(), 2);
    }

    void changesAreToldOnceForEachRunOfRows()
    {
        send({1s, {{0, 6, {1, 2, 3, 4, 5, 6}}}, rows({1, 2, 3, 4, 5, 6})});
        QTRY_COMPARE(model->rowCount(), 6);
        QSignalSpy changes(model.get(), &QAbstractItemModel::dataChanged);
        for (int i = 0; i < 20; ++i)
            send({2s + i * 1ms, {}, rows({1, 2, 5})});
        QTRY_COMPARE(changes.size(), 2);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 0);
        QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 1);
        QCOMPARE(changes.at(0).at(1).toModelIndex().column(), 2);
        QCOMPARE(changes.at(1).at(0).toModelIndex().row(), 4);
        const auto roles = changes.at(0).at(2).value<QList<int>>();
        QVERIFY(roles.contains(ValueRole) && roles.contains(Qt::DisplayRole));
        QVERIFY(!roles.contains(IdRole));
    }

    void asksTheProbeForOtherRows()
    {
        model->setFilter(u"depth>1"_s);
        QCOMPARE(wish().filter, u"depth>1"_s);
        QCOMPARE(model->filter(), u"depth>1"_s);
        model->setSortColumn(Column::Busy);
        QVERIFY(wish().sort == Column::Busy);
        QVERIFY(model->sortColumn() == Column::Busy);
        model->setRows(1'000'000);
        QCOMPARE(wish().rows, Subscription::MostRows);
        model->setPaused(true);
        QVERIFY(probe->expect(FrameType::Pause));
        QVERIFY(model->isPaused());
    }

    void whatIsShownStaysWhenAFilterIsWrong()
    {
        send({1s, {{0, 1, {1}}}, rows({1})});
        QTRY_COMPARE(model->rowCount(), 1);
        QSignalSpy failures(model.get(), &TableModel::failed);
        probe->send(FrameType::Error, stream, StreamError{u"filter"_s, u"what?"_s}.toCbor());
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(model->rowCount(), 1);
    }

    void isTheTableAfterThousandsOfDeltas()
    {
        QRandomGenerator random(4711);
        std::vector<quint64> order;
        QHash<quint64, QPersistentModelIndex> indexes;
        for (int step = 0; step < 2000; ++step) {
            std::vector<quint64> next;
            for (quint64 id = 1; id <= 30; ++id) {
                if (random.bounded(3) != 0)
                    next.push_back(id);
            }
            if (random.bounded(2) == 0)
                std::shuffle(next.begin(), next.end(), random);
            TableDelta delta{step * 100ms, {{0, next.size(), next}}, {}};
            for (const quint64 id : next) {
                if (!std::count(order.begin(), order.end(), id) || random.bounded(3) == 0)
                    delta.rows.push_back({id, {{Column::Depth, qint64(id) * 10'000 + step}}});
            }
            send(delta);
            order = next;
            QTRY_VERIFY(probe->unreadBytes() == 0 && model->rowCount() == int(order.size()));
            for (int row = 0; row < model->rowCount(); ++row) {
                const quint64 id = order[std::size_t(row)];
                QCOMPARE(model->id(row), id);
                QCOMPARE(model->value(row, Column::Depth).toInteger() / 10'000, qint64(id));
            }
            for (auto index = indexes.begin(); index != indexes.end();) {
                if (!index->isValid()) {
                    index = indexes.erase(index);
                    continue;
                }
                QCOMPARE(model->id(index->row()), index.key());
                ++index;
            }
            for (int row = 0; row < model->rowCount(); ++row) {
                if (!indexes.contains(model->id(row)))
                    indexes.insert(model->id(row), model->index(row, 1));
            }
        }
    }

private:
    void send(const TableDelta &delta) { probe->send(FrameType::Table, stream, delta.toCbor()); }
    static std::vector<TableDelta::Row> rows(const std::vector<quint64> &ids)
    {
        std::vector<TableDelta::Row> made;
        for (const quint64 id : ids)
            made.push_back({id, {{Column::Depth, qint64(id)}}});
        return made;
    }
    Subscription wish()
    {
        const auto change = probe->expect(FrameType::Change);
        return change ? Subscription::fromCbor(change->body).value_or(Subscription())
                      : Subscription();
    }
    QString at(int row, int column) const { return model->index(row, column).data().toString(); }

    std::unique_ptr<FakeProbe> probe;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<TableModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
    quint32 stream = 0;
};

QTEST_GUILESS_MAIN(TableModelTest)
#include "tablemodeltest.moc"
