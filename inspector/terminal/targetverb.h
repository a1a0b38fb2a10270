// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "verb.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/playback.h>
#include <Actors/Inspection/subscription.h>

#include <memory>

namespace Actors::Inspector {

/*!
 * \brief A verb that is about one target: connects to it, and says why if that fails.
 */
class TargetVerb : public Verb
{
    Q_OBJECT

public:
    TargetVerb(const CommandLine &line, Terminal &terminal);
    ~TargetVerb() override;

    void start() override;

protected:
    //! The target has said welcome.
    virtual void begin() = 0;

    //! The connection has ended, as \a error says; ends this verb.
    virtual void handleClosed(const Inspection::StreamError &error);

    //! What is played in place of a program; null for a program.
    Inspection::Playback *playback() { return m_playback.get(); }
    //! Whether nothing happens any more: the target is a recording.
    bool isRecorded() const { return m_playback != nullptr; }
    Inspection::Connection &connection() { return m_connection; }
    const Inspection::Connection &connection() const { return m_connection; }
    //! A stream whose failure ends this verb.
    std::unique_ptr<Inspection::Stream> subscribe(const Inspection::Subscription &subscription);
    //! Ends this verb as \a error says.
    void failWith(const Inspection::StreamError &error);

private:
    void handleState(Inspection::Connection::State state);

    Inspection::Connection m_connection;
    std::unique_ptr<Inspection::Playback> m_playback;
    bool m_wasOpen = false;
};

} // namespace Actors::Inspector
