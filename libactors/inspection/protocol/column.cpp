// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "column.h"

#include <QString>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

// In each table below, what belongs to the number n is at place n.

static constexpr std::array<ColumnInfo, 51> Columns{{
    {Column::Path, "path", ColumnKind::Text},
    {Column::Name, "name", ColumnKind::Text},
    {Column::Class, "class", ColumnKind::Text},
    {Column::State, "state", ColumnKind::State},
    {Column::Thread, "thread", ColumnKind::Text},
    {Column::Depth, "depth", ColumnKind::Count},
    {Column::High, "high", ColumnKind::Count},
    {Column::Oldest, "oldest", ColumnKind::Duration},
    {Column::In, "in", ColumnKind::Rate},
    {Column::Out, "out", ColumnKind::Rate},
    {Column::Growth, "growth", ColumnKind::Rate},
    {Column::Busy, "busy", ColumnKind::Permille},
    {Column::Failed, "failed", ColumnKind::Count},
    {Column::Restarts, "restarts", ColumnKind::Count},
    {Column::Age, "age", ColumnKind::Duration},
    {Column::Now, "now", ColumnKind::Text},
    {Column::Since, "since", ColumnKind::Duration},
    {Column::Handled, "handled", ColumnKind::Count},
    {Column::Children, "children", ColumnKind::Count},
    {Column::SubtreeDepth, "subtreeDepth", ColumnKind::Count},
    {Column::SubtreeIn, "subtreeIn", ColumnKind::Rate},
    {Column::Strategy, "strategy", ColumnKind::Text},
    {Column::Actors, "actors", ColumnKind::Count},
    {Column::Count, "count", ColumnKind::Count},
    {Column::Rate, "rate", ColumnKind::Rate},
    {Column::Last, "last", ColumnKind::Time},
    {Column::Type, "type", ColumnKind::Text},
    {Column::Recipient, "recipient", ColumnKind::Text},
    {Column::RecipientId, "recipientId", ColumnKind::Count},
    {Column::Reason, "reason", ColumnKind::Text},
    {Column::Sender, "sender", ColumnKind::Text},
    {Column::Explanation, "explanation", ColumnKind::Text},
    {Column::Representation, "representation", ColumnKind::Text},
    {Column::Kind, "kind", ColumnKind::Text},
    {Column::Lag, "lag", ColumnKind::Duration},
    {Column::LagHigh, "lagHigh", ColumnKind::Duration},
    {Column::WaitMedian, "waitMedian", ColumnKind::Duration},
    {Column::WaitHigh, "waitHigh", ColumnKind::Duration},
    {Column::HandleMedian, "handleMedian", ColumnKind::Duration},
    {Column::HandleHigh, "handleHigh", ColumnKind::Duration},
    {Column::Dead, "dead", ColumnKind::Count},
    {Column::Cpu, "cpu", ColumnKind::Permille},
    {Column::Bytes, "bytes", ColumnKind::Count},
    {Column::Dropped, "dropped", ColumnKind::Count},
    {Column::Mailbox, "mailbox", ColumnKind::Text},
    {Column::Parent, "parent", ColumnKind::Count},
    {Column::Alarms, "alarms", ColumnKind::Count},
    {Column::Threshold, "threshold", ColumnKind::Count},
    {Column::Rule, "rule", ColumnKind::Text},
    {Column::Pid, "pid", ColumnKind::Count},
    {Column::RestartRate, "restartRate", ColumnKind::Rate},
}};

static constexpr bool isByNumber(std::span<const ColumnInfo> columns)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (static_cast<std::size_t>(columns[i].column) != i)
            return false;
    }
    return true;
}
static_assert(isByNumber(Columns));

static constexpr std::array<QLatin1StringView, 9> StateNames{
    "starting"_L1, "idle"_L1,       "running"_L1,  "blocked"_L1, "suspended"_L1,
    "failed"_L1,   "restarting"_L1, "stopping"_L1, "stopped"_L1,
};
static_assert(StateNames.size() == static_cast<std::size_t>(ActorState::Stopped) + 1);

std::span<const ColumnInfo> columns()
{
    return Columns;
}

const ColumnInfo &info(Column column)
{
    static constexpr ColumnInfo Unknown;
    const auto number = static_cast<std::size_t>(column);
    return number < Columns.size() ? Columns[number] : Unknown;
}

bool repeatsTexts(Column column)
{
    switch (column) {
    case Column::Class:
    case Column::Thread:
    case Column::Type:
    case Column::Now:
    case Column::Kind:
    case Column::Reason:
    case Column::Mailbox:
        return true;
    default:
        return false;
    }
}

std::optional<Column> columnNamed(QStringView name)
{
    const auto found = std::find_if(Columns.begin(), Columns.end(), [name](const ColumnInfo &info) {
        return name.compare(QLatin1StringView(info.name), Qt::CaseInsensitive) == 0;
    });
    if (found == Columns.end())
        return {};
    return found->column;
}

QString nameOf(ActorState state)
{
    const auto number = static_cast<std::size_t>(state);
    return number < StateNames.size() ? QString(StateNames[number]) : QString::number(number);
}

std::optional<ActorState> stateNamed(QStringView name)
{
    const auto found =
        std::find_if(StateNames.begin(), StateNames.end(), [name](QLatin1StringView known) {
            return name.compare(known, Qt::CaseInsensitive) == 0;
        });
    if (found == StateNames.end())
        return {};
    return static_cast<ActorState>(found - StateNames.begin());
}

} // namespace Actors::Inspection
