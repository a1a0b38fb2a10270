// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// The first byte of the input says which side sends it and in which pieces it comes; the rest is
// what is sent.

#include "fuzztarget.h"

#include <Actors/Inspection/Subscription>
#include <Actors/Inspection/TableDelta>
#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/handshake.h>

#include <QCborArray>
#include <QCborMap>

#include <algorithm>
#include <array>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

namespace {

struct Reading
{
    std::vector<Frame> frames;
    QString error;
};

Reading read(const QByteArray &bytes, qsizetype piece, const FrameLimits &limits)
{
    Reading reading;
    FrameReader reader(limits);
    for (qsizetype begin = 0; begin < bytes.size(); begin += piece) {
        reader.append(bytes.sliced(begin, std::min(piece, bytes.size() - begin)));
        while (std::optional<Frame> frame = reader.next())
            reading.frames.push_back(*std::move(frame));
        PROMISE(reader.pendingBytes() <= bytes.size());
    }
    reading.error = reader.error();
    return reading;
}

//! A body that is one can be written, and is then the same again.
template<typename Body>
void tryBody(const QCborValue &value)
{
    const std::optional<Body> body = Body::fromCbor(value);
    if (!body)
        return;
    const QCborValue written = body->toCbor();
    const std::optional<Body> again = Body::fromCbor(written);
    PROMISE(again.has_value());
    PROMISE(again->toCbor() == written || written.toCbor().contains('\xfb')); // a NaN is no other
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    static constexpr std::array<FrameLimits, 4> Limits{
        FrameLimits::fromProbe(),
        FrameLimits::fromInspector(),
        FrameLimits::handshake(),
        {256, 20, 3, 10},
    };
    const FrameLimits &limits = Limits[data[0] % Limits.size()];
    const auto piece = static_cast<qsizetype>(data[0] / Limits.size()) + 1;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1),
                           static_cast<qsizetype>(size - 1));

    const Reading whole = read(bytes, std::max<qsizetype>(bytes.size(), 1), limits);
    const Reading pieces = read(bytes, piece, limits);
    PROMISE(whole.frames.size() == pieces.frames.size());
    PROMISE(whole.error == pieces.error);

    for (const Frame &frame : whole.frames) {
        QCborValue body = frame.body;
        tryBody<Hello>(body);
        tryBody<Welcome>(body);
        tryBody<StreamError>(body);
        tryBody<Request>(body);
        tryBody<Subscription>(body);
        tryBody<TableDelta>(body);
        tryBody<EventBatch>(body);
        QString error;
        PROMISE(Subscription::fromCbor(body, &error).has_value() == error.isEmpty());

        const QByteArray encoded = encodeFrame(frame);
        const Reading again = read(encoded, encoded.size(), FrameLimits::fromProbe());
        PROMISE(again.error.isEmpty() && again.frames.size() == 1);
        PROMISE(again.frames[0].type == frame.type && again.frames[0].stream == frame.stream);
        PROMISE(again.frames[0].body.toCbor() == body.toCbor());
    }
    return 0;
}

std::vector<QByteArray> seeds()
{
    Hello hello;
    hello.client = u"client"_s;
    hello.features = {u"tree.v1"_s};
    Welcome welcome;
    welcome.application = u"app"_s;
    welcome.credit = 1000;
    Subscription subscription;
    subscription.filter = u"depth>1"_s;
    subscription.windows = {{0, 0, 10}, {7, 5, 20}};
    subscription.ids = {1, 2};
    TableDelta delta;
    delta.time = std::chrono::nanoseconds(1);
    delta.groups = {{0, 2, {7, 8}}};
    delta.rows = {{7, {{Column::Path, u"/user/a"_s}, {Column::In, 2.5}, {Column::Now, nullptr}}}};
    EventBatch batch;
    batch.events = {{{Column::Last, 5}, {Column::Kind, u"started"_s}}};

    const std::vector<Frame> frames{
        {FrameType::Hello, 0, hello.toCbor()},
        {FrameType::Welcome, 0, welcome.toCbor()},
        {FrameType::Refusal, 0, StreamError{u"protocol"_s, u"No."_s}.toCbor()},
        {FrameType::Subscribe, 1, subscription.toCbor()},
        {FrameType::Unsubscribe, 1, nullptr},
        {FrameType::Acknowledge, 0, 65'536},
        {FrameType::Request, 1, Request{u"actor.info"_s, QCborMap{{u"id"_s, 7}}}.toCbor()},
        {FrameType::Reply, 1, QCborArray{QByteArray("bytes"), true, false, -1, QCborValue()}},
        {FrameType::Names, 0, QCborArray{1, u"SensorActor"_s}},
        {FrameType::Table, 1, delta.toCbor()},
        {FrameType::Events, 2, batch.toCbor()},
    };
    std::vector<QByteArray> seeds;
    QByteArray all;
    for (const Frame &frame : frames) {
        const QByteArray bytes = encodeFrame(frame);
        seeds.push_back('\x08' + bytes);
        all += bytes;
    }
    seeds.push_back('\x40' + all);
    seeds.push_back('\x03' + all);
    // Forms that are refused: of indefinite length, a tag, halves and floats, long integers.
    for (const char *hex : {"830b079f01ff", "830b07c101", "830b07f93e00", "830b07fa3fc00000",
                            "830b071bffffffffffffffff", "830b07a201010102", "830b07818181818180",
                            "83a8a8a8a8a8a8a8"}) {
        const QByteArray item = QByteArray::fromHex(hex);
        QByteArray length(4, '\0');
        length[3] = static_cast<char>(item.size());
        seeds.push_back('\x00' + length + item);
    }
    return seeds;
}
