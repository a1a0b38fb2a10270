// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "recordingreader.h"

#include "recording/inflate_p.h"
#include "recording/recordingformat_p.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

using namespace RecordingFormat;
using std::chrono::nanoseconds;

namespace {

//! A part of the file: what the index says of it, and its own head.
struct Chunk
{
    qint64 place = 0;
    nanoseconds first{0};
    nanoseconds last{0};
    bool beginsKeyFrame = false;

    friend bool operator==(const Chunk &, const Chunk &) = default;
};

//! A chunk with what only its own head says.
struct ChunkHead
{
    Chunk chunk;
    qint64 content = 0; //!< Where what is compressed begins.
    qsizetype compressed = 0;
    qsizetype size = 0; //!< Inflated.
};

constexpr QLatin1StringView Spoilt("a part of it is spoilt, and left out");

//! Sums and differences of times that are earlier have room.
constexpr nanoseconds LatestTime{qint64(1) << 62};

bool isTime(quint64 number)
{
    return number < quint64(LatestTime.count());
}

quint64 numberAt(const QByteArray &bytes, qsizetype place)
{
    return qFromBigEndian<quint64>(bytes.constData() + place);
}

} // namespace

class RecordingReaderPrivate
{
public:
    bool open(std::unique_ptr<QIODevice> opened);
    bool readHeader();
    bool readIndex();
    //! Looks for chunks from \c afterHeader on.
    void scan();
    //! The chunk that begins there; nothing if none does.
    std::optional<ChunkHead> headAt(qint64 place);
    //! Whether it can follow those that are known.
    bool isNext(const Chunk &chunk) const;
    //! Whether there are frames; of the next chunk that is not spoilt.
    bool loadChunk();
    //! The next frame of the chunk; nothing if what comes is none.
    std::optional<RecordedFrame> takeFrame();
    QByteArray read(qint64 place, qint64 most);
    bool refuse(const QString &why);
    void note(const QString &what)
    {
        if (damage.isEmpty())
            damage = what;
    }

    std::unique_ptr<QIODevice> device;
    QString name;
    QString error;
    QString damage;
    Welcome target;
    qint64 size = 0;
    qint64 afterHeader = 0;
    std::vector<Chunk> chunks;
    std::size_t nextChunk = 0;
    Chunk chunk; //!< The one that is read.
    QByteArray frames; //!< Of that.
    qsizetype place = 0; //!< Of the next frame there.
    nanoseconds lastTime{0}; //!< Of the last frame that was given out.
};

QByteArray RecordingReaderPrivate::read(qint64 from, qint64 most)
{
    if (from < 0 || from > size || !device->seek(from))
        return {};
    return device->read(std::min(most, size - from));
}

bool RecordingReaderPrivate::refuse(const QString &why)
{
    error = why;
    device.reset();
    chunks.clear();
    return false;
}

bool RecordingReaderPrivate::open(std::unique_ptr<QIODevice> opened)
{
    device = std::move(opened);
    error.clear();
    damage.clear();
    chunks.clear();
    nextChunk = 0;
    frames.clear();
    place = 0;
    lastTime = {};
    size = device->size();
    if (!readHeader())
        return false;
    if (!readIndex())
        scan();
    if (chunks.empty())
        return refuse(
            u"%1 holds nothing that can be shown: it ends before anything was recorded"_s.arg(
                name));
    return true;
}

