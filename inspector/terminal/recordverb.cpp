// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "recordverb.h"

#include "cellformat.h"
#include "printable.h"
#include "terminal.h"

#include <Actors/Inspection/display.h>

#include <QJsonObject>
#include <QLocale>

namespace Actors::Inspector {

using Inspection::StreamError;

namespace {

constexpr int MebiByte = 1024 * 1024;
constexpr int UsualSize = 256;

} // namespace

RecordVerb::RecordVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
    , m_recorder(connection())
{
    m_limit.setSingleShot(true);
    using Inspection::ConnectionRecorder;
    connect(&m_limit, &QTimer::timeout, &m_recorder, &ConnectionRecorder::stop);
    connect(&m_interruption, &Interruption::requested, &m_recorder, &ConnectionRecorder::stop);
    connect(&m_recorder, &ConnectionRecorder::progressed, this, &RecordVerb::showProgress);
    connect(&m_recorder, &ConnectionRecorder::finished, this, &RecordVerb::conclude);
}

void RecordVerb::begin()
{
    if (isRecorded()) {
        fail(ExitCode::Usage,
             QStringLiteral("%1 is a recording already").arg(printable(line().target())));
        return;
    }
    Inspection::RecordingLimits limits;
    limits.bytes = qint64(line().count(Option::Size, UsualSize)) * MebiByte;
    if (m_recorder.start(path(), limits) && line().has(Option::Lasting))
        m_limit.start(
            std::chrono::ceil<std::chrono::milliseconds>(line().duration(Option::Lasting, {})));
}

void RecordVerb::handleClosed(const StreamError &error)
{
    // The recorder hears of it, too, and conclude() says what there is.
    if (!m_recorder.isRecording())
        TargetVerb::handleClosed(error);
}

QString RecordVerb::amount() const
{
    const QLocale locale;
    return QStringLiteral("%1, %2, %3 actors")
        .arg(Inspection::displayDuration(m_recorder.duration()),
             locale.formattedDataSize(m_recorder.bytes(), 1),
             locale.toString(qulonglong(m_recorder.actorCount())));
}

void RecordVerb::showProgress()
{
    if (format() != Format::Table || !terminal().traits().interactive)
        return;
    m_hasProgress = true;
    QString text = QStringLiteral("%1: %2; Ctrl-C ends it").arg(printable(path()), amount());
    const int columns = terminal().traits().columns;
    if (columns > 1)
        text = elided(text, columns - 1, Elide::Middle);
    // Back to the begin of the line, and what was there is gone.
    terminal().write("\r\x1b[K" + text.toUtf8());
}

void RecordVerb::conclude()
{
    if (m_hasProgress)
        terminal().write("\r\x1b[K");
    const StreamError error = m_recorder.error();
    if (error.code == QLatin1StringView("file")) {
        fail(ExitCode::None, printable(error.text));
        return;
    }
    const bool isGone = !error.code.isEmpty();
    if (format() == Format::Table) {
        terminal().writeLine(QStringLiteral("%1: %2").arg(printable(path()), amount()));
    } else {
        terminal().write(
            jsonLine({{QStringLiteral("schema"), QStringLiteral("actors.inspect.record.v1")},
                      {QStringLiteral("file"), path()},
                      {QStringLiteral("duration"), qint64(m_recorder.duration().count())},
                      {QStringLiteral("bytes"), m_recorder.bytes()},
                      {QStringLiteral("actors"), qint64(m_recorder.actorCount())},
                      {QStringLiteral("targetEnded"), isGone}}));
    }
    if (isGone)
        fail(ExitCode::NoTarget,
             QStringLiteral("the program has ended (%1); %2 holds what it told until then")
                 .arg(printable(error.text), printable(path())));
    else
        finish(ExitCode::Ok);
}

} // namespace Actors::Inspector
