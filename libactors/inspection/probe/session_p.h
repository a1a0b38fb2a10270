// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "probe/verbs_p.h"
#include "probe/watch_p.h"

#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/handshake.h>
#include <Actors/Inspection/probe.h>

#include <QCborArray>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <map>
#include <memory>
#include <optional>

QT_FORWARD_DECLARE_CLASS(QIODevice)

namespace Actors::Inspection {

/*!
 * \brief The probe's side of one connection.
 *
 * Holds at most \c MostUnsent bytes for the inspector, and sends no more than that has said it has
 * room for: a table that finds no room is told later, as it is then; events beyond that are counted
 * as dropped.
 */
class Session : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MostUnsent = qint64(1024) * 1024;
    static constexpr qint64 InitialCredit = qint64(256) * 1024;
    static constexpr int MostWatches = 32;
    static constexpr int MostRequestsOutstanding = 64;
    static constexpr int MostRequestsInSecond = 200;
    static constexpr std::chrono::milliseconds HandshakeTime{2000};
    static constexpr std::chrono::seconds StallTime{10};

    //! Takes \a device over.
    Session(std::unique_ptr<QIODevice> device, ProbeState &state, const ProbeOptions &options,
            const Welcome &welcome, qint64 peer);
    ~Session() override;

    //! Says why it will not talk, and ends.
    void refuse(const QString &code, const QString &text);
    //! Whether it takes nothing any more.
    bool isOver() const { return m_isOver; }
    //! Sends what is due.
    void tick(std::chrono::nanoseconds now);
    //! When it wants a tick next; nothing for never.
    std::optional<std::chrono::nanoseconds> nextTick() const;
    bool needsSurvey(std::chrono::nanoseconds now) const;
    bool needsBeat() const;
    //! What was asked of an actor is there.
    void answer(quint32 request, const Verdict &verdict);

Q_SIGNALS:
    //! Its watches have changed.
    void wantsTick();
    //! The connection is over; to be destroyed. Emitted once, from the event loop.
    void ended();

private:
    struct Entry
    {
        Watch watch;
        std::chrono::nanoseconds due{0};
        bool isPaused = false;
    };

    void end();
    void read();
    void take(const Frame &frame);
    void greet(const Frame &frame);
    void subscribe(const Frame &frame);
    //! Says so if its filter is wrong.
    bool takesFilter(quint32 stream, const Subscription &subscription);
    void change(const Frame &frame);
    void request(const Frame &frame);
    void acknowledge(const Frame &frame);
    void sendError(quint32 stream, const QString &code, const QString &text);
    void send(FrameType type, quint32 stream, const QCborValue &body);
    void send(const QByteArray &bytes);
    template<class Row>
    void shorten(Row &row);
    bool hasRoom() const;
    bool isStalled(std::chrono::nanoseconds now) const;
    std::chrono::nanoseconds now() const;

    const std::unique_ptr<QIODevice> m_device;
    ProbeState &m_state;
    const ProbeOptions m_options;
    Welcome m_welcome;
    const qint64 m_peer; //!< The number of its process; 0 if it is not known.
    FrameReader m_reader{FrameLimits::handshake()};
    QTimer m_handshake;
    bool m_isOpen = false;
    bool m_isOver = false; //!< Nothing is taken any more.
    bool m_hasEnded = false;
    std::map<quint32, Entry> m_watches;
    QHash<QString, qint64> m_names;
    QCborArray m_newNames;
    qint64 m_credit = InitialCredit;
    std::chrono::nanoseconds m_creditGone{0}; //!< Since when there is none; 0 if there is.
    quint64 m_bytes = 0;
    int m_outstanding = 0;
    std::chrono::nanoseconds m_requestSecond{0};
    int m_requestsInSecond = 0;
};

} // namespace Actors::Inspection
