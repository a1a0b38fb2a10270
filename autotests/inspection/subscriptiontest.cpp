// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/Subscription>

#include <QCborArray>
#include <QCborMap>
#include <QTest>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static QCborValue field(const QString &name, const QCborValue &value)
{
    return QCborMap{{name, value}};
}

static QCborArray arrayOf(int size, const QCborValue &value)
{
    QCborArray array;
    for (int i = 0; i < size; ++i)
        array.append(value);
    return array;
}

class SubscriptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasWritten()
    {
        Subscription subscription;
        subscription.kind = Subscription::Kind::Tree;
        subscription.interval = 250ms;
        subscription.rows = 17;
        subscription.sort = Column::WaitHigh;
        subscription.filter = u"depth>100"_s;
        subscription.windows = {{0, 0, 200}, {7, 1'000'000, 100}};
        subscription.ids = {1, 2, 3};

        const std::optional<Subscription> read = Subscription::fromCbor(subscription.toCbor());

        QVERIFY(read);
        QCOMPARE(read->kind, subscription.kind);
        QCOMPARE(read->interval, subscription.interval);
        QCOMPARE(read->rows, subscription.rows);
        QCOMPARE(read->sort, subscription.sort);
        QCOMPARE(read->filter, subscription.filter);
        QCOMPARE(read->ids, subscription.ids);
        QCOMPARE(read->windows.size(), 2U);
        QCOMPARE(read->windows[1].parent, 7U);
        QCOMPARE(read->windows[1].offset, 1'000'000U);
        QCOMPARE(read->windows[1].count, 100U);
    }

    void hasTheFormOfTheProtocol()
    {
        Subscription subscription;
        subscription.windows = {{3, 4, 5}};
        const QCborMap expected{
            {u"kind"_s, u"top"_s},
            {u"interval"_s, 1'000},
            {u"rows"_s, 200},
            {u"sort"_s, u"oldest"_s},
            {u"windows"_s, QCborArray{QCborValue(QCborArray{3, 4, 5})}},
        };
        QCOMPARE(subscription.toCbor(), QCborValue(expected));
    }

    void isAsItIsMadeWhereNothingIsSaid()
    {
        const std::optional<Subscription> read = Subscription::fromCbor(QCborMap());

        QVERIFY(read);
        QCOMPARE(read->kind, Subscription::Kind::Top);
        QCOMPARE(read->interval, 1s);
        QCOMPARE(read->rows, 200);
        QCOMPARE(read->sort, Column::Oldest);
        QVERIFY(read->filter.isEmpty());
        QVERIFY(read->windows.empty());
        QVERIFY(read->ids.empty());
    }

    void skipsWhatItDoesNotKnow()
    {
        QVERIFY(Subscription::fromCbor(QCborMap{{u"colour"_s, 1}, {2, 3}}));
    }

    void takesAllUpToItsLimits_data()
    {
        QTest::addColumn<QCborValue>("body");

        QTest::newRow("shortest interval") << field(u"interval"_s, 100);
        QTest::newRow("longest interval") << field(u"interval"_s, 3'600'000);
        QTest::newRow("no rows") << field(u"rows"_s, 0);
        QTest::newRow("most rows") << field(u"rows"_s, 500);
        QTest::newRow("most rows of a window")
            << field(u"windows"_s, QCborArray{QCborValue(QCborArray{0, 4'294'967'295LL, 500})});
        QTest::newRow("most rows of windows")
            << field(u"windows"_s, QCborArray{QCborArray{0, 0, 300}, QCborArray{1, 0, 200}});
        QTest::newRow("most windows") << field(u"windows"_s, arrayOf(500, QCborArray{1, 0, 1}));
        QTest::newRow("most actors") << field(u"ids"_s, arrayOf(500, 1));
    }

    void takesAllUpToItsLimits()
    {
        QFETCH(const QCborValue, body);
        QString error;

        QVERIFY2(Subscription::fromCbor(body, &error), qPrintable(error));
        QCOMPARE(error, QString());
    }

    void saysWhatIsWrongAndWhatIsRight_data()
    {
        QTest::addColumn<QCborValue>("body");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("cure");

        const auto wrong = [](const char *row, const QString &name, const QCborValue &value,
                              const QString &cure) {
            QTest::newRow(row) << field(name, value) << u'"' + name + u'"' << cure;
        };
        QTest::newRow("undefined") << QCborValue() << u"subscription"_s << u"must be a map"_s;
        QTest::newRow("an array") << QCborValue(QCborArray()) << u"subscription"_s
                                  << u"must be a map"_s;
        wrong("unknown kind", u"kind"_s, u"all"_s, u"deadletters, letters"_s);
        wrong("kind is a number", u"kind"_s, 1, u"system, top"_s);
        wrong("kind in capitals", u"kind"_s, u"Top"_s, u"system, top"_s);
        wrong("interval too short", u"interval"_s, 99, u"from 100 to 3600000"_s);
        wrong("interval too long", u"interval"_s, 3'600'001, u"from 100 to 3600000"_s);
        wrong("interval negative", u"interval"_s, -1, u"from 100"_s);
        wrong("interval is a double", u"interval"_s, 100.0, u"integer"_s);
        wrong("too many rows", u"rows"_s, 501, u"from 0 to 500"_s);
        wrong("rows negative", u"rows"_s, -1, u"from 0 to 500"_s);
        wrong("rows is a text", u"rows"_s, u"1"_s, u"integer"_s);
        wrong("unknown column", u"sort"_s, u"colour"_s, u"name of a column"_s);
        wrong("column is a number", u"sort"_s, 7, u"name of a column"_s);
        wrong("filter is null", u"filter"_s, nullptr, u"text"_s);
        wrong("windows are a map", u"windows"_s, QCborMap(), u"array of arrays"_s);
        wrong("window is a number", u"windows"_s, QCborArray{1}, u"[parent, offset, count]"_s);
        wrong("window of two", u"windows"_s, QCborArray{QCborValue(QCborArray{1, 2})}, u"array"_s);
        wrong("parent negative", u"windows"_s, QCborArray{QCborValue(QCborArray{-1, 0, 1})},
              u"array"_s);
        wrong("offset too high", u"windows"_s,
              QCborArray{QCborValue(QCborArray{1, 4'294'967'296LL, 1})}, u"array"_s);
        wrong("window too long", u"windows"_s, QCborArray{QCborValue(QCborArray{1, 0, 501})},
              u"500 rows"_s);
        wrong("windows too long", u"windows"_s,
              QCborArray{QCborArray{1, 0, 500}, QCborArray{1, 0, 1}}, u"500 rows"_s);
        wrong("windows beyond 32 bits", u"windows"_s,
              QCborArray{QCborArray{1, 0, 4'294'967'295LL}, QCborArray{1, 0, 1}}, u"500 rows"_s);
        wrong("too many windows", u"windows"_s, arrayOf(501, QCborArray{1, 0, 0}), u"500"_s);
        wrong("too many actors", u"ids"_s, arrayOf(501, 1), u"500"_s);
        wrong("actor negative", u"ids"_s, QCborArray{-1}, u"numbers of actors"_s);
        wrong("actor is a text", u"ids"_s, QCborArray{u"1"_s}, u"numbers of actors"_s);
        wrong("actors are a number", u"ids"_s, 1, u"array"_s);
    }

    void saysWhatIsWrongAndWhatIsRight()
    {
        QFETCH(const QCborValue, body);
        QFETCH(const QString, cause);
        QFETCH(const QString, cure);
        QString error;

        QVERIFY(!Subscription::fromCbor(body, &error));

        QVERIFY2(error.contains(cause), qPrintable(error));
        QVERIFY2(error.contains(cure), qPrintable(error));
        QVERIFY(!Subscription::fromCbor(body));
    }

    void namesItsKinds()
    {
        for (int number = 0; number <= static_cast<int>(Subscription::Kind::Self); ++number) {
            const auto kind = static_cast<Subscription::Kind>(number);
            QCOMPARE(kindNamed(nameOf(kind)), kind);
        }
        QCOMPARE(nameOf(Subscription::Kind::DeadLetters), u"deadletters"_s);
        QVERIFY(!kindNamed(u""));
        QVERIFY(!kindNamed(u"DeadLetters"));
    }
};

QTEST_GUILESS_MAIN(SubscriptionTest)

#include "subscriptiontest.moc"