bool RecordingReaderPrivate::readHeader()
{
    const QByteArray bytes = read(0, Magic.size() + LongestHead + LongestHeader);
    if (!bytes.startsWith(Magic))
        return refuse(u"%1 is no recording of an inspector"_s.arg(name));
    HeadReader head(bytes.sliced(Magic.size()));
    const quint64 parts = head.take(Major::Array);
    const quint64 item = head.take(Major::Unsigned);
    const quint64 version = head.take(Major::Unsigned);
    if (head.isGood() && item == quint64(Item::Header) && version != Version)
        return refuse(u"%1 is a recording of format %2, which this program does not know; use one "
                      "of about its age"_s.arg(name)
                          .arg(version));
    const quint64 length = head.take(Major::Bytes);
    const qsizetype begin = Magic.size() + head.size();
    if (!head.isGood() || parts != 3 || item != quint64(Item::Header)
        || length > quint64(bytes.size() - begin))
        return refuse(u"%1 is spoilt, or cut, at its begin"_s.arg(name));
    FrameReader reader(FrameLimits::handshake());
    reader.append(bytes.sliced(begin, qsizetype(length)));
    const auto frame = reader.next();
    const auto welcome = frame && frame->type == FrameType::Welcome && reader.pendingBytes() == 0
        ? Welcome::fromCbor(frame->body)
        : std::nullopt;
    if (!welcome || welcome->clock >= LatestTime || welcome->wallClock >= LatestTime)
        return refuse(u"%1 does not say what was recorded: its begin is spoilt"_s.arg(name));
    target = *welcome;
    afterHeader = begin + qint64(length);
    return true;
}

std::optional<ChunkHead> RecordingReaderPrivate::headAt(qint64 from)
{
    HeadReader head(read(from, LongestHead));
    const quint64 parts = head.take(Major::Array);
    const quint64 item = head.take(Major::Unsigned);
    const quint64 first = head.take(Major::Unsigned);
    const quint64 last = head.take(Major::Unsigned);
    const quint64 key = head.take(Major::Unsigned);
    const quint64 length = head.take(Major::Unsigned);
    const quint64 compressed = head.take(Major::Bytes);
    const qint64 begin = from + head.size();
    if (!head.isGood() || parts != 6 || item != quint64(Item::Chunk) || !isTime(first)
        || !isTime(last) || last < first || key > 1 || length > quint64(LongestChunk)
        || compressed > quint64(LongestChunk) || qint64(compressed) > size - begin)
        return {};
    return ChunkHead{{from, nanoseconds(first), nanoseconds(last), key == 1},
                     begin,
                     qsizetype(compressed),
                     qsizetype(length)};
}

bool RecordingReaderPrivate::isNext(const Chunk &next) const
{
    return next.first <= next.last
        && (chunks.empty()
            || (next.first >= chunks.back().last && next.place > chunks.back().place));
}

bool RecordingReaderPrivate::readIndex()
{
    HeadReader trailer(read(size - TrailerBytes, TrailerBytes));
    const quint64 parts = trailer.take(Major::Array);
    const quint64 item = trailer.take(Major::Unsigned);
    const quint64 from = trailer.take(Major::Unsigned);
    if (!trailer.isGood() || parts != 2 || item != quint64(Item::Trailer)
        || trailer.size() != TrailerBytes || from > quint64(size))
        return false;
    HeadReader head(read(qint64(from), LongestHead));
    const quint64 indexParts = head.take(Major::Array);
    const quint64 indexItem = head.take(Major::Unsigned);
    const quint64 length = head.take(Major::Bytes);
    const qint64 begin = qint64(from) + head.size();
    if (!head.isGood() || indexParts != 2 || indexItem != quint64(Item::Index)
        || length % IndexEntryBytes != 0 || length / IndexEntryBytes > MostChunks
        || begin > size - TrailerBytes || qint64(length) != size - TrailerBytes - begin)
        return false;
    const QByteArray index = read(begin, qint64(length));
    if (quint64(index.size()) != length)
        return false;
    for (qsizetype entry = 0; entry < index.size(); entry += IndexEntryBytes) {
        const quint64 at = numberAt(index, entry);
        const quint64 first = numberAt(index, entry + 8);
        const quint64 last = numberAt(index, entry + 16);
        const quint64 key = numberAt(index, entry + 24);
        const bool isKnown =
            at >= quint64(afterHeader) && at < from && isTime(first) && isTime(last) && key <= 1;
        const Chunk next{qint64(at), nanoseconds(isKnown ? first : 0),
                         nanoseconds(isKnown ? last : 0), key == 1};
        if (!isKnown || !isNext(next)) {
            chunks.clear();
            return false;
        }
        chunks.push_back(next);
    }
    return true;
}

