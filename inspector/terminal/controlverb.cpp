// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "controlverb.h"

#include "messagetext.h"
#include "printable.h"
#include "terminal.h"
#include "verbinfo.h"

#include <QCborValue>
#include <QJsonObject>

#include <algorithm>

namespace Actors::Inspector {

using Inspection::Connection;

ControlVerb::ControlVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
{
}

QString ControlVerb::verbName() const
{
    return QLatin1StringView(line().verb()->name);
}

void ControlVerb::start()
{
    if (const QString name = line().operand(1); !name.isEmpty()) {
        const MessageText message = MessageText::parse(name, line().operand(2));
        if (!message.error.isEmpty()) {
            fail(ExitCode::Usage, message.error);
            return;
        }
        m_message = message.arguments;
    }
    TargetVerb::start();
}

void ControlVerb::begin()
{
    const std::vector<Option> options = line().verb()->options;
    if (std::ranges::find(options, Option::Yes) != options.end() && !line().has(Option::Yes)) {
        refuseWithoutYes();
        return;
    }
    QCborMap arguments = m_message;
    arguments.insert(QStringLiteral("path"), path());
    const auto timeout = std::chrono::ceil<std::chrono::milliseconds>(
        line().duration(Option::Timeout, std::chrono::seconds(5)));
    arguments.insert(QStringLiteral("timeout"), qint64(timeout.count()));
    // The actor's time first, so that it is the probe who tells of its end.
    connection().request(
        QStringLiteral("actor.") + verbName(), arguments, this,
        [this](const Connection::Answer &answer) { handleAnswer(answer); },
        timeout + std::chrono::seconds(1));
}

void ControlVerb::refuseWithoutYes()
{
    connection().request(
        QStringLiteral("actor.info"), {{QStringLiteral("path"), path()}}, this,
        [this](const Connection::Answer &answer) {
            if (!answer.error.code.isEmpty()) {
                failWith(answer.error);
                return;
            }
            fail(ExitCode::Usage,
                 QStringLiteral(
                     "this would %1 %2, a %3, and with it all actors below; add --yes to do it")
                     .arg(verbName(), printable(path()),
                          printable(answer.value[QLatin1StringView("class")].toString())));
        });
}

void ControlVerb::handleAnswer(const Connection::Answer &answer)
{
    if (!answer.error.code.isEmpty()) {
        failWith(answer.error);
        return;
    }
    const QJsonValue reply = answer.value.toJsonValue();
    if (format() != Format::Table) {
        terminal().write(
            jsonLine({{QStringLiteral("schema"), QStringLiteral("actors.inspect.control.v1")},
                      {QStringLiteral("verb"), verbName()},
                      {QStringLiteral("path"), path()},
                      {QStringLiteral("reply"), reply}}));
    } else if (verbName() == QLatin1StringView("ask")) {
        terminal().writeLine(jsonText(reply));
    } else {
        terminal().writeLine(QStringLiteral("%1 %2: done").arg(verbName(), printable(path())));
    }
    finish(ExitCode::Ok);
}

} // namespace Actors::Inspector
