// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "report.h"

#include "terminal.h"

#include <QJsonArray>

#include <utility>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::TableDelta;

namespace {

std::vector<TextTable::Column> headings(const CellFormat &cells, const std::vector<Column> &columns)
{
    std::vector<TextTable::Column> result;
    result.reserve(columns.size());
    for (const Column column : columns)
        result.push_back(cells.heading(column));
    return result;
}

} // namespace

Report::Report(Terminal &terminal, const Inspection::Connection &connection, const QString &verb,
               Inspection::Subscription::Kind kind, std::vector<Column> columns, Format format)
    : m_terminal(terminal)
    , m_connection(connection)
    , m_cells(connection, kind)
    , m_schema(QStringLiteral("actors.inspect.%1.v1").arg(verb))
    , m_columns(std::move(columns))
    , m_format(format)
    , m_table(headings(m_cells, m_columns))
{
}

void Report::print(const Snapshot &snapshot)
{
    switch (m_format) {
    case Format::Table:
        printTable(snapshot);
        break;
    case Format::Json:
        m_terminal.write(jsonDocument(document(snapshot)));
        break;
    case Format::NdJson:
        append(snapshot.rows);
        break;
    }
}

void Report::printMoment(const Snapshot &snapshot)
{
    if (m_format == Format::Table)
        printTable(snapshot);
    else
        m_terminal.write(jsonLine(document(snapshot)));
}

void Report::append(const std::vector<TableDelta::Row> &rows)
{
    if (m_format == Format::Table) {
        addToTable(rows);
        m_table.write(m_terminal);
        return;
    }
    for (const TableDelta::Row &row : rows) {
        QJsonObject object = rowObject(row);
        object.insert(QStringLiteral("schema"), m_schema);
        m_terminal.write(jsonLine(object));
    }
}

void Report::addToTable(const std::vector<TableDelta::Row> &rows)
{
    for (const TableDelta::Row &row : rows) {
        TextTable::Row texts;
        texts.reserve(m_columns.size());
        for (const Column column : m_columns)
            texts.push_back(m_cells.text(column, cell(row.cells, column)));
        m_table.add(std::move(texts));
    }
}

void Report::printTable(const Snapshot &snapshot)
{
    if (!snapshot.verdict.isEmpty()) {
        m_terminal.writeLine(m_terminal.styled(snapshot.verdict, Style::Attention));
        m_terminal.writeLine({});
    }
    m_table = TextTable(headings(m_cells, m_columns));
    addToTable(snapshot.rows);
    m_table.write(m_terminal);
    if (snapshot.total > snapshot.rows.size()) {
        m_terminal.writeLine(m_terminal.styled(
            QStringLiteral("… and %1 more").arg(snapshot.total - snapshot.rows.size()),
            Style::Faint));
    }
}

QJsonObject Report::header() const
{
    const Inspection::Welcome welcome = m_connection.welcome();
    return {{QStringLiteral("schema"), m_schema},
            {QStringLiteral("target"),
             QJsonObject{{QStringLiteral("pid"), welcome.pid},
                         {QStringLiteral("application"), welcome.application}}}};
}

QJsonObject Report::document(const Snapshot &snapshot) const
{
    QJsonObject object = header();
    object.insert(QStringLiteral("time"), qint64(m_connection.wallTime(snapshot.time).count()));
    object.insert(QStringLiteral("total"), qint64(snapshot.total));
    QJsonArray rows;
    for (const TableDelta::Row &row : snapshot.rows)
        rows.append(rowObject(row));
    object.insert(QStringLiteral("rows"), rows);
    if (!snapshot.verdict.isEmpty())
        object.insert(QStringLiteral("verdict"), snapshot.verdict);
    return object;
}

QJsonObject Report::rowObject(const TableDelta::Row &row) const
{
    QJsonObject object = m_cells.json(m_columns, row.cells);
    object.insert(QStringLiteral("id"), qint64(row.id));
    return object;
}

} // namespace Actors::Inspector
