// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "connectionrecorder.h"

#include "protocol/tableframes_p.h"
#include "recording/actorrounds_p.h"
#include "recording/recordingformat_p.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/recordedscene.h>
#include <Actors/Inspection/recordingreader.h>

#include <QTimer>

#include <algorithm>
#include <optional>

namespace Actors::Inspection {

using namespace std::chrono;
using Kind = Subscription::Kind;

namespace {

//! What is lost at most where the recording program is killed.
constexpr milliseconds FlushInterval{1000};
constexpr milliseconds TableInterval{1000};
constexpr milliseconds EventInterval{200};

constexpr Kind Tables[] = {Kind::System,      Kind::Top,    Kind::Classes, Kind::Threads,
                           Kind::DeadLetters, Kind::Alarms, Kind::Self};
constexpr Kind EventKinds[] = {Kind::Letters, Kind::Lifecycle, Kind::Log};

} // namespace

class ConnectionRecorderPrivate
{
public:
    ConnectionRecorderPrivate(ConnectionRecorder *recorder, Connection &target)
        : q(recorder)
        , connection(target)
    {
    }

    void handleState();
    void begin();
    void watch(Kind kind);
    void take(Kind kind, const TableDelta &delta);
    void take(Kind kind, const EventBatch &batch);
    void forget(const std::vector<quint64> &actors);
    void write(const Frame &frame);
    void flush();
    void finish(const StreamError &why);
    RecordedScene::Cells resolved(const RecordedScene::Cells &cells) const;
    RecordedScene::Cells news(quint64 actor, const RecordedScene::Cells &cells) const;

