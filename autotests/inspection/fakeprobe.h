// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/pipeend.h>

#include <QList>
#include <QPointer>

#include <memory>
#include <optional>

namespace Actors::Inspection {

/*!
 * \brief A probe that does what a test tells it, and nothing else but to answer Hello.
 *
 * \code
 * FakeProbe probe;
 * Connection connection;
 * probe.attach(connection);
 * const auto stream = connection.subscribe(subscription);
 * const auto asked = probe.expect(FrameType::Subscribe);
 * probe.send(FrameType::Table, asked->stream, delta.toCbor());
 * \endcode
 */
class FakeProbe : public QObject
{
    Q_OBJECT

public:
    FakeProbe();

    //! What Hello is answered with; nothing, for a probe that is silent.
    void setWelcome(const std::optional<Welcome> &welcome) { m_welcome = welcome; }
    //! Has \a connection open a new connection to this.
    void attach(Connection &connection);

    //! The next frame of that type, waited for; those before it are dropped. Nothing if none comes.
    std::optional<Frame> expect(FrameType type);
    //! What has come and was not expected yet.
    const QList<Frame> &frames() const { return m_frames; }
    //! Bytes that the inspector has not read.
    qint64 unreadBytes() const { return m_theirs ? m_theirs->bytesAvailable() : 0; }

    void send(FrameType type, quint32 stream, const QCborValue &body);
    //! Whatever bytes.
    void sendRaw(const QByteArray &bytes);
    void hangUp();

private:
    void read();

    std::optional<Welcome> m_welcome;
    std::unique_ptr<PipeEnd> m_mine;
    QPointer<PipeEnd> m_theirs;
    FrameReader m_reader{FrameLimits::fromInspector()};
    QList<Frame> m_frames;
};

} // namespace Actors::Inspection
