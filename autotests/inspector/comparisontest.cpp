// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "comparison.h"

#include <Actors/Inspection/RecordingReader>

#include <QTest>

using namespace Actors::Inspection;
using namespace Actors::Inspector;
using namespace Qt::StringLiterals;
using Kind = Subscription::Kind;
using What = ActorDifference::What;

namespace {

//! The end of a recording.
class Scene : public RecordedScene
{
public:
    Scene()
    {
        for (const Kind kind : {Kind::Tree, Kind::DeadLetters}) {
            Subscription subscription;
            subscription.kind = kind;
            tell({FrameType::Subscribe, streamOf(kind), subscription.toCbor()});
        }
    }
    void tell(const Frame &frame) { apply({std::chrono::nanoseconds(1), frame}); }
    Scene &with(const QString &path, Cells cells = {})
    {
        cells.emplace_back(Column::Path, path);
        cells.emplace_back(Column::Class, u"Worker"_s);
        const TableDelta delta{{}, {}, {{++m_last, cells}}};
        tell({FrameType::Table, streamOf(Kind::Tree), delta.toCbor()});
        return *this;
    }
    Scene &withLetters(qint64 ticks, qint64 others)
    {
        const TableDelta delta{{},
                               {{0, 2, {1, 2}}},
                               {{1, {{Column::Type, u"Tick"_s}, {Column::Count, ticks}}},
                                {2, {{Column::Type, u"Other"_s}, {Column::Count, others}}}}};
        tell({FrameType::Table, streamOf(Kind::DeadLetters), delta.toCbor()});
        return *this;
    }
    //! So that the same actor has another number.
    Scene &from(quint64 number)
    {
        m_last = number;
        return *this;
    }

private:
    quint64 m_last = 0;
};

QStringList pathsOf(const Comparison &comparison)
{
    QStringList paths;
    for (const ActorDifference &actor : comparison.actors)
        paths.append(actor.path);
    return paths;
}

} // namespace

class ComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actorsAreTheSameByTheirPaths()
    {
        const Scene before = Scene().with(u"/user/a"_s).with(u"/user/b"_s);
        const Scene after = Scene().from(100).with(u"/user/b"_s).with(u"/user/c"_s);
        const auto comparison = Comparison::of(before, after, Filter());
        QCOMPARE(pathsOf(comparison), (QStringList{u"/user/c"_s, u"/user/a"_s}));
        QCOMPARE(comparison.actors[0].what, What::New);
        QCOMPARE(comparison.actors[1].what, What::Gone);
    }

    void whatHasChangedMostTimesComesFirst()
    {
        const Scene before = Scene()
                                 .with(u"/user/a"_s, {{Column::Depth, 1000}})
                                 .with(u"/user/b"_s, {{Column::Oldest, 1'000'000'000}})
                                 .with(u"/user/c"_s, {{Column::Failed, 3}});
        const Scene after = Scene()
                                .with(u"/user/a"_s, {{Column::Depth, 2000}})
                                .with(u"/user/b"_s, {{Column::Oldest, qint64(9'000'000'000)}})
                                .with(u"/user/c"_s, {{Column::Failed, 4}});
        const auto comparison = Comparison::of(before, after, Filter());
        QCOMPARE(pathsOf(comparison), (QStringList{u"/user/b"_s, u"/user/a"_s, u"/user/c"_s}));
        const Difference &difference = comparison.actors[0].differences.front();
        QCOMPARE(difference.column, Column::Oldest);
        QCOMPARE(difference.before, QCborValue(1'000'000'000));
        QCOMPARE(difference.after, QCborValue(qint64(9'000'000'000)));
    }

    void upsAndDownsAreNone_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<qint64>("before");
        QTest::addColumn<qint64>("after");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("a tenth of a rate")
            << int(Column::In) << qint64(1000) << qint64(1100) << false;
        QTest::newRow("a third of a rate")
            << int(Column::In) << qint64(1000) << qint64(700) << true;
        QTest::newRow("half a rate of nearly nothing")
            << int(Column::In) << qint64(0) << qint64(0) << false;
        QTest::newRow("a few ms") << int(Column::Oldest) << qint64(0) << qint64(9'000'000) << false;
        QTest::newRow("many ms") << int(Column::Oldest) << qint64(0) << qint64(90'000'000) << true;
        QTest::newRow("one failure of many")
            << int(Column::Failed) << qint64(100) << qint64(101) << true;
        QTest::newRow("what is not compared")
            << int(Column::Handled) << qint64(1) << qint64(900) << false;
    }

    void upsAndDownsAreNone()
    {
        QFETCH(const int, column);
        QFETCH(const qint64, before);
        QFETCH(const qint64, after);
        QFETCH(const bool, isOne);
        const auto comparison =
            Comparison::of(Scene().with(u"/user/a"_s, {{Column(column), before}}),
                           Scene().with(u"/user/a"_s, {{Column(column), after}}), Filter());
        QCOMPARE(!comparison.actors.empty(), isOne);
    }

    void aFilterIsForEitherSide()
    {
        const Scene before = Scene().with(u"/user/a"_s, {{Column::Depth, 500}}).with(u"/user/b"_s);
        const Scene after = Scene().with(u"/user/a"_s).with(u"/user/c"_s);
        QCOMPARE(pathsOf(Comparison::of(before, after, Filter(u"depth>100"_s))),
                 QStringList{u"/user/a"_s});
        QCOMPARE(pathsOf(Comparison::of(before, after, Filter(u"path:/user/b"_s))),
                 QStringList{u"/user/b"_s});
    }

    void lettersAreComparedByWhatTheyHaveInCommon()
    {
        const auto comparison =
            Comparison::of(Scene().withLetters(5, 7), Scene().withLetters(1000, 7), Filter());
        QCOMPARE(comparison.letters.size(), std::size_t(1));
        QCOMPARE(comparison.letters.front().type, u"Tick"_s);
        QCOMPARE(comparison.letters.front().before, 5);
        QCOMPARE(comparison.letters.front().after, 1000);
        const auto gone = Comparison::of(Scene().withLetters(5, 7), Scene(), Filter());
        QCOMPARE(gone.letters.size(), std::size_t(2));
        QCOMPARE(gone.letters.front().type, u"Other"_s);
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "comparisontest.moc"
