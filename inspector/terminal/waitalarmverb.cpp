// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "waitalarmverb.h"

#include "cellformat.h"
#include "printable.h"
#include "terminal.h"

#include <QJsonObject>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::Stream;
using Inspection::Subscription;
using Inspection::TableDelta;

WaitAlarmVerb::WaitAlarmVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &WaitAlarmVerb::giveUp);
}

void WaitAlarmVerb::begin()
{
    m_limit.start(std::chrono::ceil<std::chrono::milliseconds>(
        line().duration(Option::Timeout, std::chrono::seconds(30))));
    Subscription subscription;
    subscription.kind = Subscription::Kind::Alarms;
    subscription.interval = Subscription::ShortestInterval;
    subscription.filter = QStringLiteral("has:alarm");
    if (line().has(Option::Filter))
        subscription.filter += QStringLiteral(" (%1)").arg(line().text(Option::Filter));
    m_stream = subscribe(subscription);
    connect(m_stream.get(), &Stream::changed, this, &WaitAlarmVerb::take);
}

void WaitAlarmVerb::take(const TableDelta &delta)
{
    if (isFinished() || delta.rows.empty())
        return;
    // All of a row is there when it comes into the window.
    const auto &cells = delta.rows.front().cells;
    const CellFormat format(connection(), Subscription::Kind::Alarms);
    if (this->format() == Format::Table) {
        const auto text = [&](Column column) {
            return format.text(column, cell(cells, column)).text;
        };
        terminal().writeLine(
            QStringLiteral("%1 by %2: %3")
                .arg(text(Column::Rule), text(Column::Path), text(Column::Explanation)));
    } else {
        QJsonObject object = format.json(
            {Column::Rule, Column::Path, Column::Last, Column::Count, Column::Explanation}, cells);
        object.insert(QStringLiteral("schema"), QStringLiteral("actors.inspect.wait-alarm.v1"));
        object.insert(QStringLiteral("id"), qint64(delta.rows.front().id));
        terminal().write(jsonLine(object));
    }
    finish(ExitCode::Ok);
}

void WaitAlarmVerb::giveUp()
{
    fail(ExitCode::Timeout,
         QStringLiteral("the time is over, and no alarm is raised; alarms lists the rules"));
}

} // namespace Actors::Inspector
