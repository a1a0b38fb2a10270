// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "frame.h"

#include "foreignvalue_p.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QtEndian>

#include <limits>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

//! Bytes of the length before each frame.
static constexpr qsizetype LengthBytes = sizeof(quint32);

/*!
 * \brief Builds the one value that is in some bytes, as long as it keeps to the limits.
 */
class ValueReader
{
public:
    ValueReader(const QByteArray &bytes, const FrameLimits &limits)
        : m_reader(bytes)
        , m_size(bytes.size())
        , m_limits(limits)
        , m_items(limits.items)
    {
    }

    //! Undefined if error() says so.
    QCborValue readAll()
    {
        QCborValue value = read(0);
        if (m_error.isEmpty() && m_reader.currentOffset() != m_size)
            return fail(u"has bytes after its end"_s);
        return value;
    }

    //! "is, or has, or does something wrong"; empty if all is well.
    QString error() const { return m_error; }

private:
    QCborValue read(int nesting)
    {
        if (--m_items < 0)
            return fail(u"has more than %1 values"_s.arg(m_limits.items));
        switch (m_reader.type()) {
        case QCborStreamReader::UnsignedInteger:
            if (m_reader.toUnsignedInteger() > quint64(std::numeric_limits<qint64>::max()))
                return fail(u"has an integer beyond 64 bits with a sign"_s);
            return scalar(QCborValue(m_reader.toInteger()));
        case QCborStreamReader::NegativeInteger:
            // Without its sign; 0 stands for the lowest of all, which has no room.
            if (quint64(m_reader.toNegativeInteger()) - 1
                > quint64(std::numeric_limits<qint64>::max()))
                return fail(u"has an integer beyond 64 bits with a sign"_s);
            return scalar(QCborValue(m_reader.toInteger()));
        case QCborStreamReader::ByteString:
            return readString([this] { return m_reader.readByteArray(); });
        case QCborStreamReader::String:
            return readString([this] { return m_reader.readString(); });
        case QCborStreamReader::Array:
            return readArray(nesting + 1);
        case QCborStreamReader::Map:
            return readMap(nesting + 1);
        case QCborStreamReader::Tag:
            return fail(u"has a tag"_s);
        case QCborStreamReader::SimpleType:
            return readSimple();
        case QCborStreamReader::Float16:
            return scalar(QCborValue(double(float(m_reader.toFloat16()))));
        case QCborStreamReader::Float:
            return scalar(QCborValue(double(m_reader.toFloat())));
        case QCborStreamReader::Double:
            return scalar(QCborValue(m_reader.toDouble()));
        case QCborStreamReader::Invalid:
            break;
        }
        return malformed();
    }

    QCborValue scalar(const QCborValue &value) { return m_reader.next() ? value : malformed(); }

    QCborValue readSimple()
    {
        switch (m_reader.toSimpleType()) {
        case QCborSimpleType::False:
            return scalar(QCborValue(false));
        case QCborSimpleType::True:
            return scalar(QCborValue(true));
        case QCborSimpleType::Null:
            return scalar(QCborValue(nullptr));
        case QCborSimpleType::Undefined:
            return scalar(QCborValue());
        }
        return fail(u"has a simple value that means nothing"_s);
    }

    template<typename ReadChunk>
    QCborValue readString(ReadChunk readChunk)
    {
        if (!m_reader.isLengthKnown())
            return fail(u"has a string of indefinite length"_s);
        const qsizetype size = m_reader.currentStringChunkSize();
        if (size < 0 || size > m_size - m_reader.currentOffset())
            return malformed();
        if (size > qsizetype(m_limits.stringBytes))
            return fail(u"has a string of more than %1 bytes"_s.arg(m_limits.stringBytes));
        const auto chunk = readChunk();
        if (chunk.status != QCborStreamReader::Ok)
            return malformed();
        // What comes after the only chunk has to be asked for to get to the next value.
        if (readChunk().status != QCborStreamReader::EndOfString)
            return malformed();
        return QCborValue(chunk.data);
    }

    //! Whether it is in a container now; it then has so many values.
    bool enter(int nesting, quint64 valuesEach)
    {
        if (!m_reader.isLengthKnown()) {
            fail(u"has an array or a map of indefinite length"_s);
        } else if (nesting > m_limits.nesting) {
            fail(u"has more than %1 arrays and maps within each other"_s.arg(m_limits.nesting));
        } else if (m_reader.length() > quint64(m_items) / valuesEach) {
            fail(u"has more than %1 values"_s.arg(m_limits.items));
        } else if (!m_reader.enterContainer()) {
            malformed();
        }
        return m_error.isEmpty();
    }

