// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>
#include <Actors/Inspection/handshake.h>

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

namespace Actors::Inspection {

class Connection;
class PlaybackPrivate;
class RecordedScene;

/*!
 * \brief A recording in place of a program: connections that are opened on it see the program as it
 * was at a moment, and as time goes by if it is not paused.
 *
 * Begins paused, at the end. What an inspector subscribes to is answered as by a probe; what only
 * the program itself could tell or do is refused.
 *
 * Belongs to one thread, which runs an event loop.
 */
class ACTORS_INSPECTION_EXPORT Playback : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY speedChanged)

public:
    static constexpr double SlowestSpeed = 0.01;
    static constexpr double FastestSpeed = 1000;

    explicit Playback(QObject *parent = nullptr);
    //! Closes the connections that are open on it.
    ~Playback() override;

    //! Reads the recording \a path. False if it is none; see error().
    bool open(const QString &path);
    //! Why it cannot be read, for people.
    QString error() const;
    //! What is missing of it or spoilt, for people; empty if it is whole.
    QString damage() const;
    //! Opens \a connection on it, as on a program that runs.
    void attach(Connection &connection);

    //! What was recorded.
    Welcome target() const;
    //! From the first to the last frame.
    std::chrono::nanoseconds duration() const;
    //! From the first frame to the moment that is shown.
    std::chrono::nanoseconds position() const;
    //! That moment, on the clock of the target.
    std::chrono::nanoseconds time() const;
    /*!
     * Shows another moment; before the begin is the begin, and behind the end the end. Whoever goes
     * back has the streams of events begin again: the numbers of events go back as well.
     */
    void seek(std::chrono::nanoseconds position);
    //! All that is known at that moment.
    const RecordedScene &scene() const;

    bool isPaused() const;
    //! At its end it pauses by itself; from there it begins again.
    void setPaused(bool paused);
    //! How many seconds of the recording are shown in one.
    double speed() const;
    //! Kept within SlowestSpeed and FastestSpeed.
    void setSpeed(double speed);

Q_SIGNALS:
    void positionChanged(std::chrono::nanoseconds position);
    void pausedChanged(bool paused);
    void speedChanged(double speed);

private:
    const std::unique_ptr<PlaybackPrivate> d;
};

} // namespace Actors::Inspection
