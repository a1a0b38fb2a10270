// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "sampletarget.h"

#include <Actors/Inspection/handshake.h>

#include <QCborArray>
#include <QCborMap>
#include <QLocalSocket>

#include <algorithm>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! The clock of the target, at the end of what it tells.
constexpr auto Now = std::chrono::nanoseconds(3600s);
constexpr int HistorySeconds = 120;

qint64 milliseconds(qint64 time)
{
    return time * 1'000'000;
}

qint64 secondsAgo(qint64 time)
{
    return Now.count() - milliseconds(time * 1000);
}

} // namespace

SampleTarget::SampleTarget(Content content)
    : m_content(content)
{
    const auto add = [this](quint64 id, quint64 parent, const QString &path, const QString &type,
                            ActorState state, qint64 depth, qint64 oldest, double in, double out,
                            int busy, const QString &now, qint64 since, const QString &thread,
                            qint64 restarts, qint64 children, bool grows) {
        const QString name = path.section(u'/', -1);
        m_actors.push_back({id,
                            parent,
                            {{Column::Path, path},
                             {Column::Name, name},
                             {Column::Class, type},
                             {Column::Thread, thread},
                             {Column::Mailbox, u"unbounded"_s},
                             {Column::Parent, qint64(parent)},
                             {Column::State, int(state)},
                             {Column::High, depth + depth / 7},
                             {Column::Oldest, milliseconds(oldest)},
                             {Column::In, in},
                             {Column::Out, out},
                             {Column::Growth, in - out},
                             {Column::Busy, busy},
                             {Column::Failed, restarts},
                             {Column::Restarts, restarts},
                             {Column::Handled, qint64(out * 3600)},
                             {Column::Now, now},
                             {Column::Since, milliseconds(since)},
                             {Column::Children, children},
                             {Column::SubtreeDepth, depth},
                             {Column::SubtreeIn, in}},
                            depth,
                            grows});
    };
    connect(&m_server, &QLocalServer::newConnection, this, &SampleTarget::accept);
    m_server.listen(m_directory.filePath(u"4711-1-robotd.sock"_s));
    if (content == Content::Empty)
        return;
    using S = ActorState;
    add(3, 11, u"/user/storage/db_writer"_s, u"DbWriter"_s, S::Running, 17'319, 41'200, 1'240, 20,
        992, u"WriteRow"_s, 49, u"pool-2"_s, 3, 0, true);
    add(4, 10, u"/user/ui"_s, u"MainWindowActor"_s, S::Blocked, 83, 4'100, 20, 0, 998,
        u"LoadFile"_s, 4'100, u"main"_s, 0, 0, true);
    add(5, 13, u"/user/io/can0"_s, u"CanPort"_s, S::Suspended, 12, 900, 8, 0, 0, {}, 0, u"can-io"_s,
        0, 0, false);
    add(7, 14, u"/user/orders/gateway"_s, u"OrderGateway"_s, S::Failed, 4, 310, 4.5, 0, 12, {}, 0,
        u"pool-1"_s, 1, 0, false);
    add(6, 10, u"/user/aggregator"_s, u"Aggregator"_s, S::Running, 7, 12, 8'420, 8'419, 631,
        u"Sample"_s, 0, u"pool-0"_s, 0, 0, false);
    add(10, 0, u"/user"_s, u"Guardian"_s, S::Idle, 0, 0, 0, 0, 0, {}, 0, u"pool-0"_s, 0, 6, false);
    add(11, 10, u"/user/storage"_s, u"Storage"_s, S::Idle, 0, 0, 0, 0, 0, {}, 0, u"pool-0"_s, 0, 2,
        false);
    add(12, 11, u"/user/storage/journal"_s, u"FileJournal"_s, S::Idle, 0, 0, 12, 12, 80, {}, 0,
        u"pool-0"_s, 0, 0, false);
    add(13, 10, u"/user/io"_s, u"IoGroup"_s, S::Idle, 0, 0, 0, 0, 0, {}, 0, u"pool-0"_s, 0, 1,
        false);
    add(14, 10, u"/user/orders"_s, u"Orders"_s, S::Idle, 0, 0, 0, 0, 0, {}, 0, u"pool-0"_s, 0, 1,
        false);
    add(15, 10, u"/user/sessions"_s, u"Sessions"_s, S::Idle, 0, 0, 0, 0, 0, {}, 0, u"pool-0"_s, 0,
        18, false);
    for (int i = 0; i < 18; ++i) {
        const int load = i % 5;
        add(quint64(20 + i), 15, u"/user/sessions/session-%1"_s.arg(40'317 + 13 * i), u"Session"_s,
            i % 7 == 3 ? S::Running : S::Idle, load, load, 2.5 + i, 2.5 + i, 3 + i,
            i % 7 == 3 ? u"Request"_s : QString(), 0, i % 2 ? u"pool-1"_s : u"pool-3"_s, 0, 0,
            false);
    }
    // What is below counts with what is above.
    for (Actor &group : m_actors) {
        const QString path = group.cells.front().second.toString() + u'/';
        qint64 sum = group.depth;
        for (const Actor &each : m_actors) {
            if (each.cells.front().second.toString().startsWith(path))
                sum += each.depth;
        }
        for (auto &[column, value] : group.cells) {
            if (column == Column::SubtreeDepth)
                value = sum;
        }
    }
    std::stable_sort(m_actors.begin(), m_actors.end(),
                     [](const Actor &one, const Actor &other) { return one.depth > other.depth; });
}

void SampleTarget::end()
{
    for (const auto &client : m_clients)
        client->socket->disconnectFromServer();
}

Subscription SampleTarget::lastSubscription(Kind kind) const
{
    Subscription last;
    for (const auto &client : m_clients) {
        for (const auto &[number, stream] : client->streams) {
            if (stream.subscription.kind == kind)
                last = stream.subscription;
        }
    }
    return last;
}

int SampleTarget::flowing(Kind kind) const
{
    int flowing = 0;
    for (const auto &client : m_clients) {
        for (const auto &[number, stream] : client->streams)
            flowing += stream.subscription.kind == kind && !stream.isPaused ? 1 : 0;
    }
    return flowing;
}

void SampleTarget::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        auto client =
            std::make_unique<Client>(Client{socket, FrameReader(FrameLimits::fromInspector()), {}});
        Client *raw = client.get();
        m_clients.push_back(std::move(client));
        connect(socket, &QLocalSocket::readyRead, this, [this, raw] { read(*raw); });
        read(*raw);
    }
}

