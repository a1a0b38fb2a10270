// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "presentation.h"

#include "columntexts.h"
#include "sparkline.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/modelroles.h>

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace Actors::Inspector {

using Inspection::ActorState;
using Inspection::Column;
using Inspection::ColumnKind;
using Kind = Inspection::Subscription::Kind;

namespace {

using namespace std::chrono_literals;

double nanoseconds(std::chrono::nanoseconds time)
{
    return double(time.count());
}

Tone toneOfWait(double wait)
{
    if (wait >= nanoseconds(5s))
        return Tone::Critical;
    return wait >= nanoseconds(1s) ? Tone::Warning : Tone::Plain;
}

//! When the clock of the target was at \a clock; a dash for never.
QString timeOfDay(const Inspection::Connection &connection, qint64 clock)
{
    if (clock == 0)
        return QStringLiteral("—");
    const auto wall = connection.wallTime(std::chrono::nanoseconds(clock));
    const auto since1970 = std::chrono::duration_cast<std::chrono::milliseconds>(wall).count();
    return QDateTime::fromMSecsSinceEpoch(since1970).toString(QStringLiteral("HH:mm:ss"));
}

bool isText(Column column)
{
    const ColumnKind kind = Inspection::info(column).kind;
    return kind == ColumnKind::Text || kind == ColumnKind::State;
}

} // namespace

Presentation::Presentation(Kind kind, std::vector<Column> columns, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_kind(kind)
    , m_columns(std::move(columns))
{
}

int Presentation::section(Column column) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), column);
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

QVariant Presentation::value(const QModelIndex &index, Column column) const
{
    const int place = section(column);
    return place < 0 ? QVariant() : index.siblingAtColumn(place).data(Inspection::ValueRole);
}

QString Presentation::filterText(const QModelIndex &index) const
{
    const QVariant value = QIdentityProxyModel::data(index, Inspection::ValueRole);
    if (m_columns[std::size_t(index.column())] == Column::State)
        return Inspection::nameOf(ActorState(value.toInt()));
    return value.toString();
}

ActorPlace Presentation::placeOf(const QModelIndex &index) const
{
    switch (m_kind) {
    case Kind::Top:
    case Kind::Tree:
    case Kind::Rows:
        return {index.data(Inspection::IdRole).toULongLong(),
                value(index, Column::Path).toString()};
    case Kind::DeadLetters:
        return {value(index, Column::RecipientId).toULongLong(),
                value(index, Column::Recipient).toString()};
    case Kind::Threads:
    case Kind::Lifecycle:
        return {value(index, Column::RecipientId).toULongLong(),
                value(index, Column::Path).toString()};
    default:
        return {};
    }
}

