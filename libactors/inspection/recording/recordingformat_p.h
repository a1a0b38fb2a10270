// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

#include <chrono>

// How recordings are written; docs/recording-format.md says it in words.

namespace Actors::Inspection::RecordingFormat {

inline constexpr quint64 Version = 1;

//! What an item of a recording is; the first value of its array.
enum class Item : quint8 {
    Header = 1, //!< [1, version, Welcome]
    Chunk = 2, //!< [2, first time, last time, whether it begins a key frame, size, compressed]
    Index = 3, //!< [3, entries]
    Trailer = 4, //!< [4, where the index is]
};

//! Before the header: tag 55799, which means that CBOR follows.
inline constexpr QByteArrayView Magic{"\xd9\xd9\xf7"};

//! Of the frames in a chunk, before they are compressed. Longer frames have a chunk of their own.
inline constexpr qsizetype UsualChunk = qsizetype(256) * 1024;
//! The most that a chunk may become, and the most bytes of one that is compressed: a frame is 1 MiB
//! at most.
inline constexpr qsizetype LongestChunk = qsizetype(2) * 1024 * 1024;
//! Of the frame Welcome in the header.
inline constexpr qsizetype LongestHeader = qsizetype(4) * 1024;
//! The head of an item is never longer.
inline constexpr qsizetype LongestHead = 64;
inline constexpr qsizetype TrailerBytes = 11;
//! Of a chunk in the index: four numbers of 8 bytes.
inline constexpr qsizetype IndexEntryBytes = 32;
//! More chunks are not read.
inline constexpr std::size_t MostChunks = 1'000'000;
//! Events that a recording has in one frame, at most.
inline constexpr std::size_t EventsInFrame = 50;
//! Before each frame in a chunk: when it came.
inline constexpr qsizetype TimeBytes = sizeof(quint64);

//! Major types of CBOR.
enum class Major : quint8 {
    Unsigned = 0,
    Bytes = 2,
    Array = 4,
};

//! Appends the beginning of an item of CBOR: its type, and a number or a length.
void appendHead(QByteArray &bytes, Major major, quint64 argument);

//! Takes the heads at the beginning of some bytes apart, one after the other.
class HeadReader
{
public:
    explicit HeadReader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    //! The number or length of the next head; 0 if it is not of that type, see isGood().
    quint64 take(Major major);
    bool isGood() const { return m_isGood; }
    //! How many bytes were taken.
    qsizetype size() const { return m_place; }

private:
    const QByteArray m_bytes;
    qsizetype m_place = 0;
    bool m_isGood = true;
};

} // namespace Actors::Inspection::RecordingFormat
