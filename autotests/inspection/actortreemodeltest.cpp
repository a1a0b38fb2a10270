// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "fakeprobe.h"

#include <Actors/Inspection/ActorTreeModel>

#include <QAbstractItemModelTester>
#include <QCborArray>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ActorTreeModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        probe = std::make_unique<FakeProbe>();
        connection = std::make_unique<Connection>();
        probe->attach(*connection);
        model = std::make_unique<ActorTreeModel>(*connection,
                                                 std::vector<Column>{Column::Name, Column::Depth});
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

    void asksOnlyForWhatIsExpanded()
    {
        send({1s, {{0, 2, {1, 2}}}, {parent(1, 3), parent(2, 100'000)}});
        QTRY_COMPARE(model->rowCount(), 2);
        const QModelIndex first = model->index(0, 0);
        QVERIFY(model->hasChildren(first));
        QCOMPARE(model->rowCount(first), 0);
        QVERIFY(model->canFetchMore(first));
        model->expanded(first);
        QCOMPARE(wish(), (Windows{{0, 2}, {1, 200}}));
        send({2s, {{1, 3, {11, 12, 13}}}, {leaf(11), leaf(12), leaf(13)}});
        QTRY_COMPARE(model->rowCount(first), 3);
        QVERIFY(!model->hasChildren(model->index(0, 0, first)));
        QVERIFY(!model->canFetchMore(first));
        QCOMPARE(model->parent(model->index(2, 1, first)), first);
        QCOMPARE(model->indexOf(13), model->index(2, 0, first));
        QCOMPARE(model->id(model->indexOf(12)), 12U);
        QCOMPARE(model->total(first), 3U);
        QVERIFY(!model->indexOf(99).isValid());
        model->collapsed(first);
        QCOMPARE(wish(), (Windows{{0, 2}}));
    }

    void moreChildrenAreFetchedPageByPage()
    {
        openWithMany(1000);
        const QModelIndex above = model->index(0, 0);
        QVERIFY(model->canFetchMore(above));
        model->fetchMore(above);
        QCOMPARE(wish(), (Windows{{0, 1}, {1, 400}}));
        // What was asked for comes first.
        QVERIFY(!model->canFetchMore(above));
        sendChildren(1, 100, 400, 1000);
        QTRY_COMPARE(model->rowCount(above), 400);
        model->fetchMore(above);
        // The one at the top is a row as well.
        QCOMPARE(wish(), (Windows{{0, 1}, {1, 499}}));
        sendChildren(1, 100, 499, 1000);
        QTRY_COMPARE(model->rowCount(above), 499);
    }

    void smallGroupsLeaveRoomForOthers()
    {
        std::vector<TableDelta::Row> rows;
        for (quint64 id = 1; id <= 8; ++id)
            rows.push_back(parent(id, 3));
        send({1s, {{0, 8, {1, 2, 3, 4, 5, 6, 7, 8}}}, rows});
        QTRY_COMPARE(model->rowCount(), 8);
        for (quint64 id = 1; id <= 8; ++id) {
            model->expanded(model->indexOf(id));
            sendChildren(id, id * 100, 3, 3);
            QTRY_COMPARE(model->rowCount(model->indexOf(id)), 3);
        }
        const Windows last = lastWish();
        QCOMPARE(last.size(), std::size_t(9));
        QVERIFY(std::all_of(last.begin(), last.end(),
                            [](const auto &window) { return window.second > 0; }));
    }

    void whatWasFetchedFirstGoesWhereRoomIsShort()
    {
        send({1s, {{0, 3, {1, 2, 3}}}, {parent(1, 900), parent(2, 900), parent(3, 900)}});
        QTRY_COMPARE(model->rowCount(), 3);
        for (quint64 id = 1; id <= 3; ++id) {
            model->expanded(model->indexOf(id));
            sendChildren(id, id * 1000, 200, 900);
            QTRY_COMPARE(model->rowCount(model->indexOf(id)), 200);
        }
        QCOMPARE(lastWish(), (Windows{{0, 3}, {1, 97}, {2, 200}, {3, 200}}));
    }

    void theWayToWhatIsWantedIsKept()
    {
        openWithMany(500);
        // The last of those that are shown.
        const quint64 deep = 299;
        send({2s, {}, {parent(deep, 900)}});
        QTRY_VERIFY(model->hasChildren(model->indexOf(deep)));
        model->expanded(model->indexOf(deep));
        sendChildren(deep, 10'000, 200, 900);
        QTRY_COMPARE(model->rowCount(model->indexOf(deep)), 200);
        model->fetchMore(model->indexOf(deep));
        const Windows last = lastWish();
        QCOMPARE(last.at(1), 200U);
        QVERIFY(last.at(deep) > 200U);
        QVERIFY(1 + last.at(1) + last.at(deep) <= quint32(Subscription::MostRows));
    }

    void whoGoesTakesWhatIsBelow()
    {
        openWithMany(3);
        checkModel();
        const QPersistentModelIndex child = model->indexOf(101);
        QVERIFY(child.isValid());
        send({2s, {{0, 0, {}}, {1, 0, {}}}, {}});
        QTRY_COMPARE(model->rowCount(), 0);
        QVERIFY(!child.isValid());
        QVERIFY(!model->indexOf(101).isValid());
        QCOMPARE(lastWish(), (Windows{{0, 1}}));
    }

    void whoComesIsAskedForToo()
    {
        send({1s, {{0, 2, {1, 2}}}, {parent(1, 3), parent(2, 3)}});
        QTRY_COMPARE(model->rowCount(), 2);
        model->expanded(model->indexOf(1));
        sendChildren(1, 100, 3, 3);
        QTRY_COMPARE(model->rowCount(model->indexOf(1)), 3);
        model->expanded(model->indexOf(2));
        QCOMPARE(lastWish(), (Windows{{0, 2}, {1, 3}, {2, 200}}));
        sendChildren(1, 100, 3, 5);
        QCOMPARE(wish(), (Windows{{0, 2}, {1, 5}, {2, 200}}));
        // As many as fit.
        send({4s, {{0, 700, {1, 2}}, {1, 700, {100}}, {2, 700, {200}}}, {}});
        QCOMPARE(wish(), (Windows{{0, 10}, {1, 200}, {2, 200}}));
    }

    void selectionsStayWithTheirActors()
    {
        openWithMany(4);
        checkModel();
        const QModelIndex above = model->index(0, 0);
        const QPersistentModelIndex one = model->indexOf(101);
        const QPersistentModelIndex three = model->indexOf(103);
        QSignalSpy resets(model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy layouts(model.get(), &QAbstractItemModel::layoutChanged);
        send({2s, {{1, 4, {103, 104, 100, 101}}}, {leaf(104)}});
        QTRY_COMPARE(model->indexOf(104).row(), 1);
        QCOMPARE(one.row(), 3);
        QCOMPARE(three.row(), 0);
        QVERIFY(!model->indexOf(102).isValid());
        QCOMPARE(model->rowCount(above), 4);
        QVERIFY(resets.isEmpty());
        QVERIFY(layouts.isEmpty());
    }

    void changesAreToldOnceForEachRunOfRows()
    {
        openWithMany(6);
        QSignalSpy changes(model.get(), &QAbstractItemModel::dataChanged);
        for (int i = 0; i < 20; ++i)
            send({2s + i * 1ms, {}, {leaf(100), leaf(101), leaf(104)}});
        QTRY_COMPARE(changes.size(), 2);
        const auto begin = changes.at(0).at(0).toModelIndex();
        QCOMPARE(model->id(begin), 100U);
        QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 1);
        QCOMPARE(changes.at(0).at(1).toModelIndex().column(), 1);
        QCOMPARE(begin.parent(), model->index(0, 0));
        QCOMPARE(changes.at(1).at(0).toModelIndex().row(), 4);
    }

    void showsWhatTheProbeTells()
    {
        QCborArray names;
        names.append(QCborArray{5, u"db_writer"_s});
        probe->send(FrameType::Names, 0, names);
        send({1s, {{0, 1, {1}}}, {{1, {{Column::Name, 5}, {Column::Depth, 17'319}}}}});
        QTRY_COMPARE(model->rowCount(), 1);
        const QModelIndex name = model->index(0, 0);
        QCOMPARE(name.data().toString(), u"db_writer"_s);
        QCOMPARE(name.data(IdRole).toULongLong(), 1U);
        QCOMPARE(name.siblingAtColumn(1).data(ValueRole).toLongLong(), 17'319);
        QCOMPARE(model->value(name, Column::Depth).toInteger(), 17'319);
        QCOMPARE(model->headerData(0, Qt::Horizontal).toString(), u"name"_s);
        QVERIFY(!model->hasChildren(name));
    }

    void asksTheProbeForOthersOrForNone()
    {
        model->setFilter(u"depth>1"_s);
        const auto change = probe->expect(FrameType::Change);
        QVERIFY(change);
        QCOMPARE(Subscription::fromCbor(change->body)->filter, u"depth>1"_s);
        QCOMPARE(model->filter(), u"depth>1"_s);
        model->setPaused(true);
        QVERIFY(probe->expect(FrameType::Pause));
        QVERIFY(model->isPaused());
        QSignalSpy failures(model.get(), &ActorTreeModel::failed);
        probe->send(FrameType::Error, stream, StreamError{u"filter"_s, u"what?"_s}.toCbor());
        QTRY_COMPARE(failures.size(), 1);
    }

    void isTheTreeAfterThousandsOfDeltas()
    {
        // Two levels, of which each order and each number of children is possible.
        checkModel();
        QRandomGenerator random(4711);
        std::map<quint64, std::vector<quint64>> tree;
        for (int step = 0; step < 1000; ++step) {
            std::map<quint64, std::vector<quint64>> next{{0, some(random, 1, 8)}};
            TableDelta delta{step * 100ms, {}, {}};
            for (const quint64 id : next.at(0)) {
                if (random.bounded(2) == 0)
                    next[id] = some(random, id * 100, 6);
                delta.rows.push_back(parent(id, 6));
            }
            for (const auto &[above, ids] : next) {
                delta.groups.push_back({above, ids.size(), ids});
                for (const quint64 id : ids) {
                    if (above != 0)
                        delta.rows.push_back(leaf(id));
                }
            }
            for (const auto &[above, ids] : tree) {
                if (!next.contains(above))
                    delta.groups.push_back({above, 0, {}});
            }
            tree = next;
            send(delta);
            QTRY_COMPARE(probe->unreadBytes(), 0);
            QCOMPARE(shown({}), tree.at(0));
            for (const quint64 id : tree.at(0)) {
                const auto below = tree.find(id);
                QCOMPARE(shown(model->indexOf(id)),
                         below == tree.end() ? std::vector<quint64>() : below->second);
            }
        }
    }

private:
    //! Checks the model at each signal. It fetches all that there is, so not where that is the
    //! question.
    void checkModel()
    {
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    using Windows = std::map<quint64, quint32>; //!< How many are wanted, by whose children.

    void send(const TableDelta &delta) { probe->send(FrameType::Table, stream, delta.toCbor()); }
    static TableDelta::Row parent(quint64 id, qint64 children)
    {
        return {id, {{Column::Children, children}}};
    }
    static TableDelta::Row leaf(quint64 id)
    {
        return {id, {{Column::Children, 0}, {Column::Depth, qint64(id)}}};
    }
    //! Those from \a first on, in their order.
    void sendChildren(quint64 above, quint64 first, int shown, quint64 total)
    {
        TableDelta delta{2s, {{above, total, std::vector<quint64>(std::size_t(shown))}}, {}};
        auto &ids = delta.groups.front().ids;
        std::iota(ids.begin(), ids.end(), first);
        for (const quint64 id : ids)
            delta.rows.push_back(leaf(id));
        send(delta);
    }
    //! The actor 1 at the top, whose children are 100 and more; 200 of them are shown.
    void openWithMany(int children)
    {
        send({1s, {{0, 1, {1}}}, {parent(1, children)}});
        QTRY_COMPARE(model->rowCount(), 1);
        model->expanded(model->index(0, 0));
        QCOMPARE(wish(), (Windows{{0, 1}, {1, 200}}));
        sendChildren(1, 100, std::min(children, 200), quint64(children));
        QTRY_COMPARE(model->rowCount(model->index(0, 0)), std::min(children, 200));
    }
    static std::vector<quint64> some(QRandomGenerator &random, quint64 first, int most)
    {
        std::vector<quint64> ids;
        for (int i = 0; i < most; ++i) {
            if (random.bounded(3) != 0)
                ids.push_back(first + quint64(i));
        }
        std::shuffle(ids.begin(), ids.end(), random);
        return ids;
    }
    std::vector<quint64> shown(const QModelIndex &parent) const
    {
        std::vector<quint64> ids;
        for (int row = 0; row < model->rowCount(parent); ++row)
            ids.push_back(model->id(model->index(row, 0, parent)));
        return ids;
    }
    static Windows windowsOf(const Frame &frame)
    {
        Windows windows;
        const auto subscription = Subscription::fromCbor(frame.body);
        for (const auto &window : subscription.value_or(Subscription()).windows)
            windows[window.parent] = window.count;
        return windows;
    }
    //! What is asked for next.
    Windows wish()
    {
        const auto change = probe->expect(FrameType::Change);
        return change ? windowsOf(*change) : Windows();
    }
    //! What is asked for in the end.
    Windows lastWish()
    {
        QCoreApplication::processEvents();
        Windows last = wish();
        while (hasWish())
            last = wish();
        return last;
    }
    bool hasWish() const
    {
        const auto &frames = probe->frames();
        return std::any_of(frames.begin(), frames.end(),
                           [](const Frame &frame) { return frame.type == FrameType::Change; });
    }

    std::unique_ptr<FakeProbe> probe;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<ActorTreeModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
    quint32 stream = 0;
};

QTEST_GUILESS_MAIN(ActorTreeModelTest)
#include "actortreemodeltest.moc"
