// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "recordingwriter.h"

#include "recording/recordingformat_p.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

using namespace RecordingFormat;
using std::chrono::nanoseconds;

namespace {

constexpr int CompressionLevel = 6;

void appendNumber(QByteArray &bytes, quint64 number)
{
    std::array<char, sizeof(quint64)> big{};
    qToBigEndian(number, big.data());
    bytes.append(big.data(), qsizetype(big.size()));
}

} // namespace

class RecordingWriterPrivate
{
public:
    bool begin();
    void flush();
    void finish();
    void replaceOlder();
    void write(const QByteArray &bytes);
    void fail(const QString &doing);
    qint64 bytesInFile() const { return isOpen ? file.pos() : 0; }
    //! Whether the file has its half, but for what may still come before the next key frame.
    bool isFull() const
    {
        return isOpen && bytesInFile() + frames.size() >= limits.bytes / 2 - limits.bytes / 16;
    }

    RecordingLimits limits;
    Welcome target;
    QFile file;
    QString error;
    bool isOpen = false;
    qint64 olderBytes = 0;
    QByteArray frames; //!< Of the chunk that is not written yet.
    nanoseconds first{0}; //!< Of those frames.
    nanoseconds last{0}; //!< When the last frame came.
    bool beginsKeyFrame = false; //!< The chunk that is not written yet.
    std::optional<nanoseconds> keyFrame; //!< When the last one was, in this file.
    QByteArray index;
};

bool RecordingWriterPrivate::begin()
{
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        error = u"%1 cannot be written: %2; name a file in a folder that you may write to"_s.arg(
            file.fileName(), file.errorString());
        return false;
    }
    isOpen = true;
    // It tells what the program is about.
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
        fail(u"cannot be kept from others"_s);
        return false;
    }
    const QByteArray welcome = encodeFrame({FrameType::Welcome, 0, target.toCbor()});
    QByteArray header = Magic.toByteArray();
    appendHead(header, Major::Array, 3);
    appendHead(header, Major::Unsigned, quint64(Item::Header));
    appendHead(header, Major::Unsigned, Version);
    appendHead(header, Major::Bytes, quint64(welcome.size()));
    write(header + welcome);
    index.clear();
    keyFrame.reset();
    return error.isEmpty();
}

void RecordingWriterPrivate::flush()
{
    if (frames.isEmpty() || !isOpen)
        return;
    // Without the four bytes that Qt puts before what zlib makes.
    const QByteArray compressed = qCompress(frames, CompressionLevel).sliced(sizeof(quint32));
    appendNumber(index, quint64(file.pos()));
    appendNumber(index, quint64(first.count()));
    appendNumber(index, quint64(last.count()));
    appendNumber(index, beginsKeyFrame ? 1 : 0);
    QByteArray head;
    appendHead(head, Major::Array, 6);
    appendHead(head, Major::Unsigned, quint64(Item::Chunk));
    appendHead(head, Major::Unsigned, quint64(first.count()));
    appendHead(head, Major::Unsigned, quint64(last.count()));
    appendHead(head, Major::Unsigned, beginsKeyFrame ? 1 : 0);
    appendHead(head, Major::Unsigned, quint64(frames.size()));
    appendHead(head, Major::Bytes, quint64(compressed.size()));
    write(head + compressed);
    if (isOpen && !file.flush())
        fail(u"cannot be written"_s);
    frames.clear();
    beginsKeyFrame = false;
}

void RecordingWriterPrivate::finish()
{
    flush();
    if (!isOpen)
        return;
    const auto place = quint64(file.pos());
    QByteArray end;
    appendHead(end, Major::Array, 2);
    appendHead(end, Major::Unsigned, quint64(Item::Index));
    appendHead(end, Major::Bytes, quint64(index.size()));
    end += index;
    appendHead(end, Major::Array, 2);
    appendHead(end, Major::Unsigned, quint64(Item::Trailer));
    // At full length, so that it is found from the end.
    end.append('\x1b');
    appendNumber(end, place);
    write(end);
    if (isOpen && !file.flush())
        fail(u"cannot be written"_s);
    olderBytes += bytesInFile();
    isOpen = false;
    file.close();
}

void RecordingWriterPrivate::replaceOlder()
{
    const QString older = RecordingWriter::olderPath(file.fileName());
    olderBytes = 0;
    finish();
    if (!error.isEmpty())
        return;
    if (QFile::exists(older) && !QFile::remove(older)) {
        error = u"%1 is full, and %2 cannot be removed to make room"_s.arg(file.fileName(), older);
        return;
    }
    if (!QFile::rename(file.fileName(), older)) {
        error = u"%1 is full, and cannot be renamed to %2"_s.arg(file.fileName(), older);
        return;
    }
    begin();
}

void RecordingWriterPrivate::write(const QByteArray &bytes)
{
    if (isOpen && file.write(bytes) != bytes.size())
        fail(u"cannot be written"_s);
}

void RecordingWriterPrivate::fail(const QString &doing)
{
    error = u"%1 %2: %3"_s.arg(file.fileName(), doing, file.errorString());
    isOpen = false;
    file.close();
}

RecordingWriter::RecordingWriter(const RecordingLimits &limits)
    : d(new RecordingWriterPrivate)
{
    d->limits = limits;
}

RecordingWriter::~RecordingWriter()
{
    d->finish();
}

bool RecordingWriter::open(const QString &path, const Welcome &target)
{
    d->finish();
    d->error.clear();
    d->olderBytes = 0;
    d->last = {};
    d->target = target;
    d->file.setFileName(path);
    for (const QString &taken : {path, olderPath(path)}) {
        if (QFileInfo::exists(taken)) {
            d->error = u"there is a file %1 already; remove it, or name another"_s.arg(taken);
            return false;
        }
    }
    return d->begin();
}

QString RecordingWriter::error() const
{
    return d->error;
}

bool RecordingWriter::wantsKeyFrame(nanoseconds time) const
{
    return !d->keyFrame || time - *d->keyFrame >= d->limits.keyFrameInterval || d->isFull();
}

void RecordingWriter::beginKeyFrame(nanoseconds time)
{
    if (d->isFull())
        d->replaceOlder();
    d->flush();
    d->beginsKeyFrame = true;
    d->keyFrame = time;
}

void RecordingWriter::append(nanoseconds time, const Frame &frame)
{
    if (!d->isOpen)
        return;
    const QByteArray bytes = encodeFrame(frame);
    if (!d->frames.isEmpty() && d->frames.size() + TimeBytes + bytes.size() > UsualChunk)
        d->flush();
    d->last = std::max(d->last, time);
    if (d->frames.isEmpty())
        d->first = d->last;
    appendNumber(d->frames, quint64(d->last.count()));
    d->frames += bytes;
}

void RecordingWriter::flush()
{
    d->flush();
}

bool RecordingWriter::close()
{
    d->finish();
    return d->error.isEmpty();
}

qint64 RecordingWriter::bytes() const
{
    return d->olderBytes + d->bytesInFile();
}

QString RecordingWriter::olderPath(const QString &path)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix();
    if (suffix.isEmpty())
        return path + u".1"_s;
    return path.chopped(suffix.size()) + u"1."_s + suffix;
}

} // namespace Actors::Inspection
