// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>
#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/handshake.h>

#include <QString>

#include <chrono>
#include <memory>

namespace Actors::Inspection {

class RecordingWriterPrivate;

//! How large a recording may become.
struct RecordingLimits
{
    //! Of all files of a recording together.
    qint64 bytes = qint64(256) * 1024 * 1024;
    //! How often there is a moment that can be shown without what was before it.
    std::chrono::nanoseconds keyFrameInterval = std::chrono::seconds(30);
};

/*!
 * \brief Writes what a target tells into a file (.actrec), for a RecordingReader.
 *
 * The file can be read at any time, up to what has been written; close() adds an index, with which
 * that is faster. Once a file has half of the bytes that a recording may have, it becomes
 * NAME.1.EXT in place of the one before, and another begins: what is newest stays.
 *
 * Names are not for recordings: whoever writes has texts in place of the numbers.
 *
 * Belongs to one thread.
 */
class ACTORS_INSPECTION_EXPORT RecordingWriter
{
public:
    explicit RecordingWriter(const RecordingLimits &limits = RecordingLimits());
    //! Closes.
    ~RecordingWriter();
    Q_DISABLE_COPY_MOVE(RecordingWriter)

    /*!
     * Makes the file \a path, which only this user may read, for what \a target tells. False if
     * that fails, or there is such a file, or one that it would become; see error().
     */
    bool open(const QString &path, const Welcome &target);
    //! Why nothing is written any more, for people; empty if nothing failed.
    QString error() const;

    //! Whether a key frame is due: at the begin, after the interval, and before another file.
    bool wantsKeyFrame(std::chrono::nanoseconds time) const;
    //! The frames from here on, up to another \a time, tell all that is known.
    void beginKeyFrame(std::chrono::nanoseconds time);
    //! Takes a frame that came at \a time, on the clock of the target; it never goes back.
    void append(std::chrono::nanoseconds time, const Frame &frame);
    //! Writes what has come so far into the file.
    void flush();
    //! Writes the rest and the index. False if anything has failed; see error().
    bool close();

    //! Of the files that there are.
    qint64 bytes() const;
    //! Where a file goes once it is full: "x.1.actrec" for "x.actrec".
    static QString olderPath(const QString &path);

private:
    const std::unique_ptr<RecordingWriterPrivate> d;
};

} // namespace Actors::Inspection
