// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Inspection/Connection>
#include <Actors/Inspection/ConnectionRecorder>
#include <Actors/Inspection/Playback>
#include <Actors/Inspection/Probe>
#include <Actors/Inspection/RecordedScene>
#include <Actors/Inspection/RecordingReader>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Actors;
using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono;
using Kind = Subscription::Kind;

class Worker : public Actor
{
    Q_OBJECT

public:
    void spawnMany(int count)
    {
        for (int i = 0; i < count; ++i)
            spawn<Worker>(u"worker%1"_s.arg(i));
    }
    void nothing() { }
};

namespace {

constexpr int Many = 1200; //!< More than the probe shows of a parent at once.

//! What a recording knows at its end.
RecordedScene sceneOf(RecordingReader &reader)
{
    RecordedScene scene;
    reader.seek(nanoseconds(0));
    while (const auto frame = reader.next())
        scene.apply(*frame);
    return scene;
}

bool hasEvent(const RecordedScene &scene, Kind kind, Column column, const QString &text)
{
    const auto &events = scene.events(kind);
    return std::any_of(events.begin(), events.end(), [&](const RecordedScene::Event &event) {
        return cellOf(event.cells, column).toString() == text;
    });
}

} // namespace

class ConnectionRecorderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"x.actrec"_s);
        m_system = std::make_unique<ActorSystem>(u"demo"_s);
        ProbeOptions options;
        options.directory = m_folder->filePath(u"sockets"_s);
        options.application = u"robotd"_s;
        options.payload = PayloadPolicy::Types;
        m_probe = std::make_unique<Probe>(*m_system, options);
        QVERIFY2(m_probe->isOpen(), qPrintable(m_probe->error()));
        m_connection = std::make_unique<Inspection::Connection>();
        m_recorder = std::make_unique<ConnectionRecorder>(*m_connection);
    }
    void cleanup()
    {
        m_recorder.reset();
        m_connection.reset();
        m_probe.reset();
        m_system.reset();
    }

    void allActorsAreRecordedHoweverMany()
    {
        auto top = m_system->spawn<Worker>(u"top"_s);
        top.tell(&Worker::spawnMany, Many);
        QTRY_COMPARE(top.handledMessageCount(), 1U);
        QVERIFY(m_recorder->start(m_path));
        m_connection->open(m_probe->socketPath());
        QTRY_VERIFY_WITH_TIMEOUT(m_recorder->actorCount() == std::size_t(Many + 1), 20000);
        m_recorder->stop();
        QVERIFY2(m_recorder->error().code.isEmpty(), qPrintable(m_recorder->error().text));

        RecordingReader reader;
        QVERIFY2(reader.open(m_path), qPrintable(reader.error()));
        QCOMPARE(reader.damage(), QString());
        QCOMPARE(reader.target().application, u"robotd"_s);
        QCOMPARE(reader.target().payload, u"types"_s);
        const RecordedScene scene = sceneOf(reader);
        QCOMPARE(scene.actorCount(), std::size_t(Many + 1));
        for (const int i : {0, 499, 500, 1000, Many - 1}) {
            const auto id = scene.actorAt(top.path() + u"/worker%1"_s.arg(i));
            QVERIFY2(id, qPrintable(QString::number(i)));
            QCOMPARE(cellOf(scene.actor(*id), Column::Parent), QCborValue(qint64(top.id())));
            QCOMPARE(cellOf(scene.actor(*id), Column::Class), QCborValue(u"Worker"_s));
        }
        for (const Kind kind : {Kind::System, Kind::Classes, Kind::Threads, Kind::Self}) {
            Subscription subscription;
            subscription.kind = kind;
            QVERIFY2(!scene.look(subscription).rows.empty(), qPrintable(nameOf(kind)));
        }
    }

    void whoStopsIsGoneAndLostLettersAreKept()
    {
        auto worker = m_system->spawn<Worker>(u"worker"_s);
        auto other = m_system->spawn<Worker>(u"other"_s);
        QVERIFY(m_recorder->start(m_path));
        m_connection->open(m_probe->socketPath());
        QTRY_COMPARE(m_recorder->actorCount(), std::size_t(2));
        worker.stop();
        QTRY_COMPARE(m_recorder->actorCount(), std::size_t(1));
        worker.tell(&Worker::nothing);
        const auto recorded = [this] {
            RecordingReader reader;
            return reader.open(m_path) ? sceneOf(reader) : RecordedScene();
        };
        QTRY_VERIFY(hasEvent(recorded(), Kind::Letters, Column::Recipient, worker.path()));
        // Tables come less often than events.
        Subscription subscription;
        subscription.kind = Kind::DeadLetters;
        QTRY_COMPARE(recorded().look(subscription).rows.size(), std::size_t(1));
        m_recorder->stop();

        const RecordedScene scene = recorded();
        QVERIFY(!scene.contains(worker.id()));
        QVERIFY(scene.contains(other.id()));
        QVERIFY(hasEvent(scene, Kind::Lifecycle, Column::Kind, u"stopped"_s));
        QCOMPARE(scene.look(subscription).rows.size(), std::size_t(1));
    }

    void aTargetThatGoesAwayEndsItWithAWholeFile()
    {
        m_system->spawn<Worker>(u"worker"_s);
        QSignalSpy finished(m_recorder.get(), &ConnectionRecorder::finished);
        QVERIFY(m_recorder->start(m_path));
        m_connection->open(m_probe->socketPath());
        QTRY_COMPARE(m_recorder->actorCount(), std::size_t(1));
        m_probe.reset();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!m_recorder->isRecording());
        QCOMPARE(m_recorder->error().code, u"gone"_s);
        RecordingReader reader;
        QVERIFY2(reader.open(m_path), qPrintable(reader.error()));
        QCOMPARE(reader.damage(), QString());
        QCOMPARE(sceneOf(reader).actorCount(), std::size_t(1));
    }

    void whatCannotBeWrittenEndsIt()
    {
        QSignalSpy finished(m_recorder.get(), &ConnectionRecorder::finished);
        m_connection->open(m_probe->socketPath());
        QTRY_COMPARE(m_connection->state(), Inspection::Connection::State::Open);
        QVERIFY(!m_recorder->start(m_folder->filePath(u"none/x.actrec"_s)));
        QCOMPARE(finished.count(), 1);
        QCOMPARE(m_recorder->error().code, u"file"_s);
        QVERIFY(m_recorder->error().text.contains(u"none/x.actrec"_s));
    }

    void nothingIsRecordedOfATargetThatIsNotThere()
    {
        QSignalSpy finished(m_recorder.get(), &ConnectionRecorder::finished);
        QVERIFY(m_recorder->start(m_path));
        m_connection->open(m_folder->filePath(u"nobody.sock"_s));
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(m_recorder->error().code, u"gone"_s);
        QVERIFY(!QFile::exists(m_path));
    }

    void aRecordingPlaysAsTheProgramRan()
    {
        auto top = m_system->spawn<Worker>(u"top"_s);
        top.tell(&Worker::spawnMany, 3);
        QVERIFY(m_recorder->start(m_path));
        m_connection->open(m_probe->socketPath());
        QTRY_COMPARE(m_recorder->actorCount(), std::size_t(4));
        m_recorder->stop();

        Playback playback;
        QVERIFY2(playback.open(m_path), qPrintable(playback.error()));
        Inspection::Connection connection;
        playback.attach(connection);
        Subscription subscription;
        subscription.kind = Kind::Tree;
        subscription.windows = {{top.id(), 0, 10}};
        const auto stream = connection.subscribe(subscription);
        std::optional<TableDelta> told;
        connect(stream.get(), &Stream::changed, this,
                [&told](const TableDelta &delta) { told = delta; });
        QTRY_VERIFY(told);
        QCOMPARE(told->groups.size(), std::size_t(1));
        QCOMPARE(told->groups.front().parent, top.id());
        QCOMPARE(told->groups.front().total, 3U);
        QCOMPARE(told->rows.size(), std::size_t(3));
        QCOMPARE(connection.text(cellOf(told->rows.front().cells, Column::Path)),
                 top.path() + u"/worker0"_s);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<ActorSystem> m_system;
    std::unique_ptr<Probe> m_probe;
    std::unique_ptr<Inspection::Connection> m_connection;
    std::unique_ptr<ConnectionRecorder> m_recorder;
};

QTEST_GUILESS_MAIN(ConnectionRecorderTest)
#include "connectionrecordertest.moc"