void RecordingReaderPrivate::scan()
{
    note(u"it was not closed: the program that recorded has ended before, or the file was cut"_s);
    qint64 from = afterHeader;
    while (chunks.size() < MostChunks) {
        const auto head = headAt(from);
        if (!head || !isNext(head->chunk))
            break;
        chunks.push_back(head->chunk);
        from = head->content + head->compressed;
    }
}

bool RecordingReaderPrivate::loadChunk()
{
    place = 0;
    while (nextChunk < chunks.size()) {
        chunk = chunks[nextChunk++];
        const auto head = headAt(chunk.place);
        // An index may say something else than the chunk.
        auto whole = head && head->chunk == chunk
            ? inflated(read(head->content, head->compressed), head->size)
            : std::nullopt;
        if (whole) {
            frames = std::move(*whole);
            return true;
        }
        note(Spoilt);
    }
    frames.clear();
    return false;
}

std::optional<RecordedFrame> RecordingReaderPrivate::takeFrame()
{
    constexpr qsizetype HeadBytes = TimeBytes + qsizetype(sizeof(quint32));
    const qsizetype left = frames.size() - place;
    if (left < HeadBytes)
        return {};
    const quint64 time = numberAt(frames, place);
    const qsizetype begin = place + TimeBytes;
    const quint64 length = sizeof(quint32) + qFromBigEndian<quint32>(frames.constData() + begin);
    if (length > quint64(left - TimeBytes) || !isTime(time)
        || nanoseconds(time) < std::max(chunk.first, lastTime) || nanoseconds(time) > chunk.last)
        return {};
    FrameReader reader(FrameLimits::fromProbe());
    reader.append(QByteArray::fromRawData(frames.constData() + begin, qsizetype(length)));
    auto frame = reader.next();
    if (!frame)
        return {};
    place = begin + qsizetype(length);
    lastTime = nanoseconds(time);
    return RecordedFrame{lastTime, std::move(*frame)};
}

RecordingReader::RecordingReader()
    : d(new RecordingReaderPrivate)
{
}

RecordingReader::~RecordingReader() = default;

bool RecordingReader::open(const QString &path)
{
    d->name = path;
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return d->refuse(u"%1 cannot be read: %2"_s.arg(path, file->errorString()));
    if (file->isSequential())
        return d->refuse(u"%1 is no file"_s.arg(path));
    return d->open(std::move(file));
}

bool RecordingReader::open(std::unique_ptr<QIODevice> device)
{
    d->name = u"this"_s;
    return d->open(std::move(device));
}

QString RecordingReader::error() const
{
    return d->error;
}

QString RecordingReader::damage() const
{
    return d->damage;
}

Welcome RecordingReader::target() const
{
    return d->target;
}

nanoseconds RecordingReader::begin() const
{
    return d->chunks.empty() ? nanoseconds(0) : d->chunks.front().first;
}

nanoseconds RecordingReader::end() const
{
    return d->chunks.empty() ? nanoseconds(0) : d->chunks.back().last;
}

void RecordingReader::seek(nanoseconds time)
{
    const auto after = std::upper_bound(
        d->chunks.begin(), d->chunks.end(), time,
        [](nanoseconds moment, const Chunk &chunk) { return moment < chunk.first; });
    const auto key = std::find_if(std::make_reverse_iterator(after), d->chunks.rend(),
                                  [](const Chunk &chunk) { return chunk.beginsKeyFrame; });
    d->nextChunk =
        key == d->chunks.rend() ? 0 : std::size_t(std::distance(key, d->chunks.rend())) - 1;
    d->frames.clear();
    d->place = 0;
    d->lastTime = {};
}

std::optional<RecordedFrame> RecordingReader::next()
{
    while (d->place < d->frames.size() || d->loadChunk()) {
        if (d->place == d->frames.size())
            continue;
        if (auto frame = d->takeFrame())
            return frame;
        d->note(Spoilt);
        d->place = d->frames.size();
    }
    return {};
}

} // namespace Actors::Inspection