QVariant Presentation::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::ToolTipRole:
        return isText(m_columns[std::size_t(index.column())]) ? QVariant(text(index)) : QVariant();
    case Qt::TextAlignmentRole:
        return int((isText(m_columns[std::size_t(index.column())]) ? Qt::AlignLeft : Qt::AlignRight)
                   | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return accessibleText(index);
    case ToneRole:
        return int(tone(index));
    case SymbolRole:
        return int(symbol(index));
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant Presentation::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= int(m_columns.size()))
        return QIdentityProxyModel::headerData(section, orientation, role);
    const Column column = m_columns[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return Texts::title(column, m_kind);
    case Qt::ToolTipRole:
        return Texts::description(column);
    case Qt::TextAlignmentRole:
        return int((isText(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return QIdentityProxyModel::headerData(section, orientation, role);
    }
}

QString Presentation::text(const QModelIndex &index) const
{
    const Column column = m_columns[std::size_t(index.column())];
    const QVariant value = QIdentityProxyModel::data(index, Inspection::ValueRole);
    switch (column) {
    case Column::State:
        if (!value.isValid())
            return {};
        if (m_kind == Kind::Threads)
            return value.toInt() != 0 ? tr("blocked") : tr("responsive");
        if (m_kind == Kind::Alarms)
            return value.toInt() != 0 ? tr("raised") : tr("quiet");
        return Texts::state(ActorState(value.toInt()));
    case Column::Reason:
        return Texts::reason(value.toString());
    case Column::Kind:
        return Texts::kind(value.toString());
    case Column::Sender:
    case Column::Now: {
        const QString text = value.toString();
        return text.isEmpty() ? QStringLiteral("—") : text;
    }
    case Column::Since:
    case Column::Oldest:
        if (value.toDouble() == 0)
            return QStringLiteral("—");
        break;
    default:
        break;
    }
    if (Inspection::info(column).kind == ColumnKind::Time && m_connection)
        return timeOfDay(*m_connection, value.toLongLong());
    return QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
}

QString Presentation::accessibleText(const QModelIndex &index) const
{
    const Column column = m_columns[std::size_t(index.column())];
    QString told = text(index);
    if (column == Column::Depth) {
        const QString history =
            Sparkline::description(index.data(Inspection::HistoryRole).value<QList<int>>());
        if (!history.isEmpty())
            told = history;
    }
    //: A cell of a table, as a screen reader says it: the heading and the content.
    return tr("%1: %2").arg(Texts::title(column, m_kind), told);
}

double Presentation::number(const QModelIndex &index) const
{
    return index.isValid() ? QIdentityProxyModel::data(index, Inspection::ValueRole).toDouble() : 0;
}

Tone Presentation::tone(const QModelIndex &index) const
{
    const Column column = m_columns[std::size_t(index.column())];
    const auto sibling = [&](Column other) { return index.siblingAtColumn(section(other)); };
    switch (column) {
    case Column::State:
        if (m_kind == Kind::Threads || m_kind == Kind::Alarms)
            return number(index) != 0 ? Tone::Critical : Tone::Good;
        return toneOf(ActorState(int(number(index))));
    case Column::Depth:
        return toneOfWait(number(sibling(Column::Oldest)));
    case Column::Oldest:
    case Column::Lag:
        return toneOfWait(number(index));
    case Column::Failed:
    case Column::Restarts:
        return number(index) > 0 ? Tone::Warning : Tone::Plain;
    case Column::Reason:
        return Tone::Warning;
    case Column::Kind:
        if (m_kind == Kind::Lifecycle) {
            const QString name = QIdentityProxyModel::data(index, Inspection::ValueRole).toString();
            if (name == QLatin1StringView("failed") || name == QLatin1StringView("alarm raised"))
                return Tone::Critical;
            if (name == QLatin1StringView("restarted") || name == QLatin1StringView("decided"))
                return Tone::Warning;
            return name == QLatin1StringView("stopped") ? Tone::Quiet : Tone::Good;
        }
        return Tone::Plain;
    default:
        return Tone::Plain;
    }
}

Symbol Presentation::symbol(const QModelIndex &index) const
{
    const Column column = m_columns[std::size_t(index.column())];
    const double value = number(index);
    switch (column) {
    case Column::State:
        if (m_kind == Kind::Threads)
            return value != 0 ? Symbol::Warning : Symbol::Check;
        if (m_kind == Kind::Alarms)
            return value != 0 ? Symbol::Alarm : Symbol::Check;
        return symbolOf(ActorState(int(value)));
    case Column::Reason:
        return Symbol::DeadLetters;
    case Column::Kind: {
        const QString name = QIdentityProxyModel::data(index, Inspection::ValueRole).toString();
        if (name == QLatin1StringView("alarm raised"))
            return Symbol::Alarm;
        if (name == QLatin1StringView("failed"))
            return Symbol::Cross;
        if (name == QLatin1StringView("restarted"))
            return Symbol::Restart;
        if (name == QLatin1StringView("decided"))
            return Symbol::GoTo;
        if (name == QLatin1StringView("stopped"))
            return Symbol::Stop;
        return name == QLatin1StringView("spawned") ? Symbol::Attach : Symbol::Play;
    }
    default:
        return Symbol::Dot;
    }
}

} // namespace Actors::Inspector
