// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "fakeprobe.h"

#include <Actors/Inspection/Connection>

#include <QCborArray>
#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TableDelta deltaOf(quint64 id, const QCborValue &path)
{
    TableDelta delta;
    delta.groups = {{0, 1, {id}}};
    delta.rows = {{id, {{Column::Path, path}}}};
    return delta;
}

//! A frame of about that size.
QByteArray bulk(quint32 stream, qsizetype bytes)
{
    return encodeFrame({FrameType::Table, stream,
                        deltaOf(1, QString(std::min<qsizetype>(bytes, 60'000), u'x')).toCbor()});
}

} // namespace

//! One that can be read.
static Welcome aWelcome()
{
    Welcome welcome;
    welcome.credit = qint64(256) * 1024;
    return welcome;
}

class ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        probe = std::make_unique<FakeProbe>();
        connection = std::make_unique<Connection>();
    }
    void cleanup()
    {
        connection.reset();
        probe.reset();
    }

    void isOpenOnceTheProbeHasWelcomedIt()
    {
        QCOMPARE(connection->state(), Connection::State::Closed);
        Hello hello;
        hello.client = u"tester"_s;
        hello.want = AccessMode::Control;
        connection->setHello(hello);
        Welcome welcome = aWelcome();
        welcome.application = u"painter"_s;
        welcome.clock = 5s;
        welcome.wallClock = 1'000s;
        probe->setWelcome(welcome);
        QSignalSpy states(connection.get(), &Connection::stateChanged);
        open();
        QCOMPARE(states.size(), 2);
        QCOMPARE(connection->welcome().application, u"painter"_s);
        QVERIFY(connection->wallTime(7s) == 1'002s);
        QVERIFY(connection->error().code.isEmpty());
        const auto said = probe->expect(FrameType::Hello);
        QVERIFY(said);
        const auto heard = Hello::fromCbor(said->body);
        QVERIFY(heard);
        QCOMPARE(heard->client, u"tester"_s);
        QVERIFY(heard->want == AccessMode::Control);
    }

    void whatIsWantedBeforeTheWelcomeIsSentBehindIt()
    {
        probe->setWelcome({});
        probe->attach(*connection);
        const auto stream = connection->subscribe({});
        stream->setPaused(true);
        auto forgotten = connection->subscribe({});
        forgotten.reset();
        connection->request(u"system.info"_s, {}, this, [](const Connection::Answer &) {});
        QVERIFY(probe->expect(FrameType::Hello));
        QVERIFY(probe->frames().isEmpty());
        probe->send(FrameType::Welcome, 0, aWelcome().toCbor());
        const auto subscribed = probe->expect(FrameType::Subscribe);
        QVERIFY(subscribed);
        const auto paused = probe->expect(FrameType::Pause);
        QVERIFY(paused);
        QCOMPARE(paused->stream, subscribed->stream);
        const auto asked = probe->expect(FrameType::Request);
        QVERIFY(asked);
        QVERIFY(asked->stream != subscribed->stream);
        QVERIFY(probe->frames().isEmpty());
    }

    void aStreamIsToldOfItsFramesAndOfNoOthers()
    {
        open();
        const auto tables = connection->subscribe({});
        Subscription letters;
        letters.kind = Subscription::Kind::Letters;
        const auto events = connection->subscribe(letters);
        const auto first = probe->expect(FrameType::Subscribe);
        const auto second = probe->expect(FrameType::Subscribe);
        QVERIFY(first && second);
        QCOMPARE(Subscription::fromCbor(second->body)->kind, Subscription::Kind::Letters);
        std::vector<TableDelta> deltas;
        connect(tables.get(), &Stream::changed, this,
                [&](const TableDelta &delta) { deltas.push_back(delta); });
        std::vector<EventBatch> batches;
        connect(events.get(), &Stream::happened, this,
                [&](const EventBatch &batch) { batches.push_back(batch); });
        QSignalSpy failures(events.get(), &Stream::failed);
        probe->send(FrameType::Table, first->stream, deltaOf(7, u"/user"_s).toCbor());
        probe->send(FrameType::Table, 999, deltaOf(8, u"/user"_s).toCbor());
        EventBatch batch;
        batch.first = 3;
        batch.dropped = 2;
        batch.events = {{{Column::Type, u"Tick"_s}}};
        probe->send(FrameType::Events, second->stream, batch.toCbor());
        probe->send(FrameType::Error, second->stream,
                    StreamError{u"filter"_s, u"what is 'depht'?"_s}.toCbor());
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(deltas.size(), 1U);
        QCOMPARE(deltas[0].rows.at(0).id, 7U);
        QCOMPARE(batches.size(), 1U);
        QCOMPARE(batches[0].dropped, 2U);
    }

    void aStreamCanBeChangedPausedAndEnded()
    {
        open();
        auto stream = connection->subscribe({});
        const auto begun = probe->expect(FrameType::Subscribe);
        QVERIFY(begun);
        Subscription other;
        other.filter = u"depth>1"_s;
        stream->change(other);
        const auto changed = probe->expect(FrameType::Change);
        QVERIFY(changed);
        QCOMPARE(changed->stream, begun->stream);
        QCOMPARE(Subscription::fromCbor(changed->body)->filter, u"depth>1"_s);
        QCOMPARE(stream->subscription().filter, u"depth>1"_s);
        QSignalSpy pauses(stream.get(), &Stream::pausedChanged);
        stream->setPaused(true);
        stream->setPaused(true);
        QVERIFY(probe->expect(FrameType::Pause));
        stream->setPaused(false);
        QVERIFY(probe->expect(FrameType::Resume));
        QCOMPARE(pauses.size(), 2);
        stream.reset();
        const auto ended = probe->expect(FrameType::Unsubscribe);
        QVERIFY(ended);
        QCOMPARE(ended->stream, begun->stream);
        probe->send(FrameType::Table, begun->stream, deltaOf(1, u"/late"_s).toCbor());
        roundTrip();
    }

    void aStreamMayBeDestroyedWithinItsOwnSignal()
    {
        open();
        auto stream = connection->subscribe({});
        const auto begun = probe->expect(FrameType::Subscribe);
        QVERIFY(begun);
        connect(stream.get(), &Stream::changed, this, [&] { stream.reset(); });
        for (int i = 0; i < 3; ++i)
            probe->send(FrameType::Table, begun->stream, deltaOf(1, u"/user"_s).toCbor());
        QVERIFY(probe->expect(FrameType::Unsubscribe));
        QVERIFY(!stream);
        roundTrip();
    }

    void theConnectionMayBeDestroyedWithinASignal_data()
    {
        QTest::addColumn<bool>("isDestroyed");
        QTest::newRow("closed") << false;
        QTest::newRow("destroyed") << true;
    }
    void theConnectionMayBeDestroyedWithinASignal()
    {
        QFETCH(const bool, isDestroyed);
        open();
        const auto stream = connection->subscribe({});
        const auto begun = probe->expect(FrameType::Subscribe);
        QVERIFY(begun);
        int changes = 0;
        connect(stream.get(), &Stream::changed, this, [&] {
            ++changes;
            if (isDestroyed)
                connection.reset();
            else
                connection->close();
        });
        for (int i = 0; i < 3; ++i)
            probe->send(FrameType::Table, begun->stream, deltaOf(1, u"/user"_s).toCbor());
        QTRY_COMPARE(changes, 1);
        QTRY_COMPARE(probe->unreadBytes(), 0);
        QCOMPARE(changes, 1);
        // It stays, and is silent.
        stream->change({});
        stream->setPaused(true);
        QVERIFY(stream->isPaused());
    }

    void aRequestIsAnsweredOnce()
    {
        open();
        QList<Connection::Answer> answers;
        const auto take = [&](const Connection::Answer &answer) { answers.append(answer); };
        connection->request(u"actor.info"_s, {{u"path"_s, u"/user"_s}}, this, take);
        const auto asked = probe->expect(FrameType::Request);
        QVERIFY(asked);
        const auto request = Request::fromCbor(asked->body);
        QVERIFY(request);
        QCOMPARE(request->verb, u"actor.info"_s);
        QCOMPARE(request->arguments.value(u"path"_s).toString(), u"/user"_s);
        probe->send(FrameType::Reply, asked->stream, 42);
        probe->send(FrameType::Reply, asked->stream, 43);
        QTRY_COMPARE(answers.size(), 1);
        roundTrip();
        QVERIFY(probe->expect(FrameType::Request));
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers[0].value.toInteger(), 42);
        QVERIFY(answers[0].error.code.isEmpty());

        connection->request(u"actor.stop"_s, {}, this, take);
        const auto refused = probe->expect(FrameType::Request);
        QVERIFY(refused);
        probe->send(FrameType::Error, refused->stream,
                    StreamError{u"denied"_s, u"read only"_s}.toCbor());
        QTRY_COMPARE(answers.size(), 2);
        QCOMPARE(answers[1].error.code, u"denied"_s);
    }

    void aRequestEndsWithItsTimeItsContextOrTheConnection()
    {
        open();
        QStringList codes;
        const auto take = [&](const Connection::Answer &answer) { codes += answer.error.code; };
        connection->request(u"system.info"_s, {}, this, take, 1ms);
        QTRY_COMPARE(codes, QStringList{u"timeout"_s});
        codes.clear();

        auto context = std::make_unique<QObject>();
        connection->request(u"system.info"_s, {}, context.get(), take, 1ms);
        context.reset();
        connection->request(u"system.info"_s, {}, this, take, 2ms);
        QTRY_COMPARE(codes, QStringList{u"timeout"_s});
        codes.clear();

        connection->request(u"system.info"_s, {}, this, [&](const Connection::Answer &answer) {
            take(answer);
            // It may ask again, in vain.
            connection->request(u"system.info"_s, {}, this, take);
        });
        probe->hangUp();
        QTRY_COMPARE(codes, QStringList({u"gone"_s, u"gone"_s}));
        QCOMPARE(connection->state(), Connection::State::Closed);
        QCOMPARE(connection->error().code, u"gone"_s);
    }

    void aNameStandsForItsNumber()
    {
        open();
        QCborArray names;
        names.append(QCborArray{0, u"Tick"_s});
        probe->send(FrameType::Names, 0, names);
        roundTrip();
        QCOMPARE(connection->text(0), u"Tick"_s);
        QCOMPARE(connection->text(1), QString());
        QCOMPARE(connection->text(u"/user"_s), u"/user"_s);
    }

    void framesItDoesNotKnowAreIgnored()
    {
        open();
        probe->send(FrameType(200), 0, u"of a newer probe"_s);
        roundTrip();
    }

    void whatWasProcessedIsAcknowledged()
    {
        open();
        const auto stream = connection->subscribe({});
        const auto begun = probe->expect(FrameType::Subscribe);
        QVERIFY(begun);
        const quint64 before = connection->receivedBytes();
        probe->send(FrameType::Table, begun->stream, deltaOf(1, u"/user"_s).toCbor());
        roundTrip();
        for (const Frame &frame : probe->frames())
            QVERIFY(frame.type != FrameType::Acknowledge);
        qint64 acknowledged = 0;
        for (int i = 0; i < 4; ++i) {
            probe->sendRaw(bulk(begun->stream, 60'000) + bulk(begun->stream, 10'000));
            const auto said = probe->expect(FrameType::Acknowledge);
            QVERIFY(said);
            QVERIFY(said->body.toInteger() >= qint64(64) * 1024);
            acknowledged += said->body.toInteger();
        }
        QVERIFY(acknowledged >= 280'000);
        QVERIFY(quint64(acknowledged) <= connection->receivedBytes());
        QVERIFY(connection->receivedBytes() - before >= 280'000U);
    }

    void aFloodLeavesTimeForOthersAndIsNotReadAhead()
    {
        open();
        const auto stream = connection->subscribe({});
        const auto begun = probe->expect(FrameType::Subscribe);
        QVERIFY(begun);
        constexpr int Frames = 100;
        const QByteArray frame = bulk(begun->stream, 60'000);
        for (int i = 0; i < Frames; ++i)
            probe->sendRaw(frame);
        const quint64 before = connection->receivedBytes();
        int changes = 0;
        int turns = 0;
        connect(stream.get(), &Stream::changed, this, [&] {
            QCOMPARE(turns, changes);
            ++changes;
            const quint64 ahead =
                connection->receivedBytes() - before - quint64(changes * frame.size());
            QVERIFY(ahead < quint64(1024) * 1024);
            QElapsedTimer time;
            time.start();
            while (time.nsecsElapsed() < std::chrono::nanoseconds(9ms).count()) { }
            QMetaObject::invokeMethod(
                this, [&] { ++turns; }, Qt::QueuedConnection);
        });
        QTRY_COMPARE(turns, Frames);
    }

    void tellsWhatIsWrongWithWhatIsNoProbe_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("text");
        QTest::newRow("garbage") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << u"protocol"_s
                                 << u"not the language"_s;
        QTest::newRow("no welcome")
            << encodeFrame({FrameType::Reply, 0, 1}) << u"protocol"_s << u"no welcome"_s;
        QTest::newRow("welcome without sense")
            << encodeFrame({FrameType::Welcome, 0, 1}) << u"protocol"_s << u"cannot be read"_s;
        Welcome newer = aWelcome();
        newer.protocol = 99;
        QTest::newRow("newer") << encodeFrame({FrameType::Welcome, 0, newer.toCbor()})
                               << u"protocol"_s << u"protocol 99"_s;
        QTest::newRow("refused") << encodeFrame(
            {FrameType::Refusal, 0, StreamError{u"denied"_s, u"another user"_s}.toCbor()})
                                 << u"denied"_s << u"another user"_s;
        const QByteArray welcome = encodeFrame({FrameType::Welcome, 0, aWelcome().toCbor()});
        QTest::newRow("table without sense")
            << welcome + encodeFrame({FrameType::Table, 1, 1}) << u"protocol"_s << u"a table"_s;
        QTest::newRow("events without sense")
            << welcome + encodeFrame({FrameType::Events, 1, 1}) << u"protocol"_s << u"events"_s;
        QTest::newRow("endless frame")
            << welcome + QByteArray("\x7f\xff\xff\xff", 4) << u"protocol"_s << u""_s;
    }
    void tellsWhatIsWrongWithWhatIsNoProbe()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, code);
        QFETCH(const QString, text);
        probe->setWelcome({});
        probe->attach(*connection);
        QString answer;
        connection->request(u"system.info"_s, {}, this,
                            [&](const Connection::Answer &given) { answer = given.error.code; });
        probe->sendRaw(bytes);
        QTRY_COMPARE(connection->state(), Connection::State::Closed);
        QCOMPARE(connection->error().code, code);
        QVERIFY2(connection->error().text.contains(text), qPrintable(connection->error().text));
        QCOMPARE(answer, code);
    }

    void whatCameBeforeTheEndIsStillTaken()
    {
        open();
        const auto stream = connection->subscribe({});
        const auto begun = probe->expect(FrameType::Subscribe);
        QVERIFY(begun);
        QSignalSpy changes(stream.get(), &Stream::changed);
        for (int i = 0; i < 10; ++i)
            probe->sendRaw(bulk(begun->stream, 60'000));
        const QByteArray half = bulk(begun->stream, 1'000).first(500);
        probe->sendRaw(half);
        probe->hangUp();
        QTRY_COMPARE(connection->state(), Connection::State::Closed);
        QCOMPARE(changes.size(), 10);
        QCOMPARE(connection->error().code, u"gone"_s);
    }

    void isNotShakenByAnyBytes()
    {
        QRandomGenerator random(4711);
        for (int i = 0; i < 300; ++i) {
            FakeProbe hostile;
            Connection victim;
            hostile.attach(victim);
            QTRY_COMPARE(victim.state(), Connection::State::Open);
            const auto stream = victim.subscribe({});
            const auto begun = hostile.expect(FrameType::Subscribe);
            QVERIFY(begun);
            QByteArray bytes =
                encodeFrame({FrameType::Table, begun->stream, deltaOf(5, u"/a"_s).toCbor()});
            bytes[random.bounded(bytes.size())] = char(random.bounded(256));
            hostile.sendRaw(bytes + bytes);
            hostile.hangUp();
            QTRY_COMPARE(victim.state(), Connection::State::Closed);
        }
    }

    void doesNotWaitForASilentProgramForEver()
    {
        probe->setWelcome({});
        probe->attach(*connection);
        QTRY_COMPARE_WITH_TIMEOUT(connection->state(), Connection::State::Closed, 20'000);
        QCOMPARE(connection->error().code, u"timeout"_s);
    }

    void saysWhyASocketCannotBeOpened()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"a.sock"_s);
        connection->open(path);
        QTRY_COMPARE(connection->state(), Connection::State::Closed);
        QCOMPARE(connection->error().code, u"gone"_s);
        QVERIFY2(connection->error().text.contains(path), qPrintable(connection->error().text));
        QVERIFY(connection->error().text.contains(u"there is no socket"_s));

        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        connection->open(path);
        QTRY_COMPARE(connection->state(), Connection::State::Closed);
        QVERIFY2(connection->error().text.contains(u"nobody listens"_s),
                 qPrintable(connection->error().text));
        QVERIFY(file.remove());

        QLocalServer server;
        QVERIFY(server.listen(path));
        connect(&server, &QLocalServer::newConnection, this,
                [&] { delete server.nextPendingConnection(); });
        connection->open(path);
        QTRY_COMPARE(connection->state(), Connection::State::Closed);
        QCOMPARE(connection->error().code, u"gone"_s);
    }

    void canBeOpenedAgainAndItsStreamsGoOn()
    {
        open();
        const auto stream = connection->subscribe({});
        QVERIFY(probe->expect(FrameType::Subscribe));
        connection->close();
        QCOMPARE(connection->state(), Connection::State::Closed);
        QVERIFY(connection->error().code.isEmpty());
        open();
        const auto again = probe->expect(FrameType::Subscribe);
        QVERIFY(again);
        QSignalSpy changes(stream.get(), &Stream::changed);
        probe->send(FrameType::Table, again->stream, deltaOf(1, u"/user"_s).toCbor());
        QTRY_COMPARE(changes.size(), 1);
    }

    void mayBeClosedByWhoHearsThatItOpens()
    {
        connect(connection.get(), &Connection::stateChanged, this, [&](Connection::State state) {
            if (state == Connection::State::Opening)
                connection->close();
        });
        connection->open(u"/nowhere"_s);
        QCOMPARE(connection->state(), Connection::State::Closed);
        probe->attach(*connection);
        QCOMPARE(connection->state(), Connection::State::Closed);
    }

private:
    void open()
    {
        probe->attach(*connection);
        QTRY_COMPARE(connection->state(), Connection::State::Open);
    }
    //! Everything sent so far has been taken, and the connection still works.
    void roundTrip()
    {
        bool isAnswered = false;
        connection->request(u"system.info"_s, {}, this, [&](const Connection::Answer &answer) {
            isAnswered = answer.error.code.isEmpty();
        });
        std::optional<quint32> number;
        QTRY_VERIFY(
            std::any_of(probe->frames().begin(), probe->frames().end(), [&](const Frame &frame) {
                if (frame.type == FrameType::Request)
                    number = frame.stream;
                return number.has_value();
            }));
        probe->send(FrameType::Reply, *number, true);
        QTRY_VERIFY(isAnswered);
    }

    std::unique_ptr<FakeProbe> probe;
    std::unique_ptr<Connection> connection;
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connectiontest.moc"
