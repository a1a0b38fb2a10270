// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/TableDelta>

#include <QCborArray>
#include <QCborMap>
#include <QTest>

#include <limits>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

static constexpr qint64 Highest = std::numeric_limits<qint64>::max();

class TableDeltaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheFormOfTheProtocol()
    {
        TableDelta delta;
        delta.time = std::chrono::nanoseconds(5);
        delta.groups = {{0, 100, {7, 8}}, {7, 0, {}}};
        delta.rows = {{7, {{Column::Depth, 3}, {Column::Now, u"Tick"_s}}}, {8, {}}};

        const QCborArray expected{
            5,
            QCborArray{QCborArray{0, 100, QCborArray{7, 8}}, QCborArray{7, 0, QCborArray{}}},
            QCborArray{QCborArray{7, QCborArray{5, 3, 15, u"Tick"_s}}, QCborArray{8, QCborArray{}}},
        };
        QCOMPARE(delta.toCbor(), QCborValue(expected));
    }

    void givesBackWhatWasWritten()
    {
        TableDelta delta;
        delta.time = std::chrono::nanoseconds(Highest);
        delta.groups = {{0, 100, {7, 8}}, {7, quint64(Highest), {quint64(Highest)}}};
        delta.rows = {{7, {{Column::Path, u"/user/a"_s}, {Column::In, 2.5}}},
                      {quint64(Highest),
                       {{Column::Oldest, -1}, {Column::Class, nullptr}, {Column::Now, {}}}}};

        const std::optional<TableDelta> read = TableDelta::fromCbor(delta.toCbor());

        QVERIFY(read);
        QCOMPARE(read->time, delta.time);
        QCOMPARE(read->groups.size(), 2U);
        QCOMPARE(read->groups[1].parent, 7U);
        QCOMPARE(read->groups[1].total, quint64(Highest));
        QCOMPARE(read->groups[0].ids, delta.groups[0].ids);
        QCOMPARE(read->groups[1].ids, delta.groups[1].ids);
        QCOMPARE(read->rows.size(), 2U);
        QCOMPARE(read->rows[0].id, 7U);
        QCOMPARE(read->rows[1].id, quint64(Highest));
        QVERIFY(read->rows[0].cells == delta.rows[0].cells);
        QVERIFY(read->rows[1].cells == delta.rows[1].cells);
    }

    void keepsColumnsOfANewerProbe()
    {
        const QCborArray body{0, QCborArray{},
                              QCborArray{QCborValue(QCborArray{1, QCborArray{250, 5}})}};

        const std::optional<TableDelta> delta = TableDelta::fromCbor(body);

        QVERIFY(delta);
        QCOMPARE(delta->rows[0].cells[0].first, static_cast<Column>(250));
        QCOMPARE(info(delta->rows[0].cells[0].first).name, static_cast<const char *>(nullptr));
    }

    void isNotMadeFromAnythingElse_data()
    {
        QTest::addColumn<QCborValue>("body");

        const QCborArray none;
        const auto body = [](const char *name, const QCborValue &value) {
            QTest::newRow(name) << value;
        };
        const auto group = [&body, none](const char *name, const QCborValue &value) {
            body(name, QCborArray{0, QCborArray{value}, none});
        };
        const auto row = [&body, none](const char *name, const QCborValue &value) {
            body(name, QCborArray{0, none, QCborArray{value}});
        };
        const auto cells = [&row](const char *name, const QCborValue &value) {
            row(name, QCborArray{1, value});
        };

        body("nothing", QCborValue());
        body("an invalid value", QCborValue(QCborValue::Invalid));
        body("null", nullptr);
        body("a number", 1);
        body("a text", u"delta"_s);
        body("a map", QCborMap{{0, 1}});
        body("an empty array", none);
        body("two parts", QCborArray{0, none});
        body("four parts", QCborArray{0, none, none, none});
        body("time is a text", QCborArray{u"0"_s, none, none});
        body("time is a double", QCborArray{0.5, none, none});
        body("time is negative", QCborArray{-1, none, none});
        body("groups are null", QCborArray{0, nullptr, none});
        body("rows are a map", QCborArray{0, none, QCborMap()});
        group("group is no array", 1);
        group("group has two parts", QCborArray{0, 0});
        group("group has four parts", QCborArray{0, 0, none, none});
        group("parent is negative", QCborArray{-1, 0, none});
        group("total is negative", QCborArray{0, -1, none});
        group("total is a double", QCborArray{0, 1.0, none});
        group("ids are null", QCborArray{0, 0, nullptr});
        group("id is negative", QCborArray{0, 1, QCborArray{-1}});
        group("id is a text", QCborArray{0, 1, QCborArray{u"1"_s}});
        group("id is there twice", QCborArray{0, 3, QCborArray{1, 2, 1}});
        body("parent is there twice",
             QCborArray{0, QCborArray{QCborArray{1, 0, none}, QCborArray{1, 0, none}}, none});
        row("row is no array", 1);
        row("row has one part", QCborArray{1});
        row("row has three parts", QCborArray{1, none, none});
        row("id of a row is negative", QCborArray{-1, none});
        row("id of a row is null", QCborArray{nullptr, none});
        cells("cells are null", nullptr);
        cells("a column without a value", QCborArray{1, 2, 3});
        cells("column is negative", QCborArray{-1, 2});
        cells("column is 256", QCborArray{256, 2});
        cells("column is a text", QCborArray{u"depth"_s, 2});
        cells("value is true", QCborArray{1, true});
        cells("value is an array", QCborArray{1, none});
        cells("value is a map", QCborArray{1, QCborMap()});
        cells("value is a byte string", QCborArray{1, QByteArray("x")});
    }

    void isNotMadeFromAnythingElse()
    {
        QFETCH(const QCborValue, body);

        QVERIFY(!TableDelta::fromCbor(body));
    }

    void tellsOfEventsInTheFormOfTheProtocol()
    {
        EventBatch batch;
        batch.first = 10;
        batch.dropped = 2;
        batch.events = {{{Column::Last, 99}, {Column::Path, u"/user/a"_s}}, {}};

        const QCborValue body = batch.toCbor();
        const std::optional<EventBatch> read = EventBatch::fromCbor(body);

        const QCborArray expected{10, 2,
                                  QCborArray{QCborArray{25, 99, 0, u"/user/a"_s}, QCborArray{}}};
        QCOMPARE(body, QCborValue(expected));
        QVERIFY(read);
        QCOMPARE(read->first, 10U);
        QCOMPARE(read->dropped, 2U);
        QVERIFY(read->events == batch.events);
    }

    void tellsOfNoEventsFromAnythingElse_data()
    {
        QTest::addColumn<QCborValue>("body");

        const QCborArray none;
        QTest::newRow("nothing") << QCborValue();
        QTest::newRow("two parts") << QCborValue(QCborArray{0, 0});
        QTest::newRow("four parts") << QCborValue(QCborArray{0, 0, none, none});
        QTest::newRow("first is negative") << QCborValue(QCborArray{-1, 0, none});
        QTest::newRow("first is a double") << QCborValue(QCborArray{1.0, 0, none});
        QTest::newRow("dropped is negative") << QCborValue(QCborArray{0, -1, none});
        QTest::newRow("events are null") << QCborValue(QCborArray{0, 0, nullptr});
        QTest::newRow("event is a number") << QCborValue(QCborArray{0, 0, QCborArray{1}});
        QTest::newRow("event is a column without a value")
            << QCborValue(QCborArray{0, 0, QCborArray{QCborValue(QCborArray{1})}});
    }

    void tellsOfNoEventsFromAnythingElse()
    {
        QFETCH(const QCborValue, body);

        QVERIFY(!EventBatch::fromCbor(body));
    }

    void knowsItsColumnsByNumberAndByName()
    {
        QStringList names;
        int number = 0;
        for (const ColumnInfo &column : columns()) {
            QCOMPARE(static_cast<int>(column.column), number++);
            const QString name = QString::fromLatin1(column.name);
            QCOMPARE(columnNamed(name), column.column);
            QCOMPARE(columnNamed(name.toUpper()), column.column);
            QCOMPARE(info(column.column).name, column.name);
            names.append(name.toLower());
        }
        QCOMPARE(names.removeDuplicates(), 0);
        QCOMPARE(columnNamed(u"depth"), Column::Depth);
        QVERIFY(!columnNamed(u""));
        QVERIFY(!columnNamed(u"dept"));
        QVERIFY(!columnNamed(u"depths"));
    }

    void knowsTheStatesOfActorsByName()
    {
        for (int number = 0; number <= static_cast<int>(ActorState::Stopped); ++number) {
            const auto state = static_cast<ActorState>(number);
            QCOMPARE(stateNamed(nameOf(state)), state);
        }
        QCOMPARE(nameOf(ActorState::Running), u"running"_s);
        QCOMPARE(nameOf(static_cast<ActorState>(200)), u"200"_s);
        QVERIFY(!stateNamed(u"walking"));
    }
};

QTEST_GUILESS_MAIN(TableDeltaTest)

#include "tabledeltatest.moc"
