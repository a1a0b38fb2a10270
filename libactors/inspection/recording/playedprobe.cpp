// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "protocol/tableframes_p.h"
#include "recording/playedprobe_p.h"
#include "recording/recordingformat_p.h"

#include <Actors/Core/clock.h>
#include <Actors/Inspection/filter.h>

#include <algorithm>

namespace Actors::Inspection {

namespace {

constexpr qint64 InitialCredit = qint64(256) * 1024;
constexpr std::size_t MostEntries = 32;

} // namespace

PlayedProbe::PlayedProbe(std::unique_ptr<QIODevice> device, const RecordedScene &scene,
                         const Welcome &welcome)
    : m_device(std::move(device))
    , m_scene(scene)
    , m_welcome(welcome)
{
    connect(m_device.get(), &QIODevice::readyRead, this, &PlayedProbe::read);
    connect(m_device.get(), &QIODevice::readChannelFinished, this, &PlayedProbe::end);
}

PlayedProbe::~PlayedProbe()
{
    m_device->disconnect(this);
}

void PlayedProbe::end()
{
    if (std::exchange(m_isOver, true))
        return;
    QMetaObject::invokeMethod(this, &PlayedProbe::ended, Qt::QueuedConnection);
}

void PlayedProbe::read()
{
    m_reader.append(m_device->readAll());
    while (!m_isOver) {
        const auto frame = m_reader.next();
        if (!frame)
            break;
        take(*frame);
    }
    if (!m_reader.error().isEmpty())
        end();
}

void PlayedProbe::take(const Frame &frame)
{
    if (!m_isOpen) {
        if (frame.type != FrameType::Hello || !Hello::fromCbor(frame.body)) {
            end();
            return;
        }
        m_isOpen = true;
        m_credit = InitialCredit;
        Welcome welcome = m_welcome;
        welcome.protocol = NewestProtocol;
        welcome.mode = AccessMode::Read;
        welcome.credit = InitialCredit;
        send({FrameType::Welcome, 0, welcome.toCbor()});
        return;
    }
    const auto entry = m_entries.find(frame.stream);
    switch (frame.type) {
    case FrameType::Subscribe:
    case FrameType::Change:
        subscribe(frame);
        break;
    case FrameType::Unsubscribe:
        m_entries.erase(frame.stream);
        break;
    case FrameType::Pause:
    case FrameType::Resume:
        if (entry == m_entries.end())
            break;
        entry->second.isPaused = frame.type == FrameType::Pause;
        tell(frame.stream, entry->second);
        break;
    case FrameType::Acknowledge:
        acknowledge(frame);
        break;
    case FrameType::Request:
        request(frame);
        break;
    default:
        sendError(frame.stream, QStringLiteral("unsupported"),
                  QStringLiteral("a recording knows no frame of type %1").arg(int(frame.type)));
        break;
    }
}

void PlayedProbe::subscribe(const Frame &frame)
{
    QString error;
    const auto subscription = Subscription::fromCbor(frame.body, &error);
    if (!subscription) {
        sendError(frame.stream, QStringLiteral("protocol"), error);
        return;
    }
    const Filter filter(subscription->filter);
    if (!filter.isValid()) {
        sendError(frame.stream, QStringLiteral("filter"), filter.error());
        return;
    }
    const auto known = m_entries.find(frame.stream);
    const bool isChange = frame.type == FrameType::Change;
    if ((known != m_entries.end()) != isChange
        || (isChange && known->second.subscription.kind != subscription->kind)) {
        sendError(frame.stream, QStringLiteral("protocol"),
                  QStringLiteral("stream %1 is taken, or is none, or is about something else")
                      .arg(frame.stream));
        return;
    }
    if (!isChange && m_entries.size() == MostEntries) {
        sendError(
            frame.stream, QStringLiteral("limit"),
            QStringLiteral("a connection has at most %1 streams; end one first").arg(MostEntries));
        return;
    }
    Entry &entry = m_entries[frame.stream];
    entry.subscription = *subscription;
    tell(frame.stream, entry);
}

void PlayedProbe::acknowledge(const Frame &frame)
{
    m_credit = std::min(m_credit + std::max<qint64>(frame.body.toInteger(), 0), InitialCredit);
    for (auto &[stream, entry] : m_entries) {
        if (entry.isOwed)
            tell(stream, entry);
    }
}

void PlayedProbe::request(const Frame &frame)
{
    const auto asked = Request::fromCbor(frame.body);
    if (!asked) {
        sendError(frame.stream, QStringLiteral("protocol"),
                  QStringLiteral("the frame Request has no such content"));
        return;
    }
    if (asked->verb != QLatin1StringView("actor.info")) {
        sendError(frame.stream, QStringLiteral("gone"),
                  QStringLiteral("a recording cannot tell %1: only the program that was recorded "
                                 "could, while it ran")
                      .arg(asked->verb.left(64)));
        return;
    }
    const QCborValue number = asked->arguments.value(QLatin1StringView("id"));
    const QString path = asked->arguments.value(QLatin1StringView("path")).toString();
    const auto id =
        number.isInteger() ? std::optional(quint64(number.toInteger())) : m_scene.actorAt(path);
    if (!id || !m_scene.contains(*id)) {
        sendError(frame.stream, QStringLiteral("gone"),
                  path.isEmpty()
                      ? QStringLiteral("the recording has no such actor at this moment")
                      : QStringLiteral("the recording has no actor %1 at this moment").arg(path));
        return;
    }
    QCborMap map{{QStringLiteral("id"), qint64(*id)}, {QStringLiteral("stopped"), false}};
    for (const auto &[column, value] : m_scene.actor(*id))
        map.insert(QString::fromLatin1(info(column).name), value);
    if (const auto parent = map.value(QLatin1StringView("parent")); parent.isInteger())
        map.insert(QStringLiteral("parentPath"),
                   cellOf(m_scene.actor(quint64(parent.toInteger())), Column::Path));
    send({FrameType::Reply, frame.stream, map});
}

void PlayedProbe::tellDue()
{
    const auto now = Clock::real()->now();
    for (auto &[stream, entry] : m_entries) {
        if (entry.due <= now)
            tell(stream, entry);
    }
}

void PlayedProbe::tellAll()
{
    for (auto &[stream, entry] : m_entries)
        tell(stream, entry);
}

void PlayedProbe::rewind()
{
    for (auto &[stream, entry] : m_entries)
        entry.nextEvent = 0;
}

void PlayedProbe::tell(quint32 stream, Entry &entry)
{
    entry.isOwed = m_credit <= 0;
    if (entry.isPaused || entry.isOwed || m_isOver)
        return;
    entry.due = Clock::real()->now() + entry.subscription.interval;
    if (isEvents(entry.subscription.kind))
        tellEvents(stream, entry);
    else
        tellTable(stream, entry);
}

void PlayedProbe::tellTable(quint32 stream, Entry &entry)
{
    TableDelta all = m_scene.look(entry.subscription);
    TableDelta news{all.time, {}, {}};
    std::map<quint64, TableDelta::Group> groups;
    for (TableDelta::Group &group : all.groups) {
        const auto told = entry.groups.find(group.parent);
        if (told == entry.groups.end() || told->second.total != group.total
            || told->second.ids != group.ids)
            news.groups.push_back(group);
        groups.emplace(group.parent, std::move(group));
    }
    for (const auto &[parent, group] : entry.groups) {
        if (!groups.contains(parent))
            news.groups.push_back({parent, 0, {}});
    }
    entry.groups = std::move(groups);
    std::unordered_map<quint64, RecordedScene::Cells> rows;
    for (TableDelta::Row &row : all.rows) {
        const auto told = entry.rows.find(row.id);
        RecordedScene::Cells changed;
        for (const auto &[column, value] : row.cells) {
            if (told == entry.rows.end() || cellOf(told->second, column) != value)
                changed.emplace_back(column, value);
        }
        if (!changed.empty())
            news.rows.push_back({row.id, std::move(changed)});
        rows.emplace(row.id, std::move(row.cells));
    }
    entry.rows = std::move(rows);
    if (entry.hasBegun && news.groups.empty() && news.rows.empty())
        return;
    entry.hasBegun = true;
    forEachFrame(stream, news, [this](const Frame &, const QByteArray &bytes) { send(bytes); });
}

void PlayedProbe::tellEvents(quint32 stream, Entry &entry)
{
    EventBatch batch;
    const auto finish = [&] {
        if (!batch.events.empty())
            send({FrameType::Events, stream, batch.toCbor()});
        batch = {};
    };
    for (const RecordedScene::Event &event : m_scene.events(entry.subscription.kind)) {
        if (event.number < entry.nextEvent)
            continue;
        if (event.number != entry.nextEvent
            || batch.events.size() == RecordingFormat::EventsInFrame)
            finish();
        if (batch.events.empty()) {
            batch.first = event.number;
            // What was before the recording is not lost.
            batch.dropped = entry.hasBegun ? event.number - entry.nextEvent : 0;
        }
        entry.hasBegun = true;
        entry.nextEvent = event.number + 1;
        batch.events.push_back(event.cells);
    }
    finish();
}

void PlayedProbe::sendError(quint32 stream, const QString &code, const QString &text)
{
    send({FrameType::Error, stream, StreamError{code, text}.toCbor()});
}

void PlayedProbe::send(const Frame &frame)
{
    send(encodeFrame(frame));
}

void PlayedProbe::send(const QByteArray &bytes)
{
    m_credit -= bytes.size();
    if (m_device->write(bytes) != bytes.size())
        end();
}

} // namespace Actors::Inspection
