// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/RecordedScene>
#include <Actors/Inspection/RecordingReader>

#include <QTest>

#include <algorithm>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using Kind = Subscription::Kind;

namespace {

TableDelta::Row actorRow(quint64 id, quint64 parent, const QString &path, qint64 depth = 0)
{
    return {id,
            {{Column::Path, path},
             {Column::Class, path.count(u'/') < 2 ? QString() : u"Worker"_s},
             {Column::Parent, qint64(parent)},
             {Column::State, int(ActorState::Idle)},
             {Column::Depth, depth}}};
}

class Scene : public RecordedScene
{
public:
    Scene()
    {
        for (const Kind kind : {Kind::Tree, Kind::System, Kind::DeadLetters, Kind::Lifecycle}) {
            Subscription subscription;
            subscription.kind = kind;
            tell({FrameType::Subscribe, streamOf(kind), subscription.toCbor()});
        }
    }
    void tell(const Frame &frame) { apply({std::chrono::nanoseconds(1), frame}); }
    void tell(Kind kind, const TableDelta &delta)
    {
        tell({FrameType::Table, streamOf(kind), delta.toCbor()});
    }
    void tellActors(const std::vector<TableDelta::Row> &rows)
    {
        tell(Kind::Tree, TableDelta{{}, {}, rows});
    }
    void tellFamily()
    {
        tellActors({actorRow(1, 0, u"/"_s), actorRow(2, 1, u"/user"_s),
                    actorRow(3, 2, u"/user/a"_s, 5), actorRow(4, 2, u"/user/b"_s, 7),
                    actorRow(5, 4, u"/user/b/c"_s, 6)});
    }
};

std::vector<quint64> idsOf(const TableDelta &delta, quint64 parent = 0)
{
    for (const TableDelta::Group &group : delta.groups) {
        if (group.parent == parent)
            return group.ids;
    }
    return {};
}

} // namespace

class RecordedSceneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTopIsSortedFilteredAndCut()
    {
        Scene scene;
        scene.tellFamily();
        Subscription subscription;
        subscription.sort = Column::Depth;
        subscription.rows = 2;
        const TableDelta top = scene.look(subscription);
        QCOMPARE(idsOf(top), (std::vector<quint64>{4, 5}));
        QCOMPARE(top.groups.front().total, 3U);
        QCOMPARE(top.rows.size(), std::size_t(2));

        subscription.filter = u"depth<7 path:/user/*"_s;
        QCOMPARE(idsOf(scene.look(subscription)), (std::vector<quint64>{3}));
    }

    void theTreeHasWindowsAndWhoIsAboveAMatch()
    {
        Scene scene;
        scene.tellFamily();
        Subscription subscription;
        subscription.kind = Kind::Tree;
        subscription.windows = {{0, 0, 10}, {2, 1, 10}, {4, 0, 10}, {77, 0, 10}};
        TableDelta tree = scene.look(subscription);
        QCOMPARE(idsOf(tree), (std::vector<quint64>{1}));
        QCOMPARE(idsOf(tree, 2), (std::vector<quint64>{4}));
        QCOMPARE(idsOf(tree, 4), (std::vector<quint64>{5}));
        QCOMPARE(tree.groups.size(), std::size_t(3));
        QCOMPARE(tree.groups[1].total, 2U);

        subscription.filter = u"depth=6"_s;
        subscription.windows = {{1, 0, 10}, {2, 0, 10}};
        tree = scene.look(subscription);
        QCOMPARE(idsOf(tree, 1), (std::vector<quint64>{2}));
        QCOMPARE(idsOf(tree, 2), (std::vector<quint64>{4}));
    }

    void aCircleOfParentsDoesNotTrapAnybody()
    {
        Scene scene;
        scene.tellActors({actorRow(1, 2, u"/user/a"_s), actorRow(2, 1, u"/user/b"_s)});
        Subscription subscription;
        subscription.kind = Kind::Tree;
        subscription.filter = u"a"_s;
        subscription.windows = {{0, 0, 10}, {1, 0, 10}};
        QCOMPARE(idsOf(scene.look(subscription), 1), (std::vector<quint64>{2}));
    }

    void anActorThatHasStoppedIsGone()
    {
        Scene scene;
        scene.tellFamily();
        QCOMPARE(scene.actorCount(), std::size_t(3));
        scene.tellActors({{5, {{Column::State, int(ActorState::Stopped)}}}});
        QVERIFY(!scene.contains(5));
        QVERIFY(!scene.actorAt(u"/user/b/c"_s));
        QCOMPARE(scene.actorAt(u"/user/b"_s), std::optional<quint64>(4));
    }

    void rowsWithoutAPlaceAreLeftOut()
    {
        Scene scene;
        scene.tellActors({{9, {{Column::Depth, 3}}}});
        QVERIFY(!scene.contains(9));
        scene.tell(Kind::System, {{}, {{0, 1, {1}}}, {{1, {{Column::Actors, 3}}}, {2, {{}}}}});
        Subscription subscription;
        subscription.kind = Kind::System;
        const TableDelta table = scene.look(subscription);
        QCOMPARE(table.rows.size(), std::size_t(1));
        QCOMPARE(cellOf(table.rows.front().cells, Column::Actors), QCborValue(3));
    }

    void textsAreCut()
    {
        Scene scene;
        scene.tellActors({actorRow(3, 0, u"/user/"_s + QString(5000, u'x'))});
        QCOMPARE(cellOf(scene.actor(3), Column::Path).toString().size(),
                 RecordedScene::LongestText);
    }

    void aKeyFrameTellsAnotherSceneTheSame()
    {
        Scene scene;
        scene.tellFamily();
        std::vector<TableDelta::Row> many;
        for (quint64 id = 100; id < 1100; ++id)
            many.push_back(actorRow(id, 2, u"/user/many-%1"_s.arg(id), qint64(id)));
        scene.tellActors(many);
        scene.tell(Kind::DeadLetters,
                   {{}, {{0, 9, {7}}}, {{7, {{Column::Type, u"Tick"_s}, {Column::Count, 3}}}}});
        EventBatch batch;
        batch.first = 10;
        batch.events = {{{Column::Kind, u"spawned"_s}}, {{Column::Kind, u"failed"_s}}};
        scene.tell({FrameType::Events, RecordedScene::streamOf(Kind::Lifecycle), batch.toCbor()});
        batch.first = 20;
        scene.tell({FrameType::Events, RecordedScene::streamOf(Kind::Lifecycle), batch.toCbor()});

        RecordedScene other;
        for (const Frame &frame : scene.keyFrames()) {
            QVERIFY(encodeFrame(frame).size() <= qsizetype(FrameLimits::fromProbe().bytes));
            other.apply({std::chrono::nanoseconds(1), frame});
        }
        QCOMPARE(other.actors(), scene.actors());
        for (const quint64 id : scene.actors())
            QCOMPARE(other.actor(id), scene.actor(id));
        Subscription subscription;
        subscription.kind = Kind::DeadLetters;
        QCOMPARE(other.look(subscription).toCbor(), scene.look(subscription).toCbor());
        const auto &events = other.events(Kind::Lifecycle);
        QCOMPARE(events.size(), std::size_t(4));
        QCOMPARE(events[1].number, 11U);
        QCOMPARE(events[2].number, 20U);
        // Told again it changes nothing.
        for (const Frame &frame : scene.keyFrames())
            other.apply({std::chrono::nanoseconds(1), frame});
        QCOMPARE(other.events(Kind::Lifecycle).size(), std::size_t(4));
        QCOMPARE(other.actors(), scene.actors());
    }
};

QTEST_GUILESS_MAIN(RecordedSceneTest)
#include "recordedscenetest.moc"
