// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/handshake.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QObject>

#include <functional>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QIODevice)

namespace Actors::Inspection {

class ConnectionPrivate;
class StreamPrivate;
class Connection;

/*!
 * \brief What a probe tells without being asked again: a table, or events.
 *
 * Made by Connection::subscribe(). Destroying it ends the subscription. Once the connection has
 * gone it stays, and is silent.
 */
class ACTORS_INSPECTION_EXPORT Stream : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)

public:
    ~Stream() override;

    //! What was asked for last.
    Subscription subscription() const;
    //! Wants something else of the same kind from now on.
    void change(const Subscription &subscription);
    bool isPaused() const;
    //! Has the probe send nothing for a time.
    void setPaused(bool paused);

Q_SIGNALS:
    void changed(const Actors::Inspection::TableDelta &delta);
    void happened(const Actors::Inspection::EventBatch &batch);
    //! It ends, or its last change was refused, as a filter that is wrong.
    void failed(const Actors::Inspection::StreamError &error);
    void pausedChanged(bool paused);

private:
    friend class ConnectionPrivate;
    explicit Stream(std::unique_ptr<StreamPrivate> d);
    const std::unique_ptr<StreamPrivate> d;
};

/*!
 * \brief An inspector's end of a connection to a probe.
 *
 * Belongs to one thread, which runs an event loop. It does at most 8 ms of work in one turn of
 * that, and reads no more than 4 MiB ahead.
 */
class ACTORS_INSPECTION_EXPORT Connection : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)

public:
    enum class State {
        Closed, //!< Not opened yet, refused, or lost: see error().
        Opening, //!< Waits for the probe's welcome.
        Open,
    };
    Q_ENUM(State)

    explicit Connection(QObject *parent = nullptr);
    ~Connection() override;

    //! Says who asks, and for what; before open().
    void setHello(const Hello &hello);
    //! Connects to the socket of a probe.
    void open(const QString &socketPath);
    //! Talks over \a device, which is open; takes it over.
    void open(std::unique_ptr<QIODevice> device);
    void close();

    State state() const;
    //! Why it is closed; its code is empty if nobody failed.
    StreamError error() const;
    //! What the probe has said of the target. Meaningless before it is Open.
    Welcome welcome() const;
    //! The time of the target that \a clock of it means, since 1970.
    std::chrono::nanoseconds wallTime(std::chrono::nanoseconds clock) const;
    //! Bytes that came so far.
    quint64 receivedBytes() const;

    //! Before it is Open too: sent once it is. The stream is the caller's.
    std::unique_ptr<Stream> subscribe(const Subscription &subscription);

    //! What came of a request: \c error has a code if it failed.
    struct Answer
    {
        QCborValue value;
        StreamError error;
    };
    //! Asks; \a then is called once, in this thread, unless \a context is destroyed before. Fails
    //! with "timeout" after \a timeout, with "gone" if the connection closes.
    void request(const QString &verb, const QCborMap &arguments, QObject *context,
                 std::function<void(const Answer &)> then,
                 std::chrono::milliseconds timeout = std::chrono::seconds(5));
    //! The name that a number in a column of kind Text stands for; a text is itself.
    QString text(const QCborValue &value) const;

Q_SIGNALS:
    void stateChanged(Actors::Inspection::Connection::State state);

private:
    const std::unique_ptr<ConnectionPrivate> d;
};

} // namespace Actors::Inspection
