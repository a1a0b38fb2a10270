// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cellformat.h"

#include <Actors/Inspection/display.h>

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace Actors::Inspector {

using Inspection::ActorState;
using Inspection::Column;
using Inspection::ColumnKind;
using Inspection::Subscription;

namespace {

//! How much somebody should look at it.
Style styleOf(ActorState state)
{
    switch (state) {
    case ActorState::Blocked:
    case ActorState::Failed:
        return Style::Alarm;
    case ActorState::Suspended:
    case ActorState::Restarting:
        return Style::Attention;
    case ActorState::Stopping:
    case ActorState::Stopped:
        return Style::Faint;
    case ActorState::Starting:
    case ActorState::Idle:
    case ActorState::Running:
        break;
    }
    return Style::Plain;
}

//! Whether the numbers of a column tell things apart, rather than how many there are.
bool isNumberOfThing(Column column)
{
    return column == Column::Parent || column == Column::RecipientId || column == Column::Pid;
}

QString wallClockText(std::chrono::nanoseconds sinceEpoch)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(sinceEpoch);
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds.count());
    const bool isToday = time.date() == QDate::currentDate();
    return time.toString(isToday ? QStringLiteral("HH:mm:ss.zzz")
                                 : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace

QCborValue cell(const Inspection::EventBatch::Event &cells, Column column)
{
    const auto found = std::ranges::find(cells, column, &std::pair<Column, QCborValue>::first);
    return found == cells.end() ? QCborValue() : found->second;
}

CellFormat::CellFormat(const Inspection::Connection &connection, Subscription::Kind kind)
    : m_connection(connection)
    , m_kind(kind)
{
}

TextTable::Column CellFormat::heading(Column column) const
{
    const Inspection::ColumnInfo &known = Inspection::info(column);
    const bool isText = known.kind == ColumnKind::Text || known.kind == ColumnKind::State;
    const bool isPath =
        column == Column::Path || column == Column::Recipient || column == Column::Sender;
    return {QLatin1StringView(known.name),
            isText || known.kind == ColumnKind::Time ? TextTable::Align::Left
                                                     : TextTable::Align::Right,
            isPath ? Elide::Middle : Elide::Right};
}

QString CellFormat::stateName(qint64 state) const
{
    switch (m_kind) {
    case Subscription::Kind::Threads:
        return state ? QStringLiteral("blocked") : QStringLiteral("free");
    case Subscription::Kind::Alarms:
        return state ? QStringLiteral("raised") : QStringLiteral("quiet");
    default:
        return Inspection::nameOf(ActorState(state));
    }
}

TextTable::Cell CellFormat::text(Column column, const QCborValue &value) const
{
    if (value.isUndefined())
        return {};
    if (value.isNull())
        return {QStringLiteral("–"), Style::Faint};
    switch (const ColumnKind kind = Inspection::info(column).kind) {
    case ColumnKind::Text:
        return {printable(m_connection.text(value)), Style::Plain};
    case ColumnKind::Time:
        return {wallClockText(m_connection.wallTime(std::chrono::nanoseconds(value.toInteger()))),
                Style::Plain};
    case ColumnKind::State: {
        const bool isActor =
            m_kind != Subscription::Kind::Threads && m_kind != Subscription::Kind::Alarms;
        const Style style = isActor  ? styleOf(ActorState(value.toInteger()))
            : value.toInteger() != 0 ? Style::Alarm
                                     : Style::Plain;
        return {stateName(value.toInteger()), style};
    }
    default:
        return {isNumberOfThing(column) ? QString::number(value.toInteger())
                                        : Inspection::displayText(kind, value, m_locale),
                Style::Plain};
    }
}

QJsonValue CellFormat::json(Column column, const QCborValue &value) const
{
    if (value.isUndefined() || value.isNull())
        return QJsonValue::Null;
    switch (Inspection::info(column).kind) {
    case ColumnKind::Text:
        return m_connection.text(value);
    case ColumnKind::State:
        return stateName(value.toInteger());
    case ColumnKind::Time:
        return qint64(m_connection.wallTime(std::chrono::nanoseconds(value.toInteger())).count());
    case ColumnKind::Rate:
        return value.isDouble() ? QJsonValue(value.toDouble()) : QJsonValue(value.toInteger());
    case ColumnKind::Count:
    case ColumnKind::Duration:
    case ColumnKind::Permille:
        break;
    }
    return value.toInteger();
}

QJsonObject CellFormat::json(const std::vector<Column> &columns,
                             const Inspection::EventBatch::Event &cells) const
{
    QJsonObject object;
    for (const Column column : columns)
        object.insert(QLatin1StringView(Inspection::info(column).name),
                      json(column, cell(cells, column)));
    return object;
}

} // namespace Actors::Inspector
