// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>
#include <Actors/Inspection/handshake.h>
#include <Actors/Inspection/recordingwriter.h>

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

namespace Actors::Inspection {

class Connection;
class ConnectionRecorderPrivate;

/*!
 * \brief Records what the target of a connection tells: a client like any other, so that a
 * recording costs the target what an inspector that looks does.
 *
 * Recorded are the system, its threads, classes, alarms, groups of lost messages and what the probe
 * costs, once a second; what happens to actors, lost messages and the log, as they come; the 500
 * actors whose oldest messages wait longest, once a second; and all others in turns, 5,000 in a
 * second. What has not changed is not written again.
 *
 * Belongs to one thread, which runs an event loop.
 */
class ACTORS_INSPECTION_EXPORT ConnectionRecorder : public QObject
{
    Q_OBJECT

public:
    //! \a connection is the caller's, and may still be opening.
    explicit ConnectionRecorder(Connection &connection, QObject *parent = nullptr);
    //! Stops.
    ~ConnectionRecorder() override;

    /*!
     * Begins, in the file \a path: at once, or when the connection is open. False if the file
     * cannot be written; see error(). It ends with stop(), with the connection, or where nothing
     * more can be written.
     */
    bool start(const QString &path, const RecordingLimits &limits = RecordingLimits());
    //! Ends; the file is whole then.
    void stop();

    bool isRecording() const;
    //! Why it has ended, or not begun: what is wrong with the file, or the connection. Its code is
    //! empty if nothing is wrong, "file" for the file.
    StreamError error() const;
    //! What was written so far.
    qint64 bytes() const;
    //! From the first frame to the last, on the clock of the target.
    std::chrono::nanoseconds duration() const;
    //! That are known now.
    std::size_t actorCount() const;

Q_SIGNALS:
    //! Something was written; about once a second.
    void progressed();
    //! It has ended, as error() says. Emitted once for each start().
    void finished();

private:
    const std::unique_ptr<ConnectionRecorderPrivate> d;
};

} // namespace Actors::Inspection
