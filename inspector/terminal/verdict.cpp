// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "verdict.h"

#include "cellformat.h"

#include <array>

namespace Actors::Inspector {

using Inspection::ActorState;
using Inspection::Column;

namespace {

//! An actor as the rules below see it.
class Patient
{
public:
    Patient(const Inspection::TableDelta::Row &row, const Inspection::Connection &connection)
        : m_row(row)
        , m_format(connection, Inspection::Subscription::Kind::Top)
    {
    }

    double number(Column column) const
    {
        const QCborValue value = cell(m_row.cells, column);
        return value.isDouble() ? value.toDouble() : double(value.toInteger());
    }
    ActorState state() const { return ActorState(cell(m_row.cells, Column::State).toInteger()); }
    QString text(Column column) const
    {
        return m_format.text(column, cell(m_row.cells, column)).text;
    }
    bool hasText(Column column) const
    {
        return !m_format.json(column, cell(m_row.cells, column)).toString().isEmpty();
    }

private:
    const Inspection::TableDelta::Row &m_row;
    const CellFormat m_format;
};

QString ofBlocked(const Patient &patient)
{
    if (patient.state() != ActorState::Blocked || !patient.hasText(Column::Now))
        return {};
    return QStringLiteral(
               "%1 has been handling %2 for %3; until that returns it handles nothing else.")
        .arg(patient.text(Column::Path), patient.text(Column::Now), patient.text(Column::Since));
}

QString ofSuspended(const Patient &patient)
{
    if (patient.state() != ActorState::Suspended || patient.number(Column::Depth) <= 0)
        return {};
    return QStringLiteral("%1 is suspended while %2 messages wait for it.")
        .arg(patient.text(Column::Path), patient.text(Column::Depth));
}

QString ofFailed(const Patient &patient)
{
    if (patient.state() != ActorState::Failed)
        return {};
    return QStringLiteral("%1 has failed and waits for what its supervisor decides.")
        .arg(patient.text(Column::Path));
}

QString ofFlooded(const Patient &patient)
{
    const double in = patient.number(Column::In);
    const double out = patient.number(Column::Out);
    if (patient.number(Column::Depth) <= 0 || patient.number(Column::Growth) <= 0 || in <= out)
        return {};
    return QStringLiteral("%1 drains %2 messages/s but receives %3/s: its mailbox grows by %4/s.")
        .arg(patient.text(Column::Path), patient.text(Column::Out), patient.text(Column::In),
             patient.text(Column::Growth));
}

QString ofStuck(const Patient &patient)
{
    constexpr double late = 1e9;
    if (patient.number(Column::Depth) <= 0 || patient.number(Column::Out) > 0
        || patient.number(Column::Oldest) < late) {
        return {};
    }
    return QStringLiteral("%1 handles nothing while %2 messages wait, the oldest for %3.")
        .arg(patient.text(Column::Path), patient.text(Column::Depth), patient.text(Column::Oldest));
}

QString ofLate(const Patient &patient)
{
    constexpr double late = 1e9;
    if (patient.number(Column::Depth) <= 0 || patient.number(Column::Oldest) < late)
        return {};
    return QStringLiteral("%1 is %2 late: %3 messages wait, and it handles %4/s.")
        .arg(patient.text(Column::Path), patient.text(Column::Oldest), patient.text(Column::Depth),
             patient.text(Column::Out));
}

} // namespace

QString verdict(const Inspection::TableDelta::Row &row, const Inspection::Connection &connection)
{
    // What stops an actor comes before what slows it down.
    constexpr std::array rules{&ofFailed, &ofSuspended, &ofBlocked, &ofFlooded, &ofStuck, &ofLate};
    const Patient patient(row, connection);
    for (const auto rule : rules) {
        if (QString text = rule(patient); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace Actors::Inspector
