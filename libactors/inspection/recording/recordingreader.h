// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>
#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/handshake.h>

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

QT_FORWARD_DECLARE_CLASS(QIODevice)

namespace Actors::Inspection {

class RecordingReaderPrivate;

//! A frame, and when it came.
struct RecordedFrame
{
    std::chrono::nanoseconds time{0}; //!< On the clock of the target.
    Frame frame;
};

/*!
 * \brief Reads what a RecordingWriter has written, or what is left of it, and trusts none of it.
 *
 * Frames have the limits that they have from a probe. Nothing is allocated by a number in the file
 * beyond 2 MiB, and nothing is inflated beyond what was announced. A file without its index, or
 * that was cut anywhere, is read up to the cut.
 *
 * Belongs to one thread.
 */
class ACTORS_INSPECTION_EXPORT RecordingReader
{
public:
    RecordingReader();
    ~RecordingReader();
    Q_DISABLE_COPY_MOVE(RecordingReader)

    //! Reads the file \a path. False if it is no recording; see error().
    bool open(const QString &path);
    //! Reads \a device, which is open and not sequential; takes it over.
    bool open(std::unique_ptr<QIODevice> device);

    //! Why it cannot be read, for people.
    QString error() const;
    //! What is missing or spoilt, for people; empty if it is whole. May come to be known with
    //! next().
    QString damage() const;

    //! What was recorded.
    Welcome target() const;
    //! When the first and the last frame came, on the clock of the target.
    std::chrono::nanoseconds begin() const;
    std::chrono::nanoseconds end() const; //!< See begin().

    //! Goes to the last key frame that is not after \a time, or to the begin. next() then tells all
    //! that was known at that moment.
    void seek(std::chrono::nanoseconds time);
    //! The next frame; nothing at the end. Parts that are spoilt are left out.
    std::optional<RecordedFrame> next();

private:
    const std::unique_ptr<RecordingReaderPrivate> d;
};

} // namespace Actors::Inspection
