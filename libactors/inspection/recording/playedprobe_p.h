// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/handshake.h>
#include <Actors/Inspection/recordedscene.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QIODevice>
#include <QObject>

#include <chrono>
#include <map>
#include <memory>
#include <unordered_map>

namespace Actors::Inspection {

/*!
 * \brief The probe's side of a connection, where a recording takes the place of a program.
 *
 * Answers from a scene that somebody else moves through time. As with a probe, a table that finds
 * no credit is told later, as it is then.
 */
class PlayedProbe : public QObject
{
    Q_OBJECT

public:
    //! \a scene and \a welcome are the caller's, and may change.
    PlayedProbe(std::unique_ptr<QIODevice> device, const RecordedScene &scene,
                const Welcome &welcome);
    ~PlayedProbe() override;

    //! Tells streams whose interval is over what has changed.
    void tellDue();
    //! Tells all streams what has changed.
    void tellAll();
    //! Somebody has gone back in time: events are told again.
    void rewind();

Q_SIGNALS:
    //! The inspector has gone, or does not keep to the protocol. Emitted from the event loop.
    void ended();

private:
    struct Entry
    {
        Subscription subscription;
        std::chrono::nanoseconds due{0};
        bool isPaused = false;
        bool isOwed = false; //!< Something was not told for want of credit.
        bool hasBegun = false;
        quint64 nextEvent = 0;
        std::map<quint64, TableDelta::Group> groups; //!< As told, by their parents.
        std::unordered_map<quint64, RecordedScene::Cells> rows; //!< As told.
    };

    void read();
    void take(const Frame &frame);
    void subscribe(const Frame &frame);
    void request(const Frame &frame);
    void acknowledge(const Frame &frame);
    void tell(quint32 stream, Entry &entry);
    void tellTable(quint32 stream, Entry &entry);
    void tellEvents(quint32 stream, Entry &entry);
    void sendError(quint32 stream, const QString &code, const QString &text);
    void send(const Frame &frame);
    void send(const QByteArray &bytes);
    void end();

    const std::unique_ptr<QIODevice> m_device;
    const RecordedScene &m_scene;
    const Welcome &m_welcome;
    FrameReader m_reader{FrameLimits::fromInspector()};
    bool m_isOpen = false;
    bool m_isOver = false;
    qint64 m_credit = 0;
    std::map<quint32, Entry> m_entries;
};

} // namespace Actors::Inspection
