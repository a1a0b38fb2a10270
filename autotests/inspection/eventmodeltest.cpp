// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "fakeprobe.h"

#include <Actors/Inspection/EventModel>

#include <QAbstractItemModelTester>
#include <QCborArray>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

class EventModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        probe = std::make_unique<FakeProbe>();
        connection = std::make_unique<Connection>();
        probe->attach(*connection);
        model = std::make_unique<EventModel>(*connection, Subscription::Kind::Lifecycle,
                                             std::vector<Column>{Column::Kind, Column::Count});
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto asked = probe->expect(FrameType::Subscribe);
        QVERIFY(asked);
        QVERIFY(Subscription::fromCbor(asked->body)->kind == Subscription::Kind::Lifecycle);
        stream = asked->stream;
    }
    void cleanup()
    {
        tester.reset();
        model.reset();
        connection.reset();
        probe.reset();
    }

    void aBatchIsOneInsertion()
    {
        QSignalSpy insertions(model.get(), &QAbstractItemModel::rowsInserted);
        probe->send(FrameType::Names, 0, QCborArray{QCborValue(QCborArray{0, u"started"_s})});
        send(10, 5);
        QTRY_COMPARE(model->rowCount(), 5);
        QCOMPARE(insertions.size(), 1);
        QCOMPARE(model->columnCount(), 2);
        QCOMPARE(model->index(0, 0).data().toString(), u"started"_s);
        QCOMPARE(model->index(4, 1).data(ValueRole).toLongLong(), 14);
        QCOMPARE(model->index(4, 1).data(IdRole).toULongLong(), 14U);
        QCOMPARE(model->index(4, 1).data(ColumnRole).toInt(), int(Column::Count));
        QVERIFY(model->value(0, Column::Reason).isUndefined());
        QCOMPARE(model->headerData(0, Qt::Horizontal).toString(), u"kind"_s);
    }

    void theOldestGoInOneRemoval()
    {
        model->setCapacity(10);
        send(0, 8);
        QTRY_COMPARE(model->rowCount(), 8);
        QSignalSpy removals(model.get(), &QAbstractItemModel::rowsRemoved);
        const QPersistentModelIndex kept = model->index(6, 1);
        const QPersistentModelIndex lost = model->index(2, 1);
        send(8, 5);
        QTRY_COMPARE(model->rowCount(), 10);
        QCOMPARE(removals.size(), 1);
        QCOMPARE(kept.data(ValueRole).toLongLong(), 6);
        QVERIFY(!lost.isValid());
        // More than there is room for.
        send(13, 25);
        QTRY_COMPARE(model->index(9, 1).data(ValueRole).toLongLong(), 37);
        QCOMPARE(model->rowCount(), 10);
        QCOMPARE(model->index(0, 1).data(ValueRole).toLongLong(), 28);
        model->setCapacity(0);
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0, 1).data(ValueRole).toLongLong(), 37);
    }

    void beginsAgainWhenTheNumbersGoBack()
    {
        send(100, 5);
        QTRY_COMPARE(model->rowCount(), 5);
        const QPersistentModelIndex later = model->index(0, 1);
        send(40, 2);
        QTRY_COMPARE(model->rowCount(), 2);
        QVERIFY(!later.isValid());
        QCOMPARE(model->index(0, 1).data(ValueRole).toLongLong(), 40);
    }

    void countsWhatWasLost()
    {
        QSignalSpy losses(model.get(), &EventModel::droppedChanged);
        send(0, 1);
        send(5, 0, 4);
        send(7, 1, 2);
        QTRY_COMPARE(model->rowCount(), 2);
        QCOMPARE(losses.size(), 2);
        QCOMPARE(model->dropped(), 6U);
    }

    void asksTheProbeForOthersOrForNone()
    {
        model->setFilter(u"path:/user/**"_s);
        const auto change = probe->expect(FrameType::Change);
        QVERIFY(change);
        QCOMPARE(Subscription::fromCbor(change->body)->filter, u"path:/user/**"_s);
        model->setPaused(true);
        QVERIFY(probe->expect(FrameType::Pause));
        QVERIFY(model->isPaused());
        QSignalSpy failures(model.get(), &EventModel::failed);
        probe->send(FrameType::Error, stream, StreamError{u"filter"_s, u"what?"_s}.toCbor());
        QTRY_COMPARE(failures.size(), 1);
    }

    void keepsTheLastOfThousands()
    {
        QRandomGenerator random(4711);
        quint64 next = 0;
        int capacity = EventModel::UsualCapacity;
        for (int step = 0; step < 500; ++step) {
            if (random.bounded(20) == 0) {
                capacity = random.bounded(1, 400);
                model->setCapacity(capacity);
            }
            const int count = random.bounded(60);
            send(next, count);
            next += quint64(count);
            QTRY_COMPARE(probe->unreadBytes(), 0);
            const int rows = model->rowCount();
            QVERIFY(rows <= capacity);
            for (int row = 0; row < rows; ++row)
                QCOMPARE(model->value(row, Column::Count).toInteger(), qint64(next) - rows + row);
        }
    }

private:
    void send(quint64 first, int count, quint64 dropped = 0)
    {
        EventBatch batch;
        batch.first = first;
        batch.dropped = dropped;
        for (int i = 0; i < count; ++i)
            batch.events.push_back({{Column::Kind, 0}, {Column::Count, qint64(first) + i}});
        probe->send(FrameType::Events, stream, batch.toCbor());
    }

    std::unique_ptr<FakeProbe> probe;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<EventModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
    quint32 stream = 0;
};

QTEST_GUILESS_MAIN(EventModelTest)
#include "eventmodeltest.moc"
