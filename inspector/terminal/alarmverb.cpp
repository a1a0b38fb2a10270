// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "alarmverb.h"

#include "printable.h"
#include "terminal.h"

#include <Actors/Inspection/alarmrule.h>

#include <QCborMap>
#include <QJsonObject>

namespace Actors::Inspector {

using Inspection::AlarmRule;
using Inspection::Connection;

AlarmVerb::AlarmVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
{
}

QString AlarmVerb::operandError() const
{
    const QString text = line().operand(1);
    if (isAddition()) {
        const AlarmRule rule(text);
        if (rule.isValid())
            return {};
        const QString before = printable(QStringView(text).first(rule.errorPosition()));
        return QStringLiteral("%1\n  %2\n  %3^")
            .arg(rule.error(), printable(text), QString(displayWidth(before), QLatin1Char(' ')));
    }
    if (line().operand(0) == QLatin1StringView("remove")) {
        bool ok = false;
        text.toLongLong(&ok);
        return ok
            ? QString()
            : QStringLiteral("\"%1\" is no number of a rule; alarms --json has them as \"id\"")
                  .arg(printable(text));
    }
    return QStringLiteral("alarm wants add or remove, not \"%1\"; alarms lists the rules")
        .arg(printable(line().operand(0)));
}

void AlarmVerb::start()
{
    if (const QString error = operandError(); !error.isEmpty())
        fail(ExitCode::Usage, error);
    else
        TargetVerb::start();
}

void AlarmVerb::begin()
{
    const QString verb = QStringLiteral("alarm.") + line().operand(0);
    const QCborMap arguments = isAddition()
        ? QCborMap{{QStringLiteral("rule"), line().operand(1)}}
        : QCborMap{{QStringLiteral("id"), line().operand(1).toLongLong()}};
    connection().request(verb, arguments, this,
                         [this](const Connection::Answer &answer) { handleAnswer(answer); });
}

void AlarmVerb::handleAnswer(const Connection::Answer &answer)
{
    if (!answer.error.code.isEmpty()) {
        failWith(answer.error);
        return;
    }
    if (format() != Format::Table) {
        terminal().write(
            jsonLine({{QStringLiteral("schema"), QStringLiteral("actors.inspect.control.v1")},
                      {QStringLiteral("verb"), QStringLiteral("alarm ") + line().operand(0)},
                      {QStringLiteral("rule"), line().operand(1)},
                      {QStringLiteral("reply"), answer.value.toJsonValue()}}));
    } else if (isAddition()) {
        terminal().writeLine(QStringLiteral("rule %1: %2")
                                 .arg(answer.value.toInteger())
                                 .arg(printable(AlarmRule(line().operand(1)).text())));
    } else {
        terminal().writeLine(QStringLiteral("rule %1: removed").arg(printable(line().operand(1))));
    }
    finish(ExitCode::Ok);
}

} // namespace Actors::Inspector
