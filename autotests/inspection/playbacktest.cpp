// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/Connection>
#include <Actors/Inspection/Playback>
#include <Actors/Inspection/RecordedScene>
#include <Actors/Inspection/RecordingWriter>
#include <Actors/Inspection/RemoteTable>

#include <QCborMap>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono;
using Kind = Subscription::Kind;

namespace {

constexpr nanoseconds Begin = 1000s; //!< On the clock of the target.
constexpr int Seconds = 100;

//! An actor whose mailbox has a message more each second; each second another actor comes.
void writeRecording(const QString &path)
{
    Welcome target;
    target.pid = 4711;
    target.application = u"robotd"_s;
    target.clock = Begin;
    target.wallClock = 1'000'000s;
    target.credit = 1;
    target.mode = AccessMode::Control;
    RecordingWriter writer;
    QVERIFY2(writer.open(path, target), qPrintable(writer.error()));
    RecordedScene scene;
    nanoseconds time = Begin;
    const auto write = [&](const Frame &frame) {
        if (writer.wantsKeyFrame(time)) {
            writer.beginKeyFrame(time);
            for (const Frame &key : scene.keyFrames())
                writer.append(time, key);
        }
        scene.apply({time, frame});
        writer.append(time, frame);
    };
    for (const Kind kind : {Kind::Tree, Kind::Lifecycle}) {
        Subscription subscription;
        subscription.kind = kind;
        write({FrameType::Subscribe, RecordedScene::streamOf(kind), subscription.toCbor()});
    }
    for (int i = 0; i <= Seconds; ++i) {
        time = Begin + seconds(i);
        TableDelta delta;
        delta.time = time;
        const QString actor = u"/user/actor-%1"_s.arg(i);
        delta.rows = {{quint64(i + 1),
                       {{Column::Path, actor},
                        {Column::Class, u"Worker"_s},
                        {Column::Parent, 0},
                        {Column::Depth, 0}}},
                      {1, {{Column::Depth, i}}}};
        write({FrameType::Table, RecordedScene::streamOf(Kind::Tree), delta.toCbor()});
        EventBatch batch;
        batch.first = quint64(i);
        batch.events = {{{Column::Last, qint64(time.count())},
                         {Column::Kind, u"spawned"_s},
                         {Column::Path, actor}}};
        write({FrameType::Events, RecordedScene::streamOf(Kind::Lifecycle), batch.toCbor()});
    }
    QVERIFY2(writer.close(), qPrintable(writer.error()));
}

Subscription deepest()
{
    Subscription subscription;
    subscription.sort = Column::Depth;
    subscription.interval = Subscription::ShortestInterval;
    return subscription;
}

} // namespace

class PlaybackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"x.actrec"_s);
        writeRecording(m_path);
        m_playback = std::make_unique<Playback>();
        QVERIFY2(m_playback->open(m_path), qPrintable(m_playback->error()));
    }
    void cleanup() { m_playback.reset(); }

    void itBeginsPausedAtTheEnd()
    {
        QVERIFY(m_playback->isPaused());
        QCOMPARE(m_playback->duration(), nanoseconds(seconds(Seconds)));
        QCOMPARE(m_playback->position(), m_playback->duration());
        QCOMPARE(m_playback->scene().actorCount(), std::size_t(Seconds + 1));
    }

    void aConnectionSeesTheProgramAtThatMoment()
    {
        m_playback->seek(40s);
        Connection connection;
        m_playback->attach(connection);
        QTRY_COMPARE(connection.state(), Connection::State::Open);
        QCOMPARE(connection.welcome().application, u"robotd"_s);
        // Nothing can be changed in a recording.
        QCOMPARE(connection.welcome().mode, AccessMode::Read);
        QCOMPARE(connection.welcome().clock, Begin + 40s);
        QCOMPARE(connection.wallTime(Begin), nanoseconds(1'000'000s));

        RemoteTable table;
        const auto stream = connection.subscribe(deepest());
        connect(stream.get(), &Stream::changed, &table, &RemoteTable::apply);
        QTRY_COMPARE(table.total(), 41U);
        QCOMPARE(table.ids().front(), 1U);
        QCOMPARE(table.value(1, Column::Depth), QCborValue(40));
        QCOMPARE(table.time(), Begin + 40s);
    }

    void seekingChangesWhatStreamsTell_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("a little forward") << 10 << 12;
        QTest::newRow("far forward") << 10 << 95;
        QTest::newRow("back") << 90 << 3;
        QTest::newRow("to the begin") << 50 << 0;
        QTest::newRow("before the begin") << 50 << -7;
        QTest::newRow("behind the end") << 50 << 1000;
    }

    void seekingChangesWhatStreamsTell()
    {
        QFETCH(const int, from);
        QFETCH(const int, to);
        const int there = std::clamp(to, 0, Seconds);
        m_playback->seek(seconds(from));
        Connection connection;
        m_playback->attach(connection);
        RemoteTable table;
        const auto stream = connection.subscribe(deepest());
        connect(stream.get(), &Stream::changed, &table, &RemoteTable::apply);
        QTRY_COMPARE(table.value(1, Column::Depth), QCborValue(from));

        const QSignalSpy moved(m_playback.get(), &Playback::positionChanged);
        m_playback->seek(seconds(to));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(m_playback->position(), nanoseconds(seconds(there)));
        QTRY_COMPARE(table.value(1, Column::Depth), QCborValue(there));
        QCOMPARE(table.total(), quint64(there + 1));
        QCOMPARE(table.ids().size(), std::size_t(there + 1));
    }

    void eventsUpToTheMomentAreToldAndBeginAgainForWhoGoesBack()
    {
        m_playback->seek(20s);
        Connection connection;
        m_playback->attach(connection);
        Subscription subscription;
        subscription.kind = Kind::Lifecycle;
        const auto stream = connection.subscribe(subscription);
        quint64 next = 0;
        bool isGapless = true;
        connect(stream.get(), &Stream::happened, this, [&](const EventBatch &batch) {
            isGapless = isGapless && batch.dropped == 0 && batch.first <= next;
            next = batch.first + batch.events.size();
        });
        QTRY_COMPARE(next, 21U);
        m_playback->seek(25s);
        QTRY_COMPARE(next, 26U);
        m_playback->seek(5s);
        QTRY_COMPARE(next, 6U);
        QVERIFY(isGapless);
    }

    void itPlaysToItsEndAndPauses()
    {
        Connection connection;
        m_playback->attach(connection);
        RemoteTable table;
        const auto stream = connection.subscribe(deepest());
        connect(stream.get(), &Stream::changed, &table, &RemoteTable::apply);
        const QSignalSpy paused(m_playback.get(), &Playback::pausedChanged);
        m_playback->setSpeed(200);
        m_playback->setPaused(false);
        // From the end it begins again.
        QCOMPARE(m_playback->position(), nanoseconds(0));
        QTRY_VERIFY(m_playback->position() > 0s);
        QTRY_VERIFY(m_playback->isPaused());
        QCOMPARE(m_playback->position(), m_playback->duration());
        QCOMPARE(paused.count(), 2);
        QTRY_COMPARE(table.value(1, Column::Depth), QCborValue(Seconds));
    }

    void itStandsStillWhilePaused()
    {
        m_playback->seek(10s);
        m_playback->setPaused(false);
        QTRY_VERIFY(m_playback->position() > 10s);
        m_playback->setPaused(true);
        const nanoseconds here = m_playback->position();
        QVERIFY(here < 20s);
        QSignalSpy moved(m_playback.get(), &Playback::positionChanged);
        QVERIFY(!moved.wait(300));
        QCOMPARE(m_playback->position(), here);
    }

    void speedIsKeptWithinItsBounds()
    {
        const QSignalSpy changed(m_playback.get(), &Playback::speedChanged);
        m_playback->setSpeed(1e9);
        QCOMPARE(m_playback->speed(), Playback::FastestSpeed);
        m_playback->setSpeed(-1);
        QCOMPARE(m_playback->speed(), Playback::SlowestSpeed);
        m_playback->setSpeed(-2);
        QCOMPARE(changed.count(), 2);
    }

    void whatIsKnownOfAnActorIsAnswered()
    {
        Connection connection;
        m_playback->attach(connection);
        std::optional<Connection::Answer> answer;
        const auto ask = [&](const QString &verb, const QCborMap &arguments) {
            answer.reset();
            connection.request(verb, arguments, this,
                               [&](const Connection::Answer &came) { answer = came; });
            return QTest::qWaitFor([&] { return answer.has_value(); });
        };
        QVERIFY(ask(u"actor.info"_s, {{u"path"_s, u"/user/actor-7"_s}}));
        QCOMPARE(answer->error.code, QString());
        QCOMPARE(answer->value[u"id"_s], QCborValue(8));
        QCOMPARE(answer->value[u"class"_s], QCborValue(u"Worker"_s));

        QVERIFY(ask(u"actor.info"_s, {{u"path"_s, u"/user/nobody"_s}}));
        QCOMPARE(answer->error.code, u"gone"_s);
        QVERIFY(ask(u"stop"_s, {{u"path"_s, u"/user/actor-7"_s}}));
        QCOMPARE(answer->error.code, u"gone"_s);
        QVERIFY(answer->error.text.contains(u"stop"_s));
    }

    void aWrongFilterIsSaid()
    {
        Connection connection;
        m_playback->attach(connection);
        Subscription subscription = deepest();
        subscription.filter = u"dept>3"_s;
        const auto stream = connection.subscribe(subscription);
        QSignalSpy failed(stream.get(), &Stream::failed);
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<StreamError>().code, u"filter"_s);
    }

    void aPausedStreamIsToldNothing()
    {
        Connection connection;
        m_playback->attach(connection);
        RemoteTable table;
        const auto stream = connection.subscribe(deepest());
        connect(stream.get(), &Stream::changed, &table, &RemoteTable::apply);
        QTRY_COMPARE(table.value(1, Column::Depth), QCborValue(Seconds));
        stream->setPaused(true);
        std::optional<Connection::Answer> answer;
        connection.request(u"actor.info"_s, {{u"id"_s, 1}}, this,
                           [&](const Connection::Answer &came) { answer = came; });
        QTRY_VERIFY(answer);
        m_playback->seek(10s);
        answer.reset();
        connection.request(u"actor.info"_s, {{u"id"_s, 1}}, this,
                           [&](const Connection::Answer &came) { answer = came; });
        QTRY_VERIFY(answer);
        QCOMPARE(answer->value[u"depth"_s], QCborValue(10));
        QCOMPARE(table.value(1, Column::Depth), QCborValue(Seconds));
        stream->setPaused(false);
        QTRY_COMPARE(table.value(1, Column::Depth), QCborValue(10));
    }

    void connectionsCloseWithIt()
    {
        Connection connection;
        m_playback->attach(connection);
        QTRY_COMPARE(connection.state(), Connection::State::Open);
        m_playback.reset();
        QTRY_COMPARE(connection.state(), Connection::State::Closed);
        QCOMPARE(connection.error().code, u"gone"_s);
    }

    void whatIsNoRecordingIsRefused()
    {
        Playback playback;
        QVERIFY(!playback.open(m_folder->filePath(u"none"_s)));
        QVERIFY(playback.error().contains(u"none"_s));
        QCOMPARE(playback.duration(), nanoseconds(0));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Playback> m_playback;
};

QTEST_GUILESS_MAIN(PlaybackTest)
#include "playbacktest.moc"
