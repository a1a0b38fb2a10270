// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "probe/alarms_p.h"
#include "probe/session_p.h"

#include <QLocalServer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <mutex>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief Lets inspectors in and serves them: all of the probe that lives in its thread.
 *
 * While nobody is connected it looks at the actors for the rules of alarms only, and sleeps if
 * there are none.
 */
class ProbeServer : public QObject
{
    Q_OBJECT

public:
    ProbeServer(ActorSystem &system, const ProbeOptions &options);
    ~ProbeServer() override;

    //! Opens the socket. Empty if inspectors can come in, else why not, for people.
    QString open();
    QString socketPath() const { return m_server.fullServerName(); }
    //! Talks to an inspector over \a device.
    void serve(std::unique_ptr<QIODevice> device, qint64 peer);

private:
    //! Where other threads leave what is to be done in this one.
    struct Postbox
    {
        std::mutex mutex;
        ProbeServer *server = nullptr; //!< Null once it is gone.
    };

    void accept();
    //! What inspectors are told the program is called.
    QString application() const;
    Welcome welcome() const;
    void schedule();
    void tick();
    void measureCost(std::chrono::nanoseconds now);

    ActorSystem &m_system;
    const ProbeOptions m_options;
    const std::shared_ptr<Postbox> m_postbox = std::make_shared<Postbox>();
    Sampler m_sampler;
    LetterBook m_letters;
    Alarms m_alarms;
    ProbeState m_state;
    QLocalServer m_server;
    QTimer m_tick;
    QTimer m_beat;
    std::vector<std::unique_ptr<Session>> m_sessions;
    std::chrono::nanoseconds m_surveyed{0};
    std::chrono::nanoseconds m_alarmsDue{0};
    std::chrono::nanoseconds m_costAt{0};
    std::chrono::nanoseconds m_cpuAt{0};
};

} // namespace Actors::Inspection