    ConnectionRecorder *const q;
    Connection &connection;
    QString path;
    bool isRecording = false;
    StreamError error;
    std::optional<RecordingWriter> writer;
    RecordedScene scene;
    nanoseconds begun{0};
    nanoseconds time{0}; //!< Of what was told last.
    std::vector<std::unique_ptr<Stream>> streams;
    std::unique_ptr<ActorRounds> rounds;
    QTimer flushing;
};

ConnectionRecorder::ConnectionRecorder(Connection &connection, QObject *parent)
    : QObject(parent)
    , d(new ConnectionRecorderPrivate(this, connection))
{
    d->flushing.setInterval(FlushInterval);
    connect(&d->flushing, &QTimer::timeout, this, [this] { d->flush(); });
    connect(&connection, &Connection::stateChanged, this, [this] { d->handleState(); });
}

ConnectionRecorder::~ConnectionRecorder()
{
    stop();
}

bool ConnectionRecorder::start(const QString &path, const RecordingLimits &limits)
{
    stop();
    d->path = path;
    d->error = {};
    d->writer.emplace(limits);
    d->isRecording = true;
    if (d->connection.state() == Connection::State::Open)
        d->begin();
    return d->isRecording;
}

void ConnectionRecorder::stop()
{
    d->finish({});
}

bool ConnectionRecorder::isRecording() const
{
    return d->isRecording;
}

StreamError ConnectionRecorder::error() const
{
    return d->error;
}

qint64 ConnectionRecorder::bytes() const
{
    return d->writer ? d->writer->bytes() : 0;
}

nanoseconds ConnectionRecorder::duration() const
{
    return d->time - d->begun;
}

std::size_t ConnectionRecorder::actorCount() const
{
    return d->scene.actorCount();
}

void ConnectionRecorderPrivate::handleState()
{
    if (!isRecording)
        return;
    // Whoever has started this as it opened is before us.
    if (connection.state() == Connection::State::Open && streams.empty())
        begin();
    else if (connection.state() == Connection::State::Closed)
        finish(connection.error());
}

void ConnectionRecorderPrivate::begin()
{
    scene.clear();
    begun = time = connection.welcome().clock;
    Welcome target = connection.welcome();
    // Nothing can be changed in a recording.
    target.mode = AccessMode::Read;
    if (!writer->open(path, target)) {
        finish({});
        return;
    }
    for (const Kind kind : Tables)
        watch(kind);
    for (const Kind kind : EventKinds)
        watch(kind);
    rounds = std::make_unique<ActorRounds>(connection);
    QObject::connect(rounds.get(), &ActorRounds::told, q,
                     [this](const TableDelta &rows) { take(Kind::Tree, rows); });
    QObject::connect(rounds.get(), &ActorRounds::missed, q,
                     [this](const std::vector<quint64> &actors) { forget(actors); });
    flushing.start();
}

void ConnectionRecorderPrivate::watch(Kind kind)
{
    Subscription subscription;
    subscription.kind = kind;
    subscription.interval = isEvents(kind) ? EventInterval : TableInterval;
    subscription.rows = Subscription::MostRows;
    streams.push_back(connection.subscribe(subscription));
    const Stream *stream = streams.back().get();
    QObject::connect(stream, &Stream::changed, q,
                     [this, kind](const TableDelta &delta) { take(kind, delta); });
    QObject::connect(stream, &Stream::happened, q,
                     [this, kind](const EventBatch &batch) { take(kind, batch); });
    // The rows of actors are one table in a recording, whoever has told them.
    subscription.kind = kind == Kind::Top ? Kind::Tree : kind;
    write(
        {FrameType::Subscribe, RecordedScene::streamOf(subscription.kind), subscription.toCbor()});
}

RecordedScene::Cells ConnectionRecorderPrivate::resolved(const RecordedScene::Cells &cells) const
{
    RecordedScene::Cells result = cells;
    for (auto &[column, value] : result) {
        if (info(column).kind == ColumnKind::Text && value.isInteger())
            value = connection.text(value);
    }
    return result;
}

RecordedScene::Cells ConnectionRecorderPrivate::news(quint64 actor,
                                                     const RecordedScene::Cells &cells) const
{
    const RecordedScene::Cells &known = scene.actor(actor);
    RecordedScene::Cells result;
    for (auto &[column, value] : resolved(cells)) {
        if (cellOf(known, column) != value)
            result.emplace_back(column, value);
    }
    return result;
}

void ConnectionRecorderPrivate::take(Kind kind, const TableDelta &delta)
{
    if (!isRecording)
        return;
    time = std::max(time, delta.time);
    const bool ofActors = isOfActors(kind);
    TableDelta told{delta.time, ofActors ? std::vector<TableDelta::Group>() : delta.groups, {}};
    for (const TableDelta::Row &row : delta.rows) {
        auto cells = ofActors ? news(row.id, row.cells) : resolved(row.cells);
        if (!cells.empty())
            told.rows.push_back({row.id, std::move(cells)});
    }
    if (told.rows.empty() && told.groups.empty())
        return;
    forEachFrame(RecordedScene::streamOf(ofActors ? Kind::Tree : kind), told,
                 [this](const Frame &frame, const QByteArray &) { write(frame); });
}

void ConnectionRecorderPrivate::take(Kind kind, const EventBatch &batch)
{
    if (!isRecording)
        return;
    std::vector<quint64> stopped;
    EventBatch part{batch.first, batch.dropped, {}};
    for (const EventBatch::Event &event : batch.events) {
        auto cells = resolved(event);
        time = std::max(time, nanoseconds(cellOf(cells, Column::Last).toInteger()));
        if (kind == Kind::Lifecycle
            && cellOf(cells, Column::Kind).toString() == QLatin1StringView("stopped"))
            stopped.push_back(quint64(cellOf(cells, Column::RecipientId).toInteger()));
        part.events.push_back(std::move(cells));
        if (part.events.size() == RecordingFormat::EventsInFrame) {
            write({FrameType::Events, RecordedScene::streamOf(kind), part.toCbor()});
            part = {part.first + part.events.size(), 0, {}};
        }
    }
    if (!part.events.empty() || part.dropped > 0)
        write({FrameType::Events, RecordedScene::streamOf(kind), part.toCbor()});
    forget(stopped);
}

void ConnectionRecorderPrivate::forget(const std::vector<quint64> &actors)
{
    if (!isRecording)
        return;
    TableDelta gone{time, {}, {}};
    for (const quint64 actor : actors) {
        if (scene.contains(actor))
            gone.rows.push_back({actor, {{Column::State, int(ActorState::Stopped)}}});
    }
    if (!gone.rows.empty())
        forEachFrame(RecordedScene::streamOf(Kind::Tree), gone,
                     [this](const Frame &frame, const QByteArray &) { write(frame); });
}

void ConnectionRecorderPrivate::write(const Frame &frame)
{
    if (writer->wantsKeyFrame(time)) {
        writer->beginKeyFrame(time);
        for (const Frame &key : scene.keyFrames())
            writer->append(time, key);
    }
    scene.apply({time, frame});
    writer->append(time, frame);
}

void ConnectionRecorderPrivate::flush()
{
    writer->flush();
    if (!writer->error().isEmpty())
        finish({});
    else
        Q_EMIT q->progressed();
}

void ConnectionRecorderPrivate::finish(const StreamError &why)
{
    if (!std::exchange(isRecording, false))
        return;
    flushing.stop();
    rounds.reset();
    streams.clear();
    error = why;
    if (!writer->close() && !writer->error().isEmpty())
        error = {QStringLiteral("file"), writer->error()};
    Q_EMIT q->finished();
}

} // namespace Actors::Inspection