void SampleTarget::read(Client &client)
{
    client.reader.append(client.socket->readAll());
    while (const auto frame = client.reader.next())
        take(client, *frame);
}

void SampleTarget::take(Client &client, const Frame &frame)
{
    switch (frame.type) {
    case FrameType::Hello: {
        Welcome welcome;
        welcome.pid = 4711;
        welcome.application = u"robotd"_s;
        welcome.system = u"robot"_s;
        welcome.clock = Now;
        welcome.wallClock = std::chrono::system_clock::now().time_since_epoch();
        welcome.credit = 256 * 1024;
        send(client, FrameType::Welcome, 0, welcome.toCbor());
        break;
    }
    case FrameType::Subscribe:
    case FrameType::Change:
        if (const auto subscription = Subscription::fromCbor(frame.body)) {
            client.streams[frame.stream].subscription = *subscription;
            tell(client, frame.stream, *subscription);
        }
        break;
    case FrameType::Unsubscribe:
        client.streams.erase(frame.stream);
        break;
    case FrameType::Pause:
    case FrameType::Resume:
        client.streams[frame.stream].isPaused = frame.type == FrameType::Pause;
        if (frame.type == FrameType::Resume
            && client.streams[frame.stream].subscription.kind == Kind::Lifecycle)
            tellEvents(client, frame.stream);
        break;
    case FrameType::Request:
        answer(client, frame.stream, frame.body);
        break;
    default:
        break;
    }
}

void SampleTarget::send(Client &client, FrameType type, quint32 stream, const QCborValue &body)
{
    client.socket->write(encodeFrame({type, stream, body}));
}

