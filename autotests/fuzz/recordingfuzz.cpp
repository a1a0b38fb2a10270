// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// The input is a recording.

#include "fuzztarget.h"

#include <Actors/Inspection/RecordingReader>
#include <Actors/Inspection/RecordingWriter>
#include <Actors/Inspection/TableDelta>

#include <QBuffer>
#include <QCborArray>
#include <QFile>
#include <QTemporaryDir>

#include <memory>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr int MostFrames = 10'000;

//! Reads to the end; how many frames there are from there.
int readOn(RecordingReader &reader)
{
    nanoseconds last{0};
    int count = 0;
    for (; count < MostFrames; ++count) {
        const auto frame = reader.next();
        if (!frame)
            break;
        PROMISE(frame->time >= last && frame->time >= reader.begin());
        PROMISE(frame->time <= reader.end());
        last = frame->time;
    }
    return count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(reinterpret_cast<const char *>(data), static_cast<int>(size));
    buffer->open(QIODevice::ReadOnly);
    RecordingReader reader;
    if (!reader.open(std::move(buffer))) {
        PROMISE(!reader.error().isEmpty() && !reader.next());
        return 0;
    }
    PROMISE(reader.begin() <= reader.end());
    const int all = readOn(reader);
    reader.seek(reader.begin() + (reader.end() - reader.begin()) / 2);
    PROMISE(readOn(reader) <= all);
    reader.seek(nanoseconds(0));
    PROMISE(readOn(reader) <= all);
    return 0;
}

std::vector<QByteArray> seeds()
{
    const QTemporaryDir folder;
    std::vector<QByteArray> seeds;
    for (const int count : {0, 1, 30}) {
        const QString path = folder.filePath(QString::number(count));
        Welcome target;
        target.application = u"robotd"_s;
        target.credit = 1;
        RecordingLimits limits;
        limits.keyFrameInterval = 10s;
        RecordingWriter writer(limits);
        PROMISE(writer.open(path, target));
        for (int i = 0; i < count; ++i) {
            if (writer.wantsKeyFrame(seconds(i)))
                writer.beginKeyFrame(seconds(i));
            TableDelta delta;
            delta.rows = {{quint64(i), {{Column::Path, u"/user/%1"_s.arg(i)}}}};
            writer.append(seconds(i), {FrameType::Table, 1, delta.toCbor()});
        }
        PROMISE(writer.close());
        QFile file(path);
        PROMISE(file.open(QIODevice::ReadOnly));
        seeds.push_back(file.readAll());
        seeds.push_back(seeds.back().chopped(20));
    }
    return seeds;
}
