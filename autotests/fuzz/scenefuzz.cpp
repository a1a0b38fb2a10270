// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// The input is frames as they are in a recording, without their times.

#include "fuzztarget.h"

#include <Actors/Inspection/RecordedScene>
#include <Actors/Inspection/RecordingReader>
#include <Actors/Inspection/TableDelta>
#include <Actors/Inspection/frame.h>

#include <optional>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using Kind = Subscription::Kind;

namespace {

constexpr Kind Kinds[] = {Kind::System,    Kind::Top,     Kind::Tree,        Kind::Rows,
                          Kind::Classes,   Kind::Threads, Kind::DeadLetters, Kind::Letters,
                          Kind::Lifecycle, Kind::Log,     Kind::Alarms,      Kind::Self};

//! What is told is what a probe may tell.
void look(const RecordedScene &scene, Kind kind, const QString &filter)
{
    Subscription subscription;
    subscription.kind = kind;
    subscription.filter = filter;
    for (const quint64 id : scene.actors()) {
        if (subscription.ids.size() == 50)
            break;
        subscription.ids.push_back(id);
        subscription.windows.push_back({id, 0, 5});
    }
    subscription.windows.push_back({0, 1, 50});
    const TableDelta all = scene.look(subscription);
    PROMISE(TableDelta::fromCbor(all.toCbor()).has_value());
    std::size_t ids = 0;
    for (const TableDelta::Group &group : all.groups) {
        PROMISE(group.ids.size() <= group.total);
        ids += group.ids.size();
    }
    PROMISE(ids <= std::size_t(Subscription::MostRows) && all.rows.size() <= ids);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FrameReader reader(FrameLimits::fromProbe());
    reader.append(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    RecordedScene scene;
    std::chrono::nanoseconds time{0};
    while (auto frame = reader.next())
        scene.apply({++time, std::move(*frame)});
    PROMISE(scene.actorCount() <= scene.actors().size());
    for (const Kind kind : Kinds) {
        look(scene, kind, QString());
        look(scene, kind, u"a | depth>1"_s);
        PROMISE(scene.events(kind).size() <= RecordedScene::MostEvents);
    }

    // A key frame is of frames that may be, and tells all actors.
    RecordedScene other;
    for (const Frame &frame : scene.keyFrames()) {
        FrameReader again(FrameLimits::fromProbe());
        again.append(encodeFrame(frame));
        const std::optional<Frame> read = again.next();
        PROMISE(read.has_value());
        other.apply({time, *read});
    }
    PROMISE(other.actors() == scene.actors());
    return 0;
}

std::vector<QByteArray> seeds()
{
    QByteArray all;
    std::vector<QByteArray> seeds;
    for (const Kind kind : Kinds) {
        Subscription subscription;
        subscription.kind = kind;
        all += encodeFrame(
            {FrameType::Subscribe, RecordedScene::streamOf(kind), subscription.toCbor()});
    }
    const auto add = [&](Kind kind, FrameType type, const QCborValue &body) {
        all += encodeFrame({type, RecordedScene::streamOf(kind), body});
        seeds.push_back(all);
    };
    TableDelta actors;
    for (const quint64 id : {1, 2, 3}) {
        actors.rows.push_back({id,
                               {{Column::Path, u"/user/a%1"_s.arg(id)},
                                {Column::Class, u"A"_s},
                                {Column::Parent, qint64(id - 1)},
                                {Column::Depth, qint64(id)}}});
    }
    add(Kind::Tree, FrameType::Table, actors.toCbor());
    const TableDelta stopped{{}, {}, {{2, {{Column::State, int(ActorState::Stopped)}}}}};
    add(Kind::Tree, FrameType::Table, stopped.toCbor());
    const TableDelta letters{{}, {{0, 9, {4, 5}}}, {{4, {{Column::Recipient, u"/user/a"_s}}}}};
    add(Kind::DeadLetters, FrameType::Table, letters.toCbor());
    EventBatch batch;
    batch.first = 7;
    batch.events = {{{Column::Kind, u"spawned"_s}}, {{Column::Kind, u"stopped"_s}}};
    add(Kind::Lifecycle, FrameType::Events, batch.toCbor());
    return seeds;
}