void SampleTarget::tell(Client &client, quint32 stream, const Subscription &subscription)
{
    std::vector<const Actor *> chosen;
    switch (subscription.kind) {
    case Kind::Top:
        for (const Actor &each : m_actors) {
            if (subscription.filter.isEmpty()
                || each.cells.front().second.toString().contains(subscription.filter))
                chosen.push_back(&each);
        }
        tellActors(client, stream, chosen, chosen.empty() ? 0 : 101'204);
        break;
    case Kind::Rows:
        for (const Actor &each : m_actors) {
            if (std::find(subscription.ids.begin(), subscription.ids.end(), each.id)
                != subscription.ids.end())
                chosen.push_back(&each);
        }
        tellActors(client, stream, chosen, chosen.size());
        break;
    case Kind::Tree: {
        TableDelta delta{Now, {}, {}};
        for (const Subscription::Window &window : subscription.windows) {
            TableDelta::Group group{window.parent, 0, {}};
            for (const Actor &each : m_actors) {
                if (each.parent != window.parent)
                    continue;
                group.ids.push_back(each.id);
                Cells cells = each.cells;
                cells.emplace_back(Column::Depth, each.depth);
                delta.rows.push_back({each.id, cells});
            }
            group.total = group.ids.size();
            delta.groups.push_back(group);
        }
        send(client, FrameType::Table, stream, delta.toCbor());
        break;
    }
    case Kind::Lifecycle: // What has happened is told once, when it is looked at.
        break;
    default: {
        TableDelta delta{Now, {{0, 0, {}}}, rows(subscription.kind)};
        for (const TableDelta::Row &row : delta.rows)
            delta.groups.front().ids.push_back(row.id);
        delta.groups.front().total = delta.rows.size();
        send(client, FrameType::Table, stream, delta.toCbor());
        break;
    }
    }
}

void SampleTarget::tellActors(Client &client, quint32 stream,
                              const std::vector<const Actor *> &actors, quint64 total)
{
    TableDelta::Group group{0, total, {}};
    for (const Actor *each : actors)
        group.ids.push_back(each->id);
    for (int second = 0; second <= HistorySeconds; ++second) {
        TableDelta delta{Now - std::chrono::seconds(HistorySeconds - second), {}, {}};
        if (second == 0)
            delta.groups.push_back(group);
        for (const Actor *each : actors) {
            const qint64 part = each->grows ? each->depth * second / HistorySeconds
                                            : each->depth * ((second * 7 + 3) % 5 + 1) / 5;
            Cells cells{{Column::Depth, second == HistorySeconds ? each->depth : part}};
            if (second == 0)
                cells.insert(cells.end(), each->cells.begin(), each->cells.end());
            delta.rows.push_back({each->id, cells});
        }
        send(client, FrameType::Table, stream, delta.toCbor());
    }
}

void SampleTarget::tellEvents(Client &client, quint32 stream)
{
    OpenStream &open = client.streams[stream];
    if (m_content == Content::Empty || open.isTold)
        return;
    open.isTold = true;
    const QString filter = QString(open.subscription.filter).remove(u'"');
    EventBatch batch{1, 0, {}};
    const auto add = [&](qint64 ago, const QString &kind, const QString &path,
                         const QString &text) {
        if (filter.isEmpty() || filter.endsWith(path)) {
            batch.events.push_back({{Column::Last, secondsAgo(ago)},
                                    {Column::Kind, kind},
                                    {Column::Path, path},
                                    {Column::RecipientId, 3},
                                    {Column::Explanation, text}});
        }
    };
    const QString writer = u"/user/storage/db_writer"_s;
    add(3000, u"spawned"_s, writer, u"DbWriter"_s);
    add(2999, u"started"_s, writer, {});
    add(40, u"failed"_s, writer, u"SqlError: database is locked in WriteRow"_s);
    add(40, u"decided"_s, writer, u"restart in 200 ms"_s);
    add(39, u"restarted"_s, writer, u"incarnation 4"_s);
    add(8, u"stopped"_s, u"/user/cam/7"_s, u"its parent told it to"_s);
    send(client, FrameType::Events, stream, batch.toCbor());
}

std::vector<TableDelta::Row> SampleTarget::rows(Kind kind) const
{
    if (kind == Kind::System) {
        const qint64 actors = m_content == Content::Empty ? 0 : 101'204;
        return {{1,
                 {{Column::Actors, actors},
                  {Column::In, actors * 8},
                  {Column::Rate, m_content == Content::Empty ? 0 : 3}}}};
    }
    if (kind == Kind::Self)
        return {{1, {{Column::Cpu, 4}, {Column::Bytes, 380'000}, {Column::Dropped, 0}}}};
    if (m_content == Content::Empty)
        return {};
    switch (kind) {
    case Kind::DeadLetters: {
        const auto row = [](quint64 id, qint64 count, double rate, qint64 ago, const QString &type,
                            const QString &recipient, qint64 recipientId, const QString &reason,
                            const QString &sender, const QString &explanation) {
            return TableDelta::Row{id,
                                   {{Column::Type, type},
                                    {Column::Count, count},
                                    {Column::Rate, rate},
                                    {Column::Last, secondsAgo(ago)},
                                    {Column::Recipient, recipient},
                                    {Column::RecipientId, recipientId},
                                    {Column::Reason, reason},
                                    {Column::Sender, sender},
                                    {Column::Explanation, explanation}}};
        };
        return {row(1, 1'190, 3, 1, u"Tick"_s, u"/user/cam/7"_s, 77, u"ActorStopped"_s,
                    u"/user/aggregator"_s,
                    u"A Camera that lived for 12 min 41 s; its parent told it to stop."_s),
                row(2, 11, 0.1, 7, u"WriteRow"_s, u"/user/storage/db_writer"_s, 3,
                    u"DroppedNewest"_s, u"/user/aggregator"_s,
                    u"Its mailbox holds 1,000 messages, and keeps what it has."_s),
                row(3, 3, 0, 97, u"Ping"_s, u"/user/old"_s, 0, u"NoSuchActor"_s, {}, {})};
    }
    case Kind::Classes: {
        const auto row = [](quint64 id, const QString &name, qint64 actors, qint64 depth, qint64 in,
                            qint64 out, qint64 failed) {
            return TableDelta::Row{id,
                                   {{Column::Class, name},
                                    {Column::Actors, actors},
                                    {Column::Depth, depth},
                                    {Column::In, in},
                                    {Column::Out, out},
                                    {Column::Failed, failed}}};
        };
        return {row(1, u"DbWriter"_s, 1, 17'319, 1'240, 20, 3),
                row(2, u"Session"_s, 95'198, 41, 750'400, 750'390, 0),
                row(3, u"SensorActor"_s, 6'000, 4, 60'000, 60'000, 0)};
    }
    case Kind::Threads: {
        const auto row = [](quint64 id, const QString &name, const QString &sort, int state,
                            qint64 actors, qint64 busy, qint64 lag, qint64 longest,
                            const QString &path, const QString &now, qint64 since) {
            return TableDelta::Row{id,
                                   {{Column::Name, name},
                                    {Column::Kind, sort},
                                    {Column::State, state},
                                    {Column::Actors, actors},
                                    {Column::Busy, busy},
                                    {Column::Lag, lag},
                                    {Column::LagHigh, longest},
                                    {Column::Path, path},
                                    {Column::RecipientId, path.isEmpty() ? 0 : 4},
                                    {Column::Now, now},
                                    {Column::Since, milliseconds(since)}}};
        };
        return {row(1, u"main"_s, u"gui"_s, 1, 14, 998, milliseconds(4'100), milliseconds(4'100),
                    u"/user/ui"_s, u"LoadFile"_s, 4'100),
                row(2, u"pool-0"_s, u"pool"_s, 0, 24'990, 880, 40'000, milliseconds(9), {}, {}, 0),
                row(3, u"pool-1"_s, u"pool"_s, 0, 24'993, 790, 49'000, milliseconds(9), {}, {}, 0),
                row(4, u"can-io"_s, u"dedicated"_s, 0, 3, 20, 12'000, milliseconds(1), {}, {}, 0)};
    }
    case Kind::Alarms:
        return {{1,
                 {{Column::State, 1},
                  {Column::Rule, u"oldest>5s"_s},
                  {Column::Path, u"/user/storage/db_writer"_s},
                  {Column::Last, secondsAgo(41)},
                  {Column::Count, 1},
                  {Column::Explanation, u"the oldest message waits for 41.2 s"_s}}},
                {2,
                 {{Column::State, 0},
                  {Column::Rule, u"depth>50000"_s},
                  {Column::Path, QString()},
                  {Column::Last, 0},
                  {Column::Count, 0},
                  {Column::Explanation, QString()}}}};
    default:
        return {};
    }
}

const SampleTarget::Actor *SampleTarget::actor(quint64 id, const QString &path) const
{
    for (const Actor &each : m_actors) {
        if (each.id == id || each.cells.front().second.toString() == path)
            return &each;
    }
    return nullptr;
}

void SampleTarget::answer(Client &client, quint32 stream, const QCborValue &body)
{
    const auto request = Request::fromCbor(body);
    if (!request)
        return;
    const QString path = request->arguments.value(u"path"_s).toString();
    const Actor *found = actor(quint64(request->arguments.value(u"id"_s).toInteger()), path);
    if (!found) {
        const StreamError gone{u"gone"_s, u"no living actor has the path %1"_s.arg(path)};
        send(client, FrameType::Error, stream, gone.toCbor());
        return;
    }
    const QString foundPath = found->cells.front().second.toString();
    if (request->verb == u"actor.info"_s) {
        const Actor *parent = actor(found->parent, {});
        QCborMap info{{u"id"_s, qint64(found->id)},
                      {u"path"_s, foundPath},
                      {u"class"_s, found->cells.at(2).second},
                      {u"stopped"_s, false}};
        if (parent) {
            info.insert(u"parent"_s, qint64(parent->id));
            info.insert(u"parentPath"_s, parent->cells.front().second);
        }
        send(client, FrameType::Reply, stream, info);
        return;
    }
    const auto property = [](const QString &name, const QString &type, const QCborValue &value) {
        return QCborMap{{u"name"_s, name}, {u"type"_s, type}, {u"value"_s, value}};
    };
    send(client, FrameType::Reply, stream,
         QCborMap{{u"properties"_s,
                   QCborArray{property(u"table"_s, u"QString"_s, u"measurements"_s),
                              property(u"batchSize"_s, u"int"_s, 64),
                              property(u"latency"_s, u"double"_s, 48.7),
                              property(u"lastError"_s, u"QString"_s, u"database is locked"_s),
                              QCborMap{{u"name"_s, u"password"_s},
                                       {u"type"_s, u"QString"_s},
                                       {u"redacted"_s, true}}}},
                  {u"watches"_s, QCborArray{6}}});
}
