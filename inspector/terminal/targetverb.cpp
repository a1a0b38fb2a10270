// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "targetverb.h"

#include "printable.h"
#include "targetchoice.h"
#include "terminal.h"
#include "verbinfo.h"

#include <Actors/Inspection/handshake.h>

#include <array>

namespace Actors::Inspector {

using Inspection::AccessMode;
using Inspection::Connection;
using Inspection::Stream;
using Inspection::StreamError;

namespace {

ExitCode exitCodeFor(const QString &code)
{
    struct Meaning
    {
        QLatin1StringView code;
        ExitCode exitCode;
    };
    static constexpr std::array meanings{
        Meaning{QLatin1StringView("denied"), ExitCode::Denied},
        Meaning{QLatin1StringView("filter"), ExitCode::Usage},
        Meaning{QLatin1StringView("gone"), ExitCode::None},
        Meaning{QLatin1StringView("timeout"), ExitCode::Timeout},
        Meaning{QLatin1StringView("type"), ExitCode::Usage},
        Meaning{QLatin1StringView("failed"), ExitCode::None},
    };
    for (const Meaning &meaning : meanings) {
        if (meaning.code == code)
            return meaning.exitCode;
    }
    return ExitCode::Protocol;
}

} // namespace

TargetVerb::TargetVerb(const CommandLine &line, Terminal &terminal)
    : Verb(line, terminal)
{
    connect(&m_connection, &Connection::stateChanged, this, &TargetVerb::handleState);
}

TargetVerb::~TargetVerb()
{
    m_connection.disconnect(this);
}

void TargetVerb::start()
{
    const TargetChoice choice =
        TargetChoice::choose(line().target(), Inspection::RuntimeDirectory());
    if (!choice.error.isEmpty()) {
        fail(ExitCode::NoTarget, choice.error);
        return;
    }
    Inspection::Hello hello;
    hello.client = QStringLiteral("actors-inspect");
    hello.version = QStringLiteral(ACTORS_VERSION);
    hello.want = line().verb()->access;
    m_connection.setHello(hello);
    if (choice.recordingPath.isEmpty()) {
        m_connection.open(choice.socketPath);
        return;
    }
    m_playback = std::make_unique<Inspection::Playback>();
    if (!m_playback->open(choice.recordingPath)) {
        fail(ExitCode::NoTarget, printable(m_playback->error()));
        return;
    }
    if (const QString damage = m_playback->damage(); !damage.isEmpty()) {
        terminal().complain(
            QStringLiteral("%1 is not whole: %2").arg(printable(choice.recordingPath), damage));
    }
    m_playback->attach(m_connection);
}

void TargetVerb::handleState(Connection::State state)
{
    if (isFinished() || state == Connection::State::Opening)
        return;
    if (state == Connection::State::Closed) {
        handleClosed(m_connection.error());
        return;
    }
    m_wasOpen = true;
    if (line().verb()->access == AccessMode::Control
        && m_connection.welcome().mode != AccessMode::Control) {
        fail(ExitCode::Denied,
             isRecorded() ? QStringLiteral("a recording can be looked at, not changed")
                          : QStringLiteral("%1 lets itself be looked at, not changed; start it "
                                           "with ACTORS_INSPECT=control "
                                           "in its environment, or have it allow control itself")
                                .arg(printable(m_connection.welcome().application)));
        return;
    }
    begin();
}

void TargetVerb::handleClosed(const StreamError &error)
{
    // Who does not answer, or has ended, is no target.
    const ExitCode code = error.code.isEmpty() || error.code == QLatin1StringView("gone")
            || (error.code == QLatin1StringView("timeout") && !m_wasOpen)
        ? ExitCode::NoTarget
        : exitCodeFor(error.code);
    fail(code,
         error.text.isEmpty() ? QStringLiteral("the program has closed the connection")
                              : printable(error.text));
}

std::unique_ptr<Stream> TargetVerb::subscribe(const Inspection::Subscription &subscription)
{
    std::unique_ptr<Stream> stream = m_connection.subscribe(subscription);
    connect(stream.get(), &Stream::failed, this, &TargetVerb::failWith);
    return stream;
}

void TargetVerb::failWith(const StreamError &error)
{
    fail(exitCodeFor(error.code), printable(error.text));
}

} // namespace Actors::Inspector
