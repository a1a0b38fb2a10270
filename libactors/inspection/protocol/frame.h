// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>

#include <QByteArray>
#include <QCborValue>
#include <QString>

#include <optional>

namespace Actors::Inspection {

//! What a frame between a probe and an inspector is.
enum class FrameType : quint8 {
    Hello = 1, //!< The inspector begins; see Hello.
    Welcome = 2, //!< The probe answers; see Welcome.
    Refusal = 3, //!< The probe will not talk, and closes; see Refusal.
    Subscribe = 4, //!< The inspector opens a stream; see Subscription.
    Change = 5, //!< The inspector wants the open stream otherwise; see Subscription.
    Unsubscribe = 6, //!< The inspector ends a stream; null.
    Pause = 7, //!< The inspector wants no frames of the stream for a time; null.
    Resume = 8, //!< Takes Pause back; null.
    Acknowledge = 9, //!< The inspector has processed so many more bytes: an integer.
    Request = 10, //!< The inspector asks; see Request. The stream is the number of the request.
    Reply = 11, //!< The probe has done what was asked; any value.
    Error = 12, //!< A stream or a request has failed; see StreamError.
    Names = 13, //!< What numbers stand for from now on: pairs of a number and a text.
    Table = 14, //!< What has changed in a table; see TableDelta.
    Events = 15, //!< What has happened; see EventBatch.
};

//! One item that goes over the wire.
struct Frame
{
    FrameType type = FrameType::Hello; //!< Numbers that are not in FrameType may come, too.
    quint32 stream = 0; //!< A number of the inspector's choice; 0 for the connection itself.
    QCborValue body; //!< As the type says.
};

/*!
 * \brief What one side takes from the other: the lengths and depths of frames.
 */
struct FrameLimits
{
    quint32 bytes = 0; //!< Of a frame, without its length.
    int items = 0; //!< Values of a frame, those inside of others counted.
    int nesting = 0; //!< Arrays and maps within each other.
    quint32 stringBytes = 0; //!< Of one text or byte string.

    //! Keys of a map: each is looked for among the others.
    static constexpr int MostKeys = 256;

    //! Of frames before the handshake is over.
    static constexpr FrameLimits handshake() { return {4 * 1024, 256, 16, 4 * 1024}; }
    //! Of frames from a probe.
    static constexpr FrameLimits fromProbe() { return {1024 * 1024, 262'144, 16, 64 * 1024}; }
    //! Of frames from an inspector.
    static constexpr FrameLimits fromInspector() { return {64 * 1024, 4'096, 16, 16 * 1024}; }
};

/*!
 * \brief Takes a stream of bytes apart into frames, and trusts none of them.
 *
 * A frame is its length, four bytes of it with the highest first, and one CBOR item (RFC 8949): an
 * array of its type, its stream and its body. Refused are items of indefinite length, tags,
 * integers beyond qint64, simple values without a meaning, keys of a map that are there twice or
 * are neither texts nor integers, texts that are not UTF-8, and what is beyond the limits; nothing
 * is allocated by a length before its bytes are there. After a refusal it takes nothing more.
 *
 * Belongs to one thread.
 */
class ACTORS_INSPECTION_EXPORT FrameReader
{
public:
    explicit FrameReader(const FrameLimits &limits);

    //! For the frames from now on.
    void setLimits(const FrameLimits &limits);
    //! Takes more bytes; they are copied.
    void append(const QByteArray &bytes);
    //! The next whole frame; nothing if it is not there yet, or the bytes were refused.
    std::optional<Frame> next();
    //! Why the bytes were refused, for people; empty if they were not.
    QString error() const { return m_error; }
    //! Bytes that were appended and belong to no frame that was given out.
    qsizetype pendingBytes() const { return m_bytes.size() - m_begin; }

private:
    std::optional<Frame> refuse(const QString &error);

    FrameLimits m_limits;
    QByteArray m_bytes;
    qsizetype m_begin = 0; //!< Of the next frame in m_bytes.
    QString m_error;
};

//! The bytes of a frame, length and all.
ACTORS_INSPECTION_EXPORT QByteArray encodeFrame(const Frame &frame);

} // namespace Actors::Inspection