    template<typename Container>
    QCborValue leave(const Container &container)
    {
        return m_error.isEmpty() && m_reader.leaveContainer() ? QCborValue(container) : malformed();
    }

    QCborValue readArray(int nesting)
    {
        if (!enter(nesting, 1))
            return {};
        QCborArray array;
        while (m_error.isEmpty() && m_reader.hasNext())
            array.append(read(nesting));
        return leave(array);
    }

    QCborValue readMap(int nesting)
    {
        if (m_reader.isLengthKnown() && m_reader.length() > FrameLimits::MostKeys)
            return fail(u"has a map of more than %1 keys"_s.arg(FrameLimits::MostKeys));
        if (!enter(nesting, 2))
            return {};
        QCborMap map;
        while (m_error.isEmpty() && m_reader.hasNext()) {
            const QCborValue key = read(nesting);
            if (!m_error.isEmpty())
                break;
            if (!key.isString() && !key.isInteger())
                return fail(u"has a key that is neither a text nor an integer"_s);
            const qsizetype others = map.size();
            map.insert(key, read(nesting));
            if (m_error.isEmpty() && map.size() == others)
                return fail(u"has a key twice in a map"_s);
        }
        return leave(map);
    }

    QCborValue malformed()
    {
        const QCborError error = m_reader.lastError();
        if (error == QCborError::EndOfFile || error == QCborError::NoError)
            return fail(u"ends within a value"_s);
        if (error == QCborError::InvalidUtf8String)
            return fail(u"has a text that is not UTF-8"_s);
        return fail(u"is no CBOR (%1)"_s.arg(error.toString()));
    }

    //! The first error counts: others follow from it.
    QCborValue fail(const QString &error)
    {
        if (m_error.isEmpty())
            m_error = error;
        return {};
    }

    QCborStreamReader m_reader;
    const qsizetype m_size;
    const FrameLimits m_limits;
    int m_items; //!< Values that may still come.
    QString m_error;
};

FrameReader::FrameReader(const FrameLimits &limits)
    : m_limits(limits)
{
}

void FrameReader::setLimits(const FrameLimits &limits)
{
    m_limits = limits;
}

void FrameReader::append(const QByteArray &bytes)
{
    if (!m_error.isEmpty())
        return;
    // Each byte is moved at most once for another one that was given out: linear in all.
    if (m_begin > 0 && m_begin >= pendingBytes()) {
        m_bytes.remove(0, m_begin);
        m_begin = 0;
    }
    m_bytes.append(bytes);
}

std::optional<Frame> FrameReader::next()
{
    if (pendingBytes() < LengthBytes)
        return {};
    const char *const begin = m_bytes.constData() + m_begin;
    const auto length = qFromBigEndian<quint32>(begin);
    if (length == 0)
        return refuse(u"A frame has the length 0."_s);
    if (length > m_limits.bytes)
        return refuse(
            u"A frame of %1 bytes is longer than the %2 that are taken."_s.arg(length).arg(
                m_limits.bytes));
    if (pendingBytes() - LengthBytes < qsizetype(length))
        return {};

    ValueReader reader(QByteArray::fromRawData(begin + LengthBytes, length), m_limits);
    const QCborArray parts = reader.readAll().toArray();
    if (!reader.error().isEmpty())
        return refuse(u"A frame %1."_s.arg(reader.error()));
    if (parts.size() != 3)
        return refuse(u"A frame is no array of type, stream and body."_s);
    const auto type = integerFrom<quint8>(parts.at(0));
    const auto stream = integerFrom<quint32>(parts.at(1));
    if (!type || !stream)
        return refuse(u"The type or the stream of a frame is no number that is one."_s);
    m_begin += LengthBytes + qsizetype(length);
    return Frame{static_cast<FrameType>(*type), *stream, parts.at(2)};
}

std::optional<Frame> FrameReader::refuse(const QString &error)
{
    m_error = error;
    m_bytes.clear();
    m_begin = 0;
    return {};
}

QByteArray encodeFrame(const Frame &frame)
{
    QByteArray item;
    {
        QCborStreamWriter writer(&item);
        writer.startArray(3);
        writer.append(static_cast<quint64>(frame.type));
        writer.append(quint64(frame.stream));
        frame.body.toCbor(writer);
        writer.endArray();
    }
    QByteArray length(LengthBytes, '\0');
    qToBigEndian(static_cast<quint32>(item.size()), length.data());
    return length + item;
}

} // namespace Actors::Inspection
