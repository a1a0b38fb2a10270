// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cellformat.h"
#include "commandline.h"
#include "snapshot.h"
#include "texttable.h"

#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QJsonObject>

#include <vector>

namespace Actors::Inspector {

class Terminal;

/*!
 * \brief Prints rows of one kind in one of three formats.
 *
 * Whatever is printed as JSON has "schema", the name of a file in share/actors/schemas.
 */
class Report
{
public:
    //! Of \a verb, whose schema is "actors.inspect.VERB.v1". The terminal and the connection are
    //! the caller's.
    Report(Terminal &terminal, const Inspection::Connection &connection, const QString &verb,
           Inspection::Subscription::Kind kind, std::vector<Inspection::Column> columns,
           Format format);

    //! Prints \a snapshot as a table with titles, as one document, or as a line for each row.
    void print(const Snapshot &snapshot);
    //! Prints \a snapshot as a table with titles, or as one line with all of it.
    void printMoment(const Snapshot &snapshot);
    //! Prints \a rows below what was printed before: as rows of the same table, or as lines.
    void append(const std::vector<Inspection::TableDelta::Row> &rows);

    //! The document that print() writes as JSON.
    QJsonObject document(const Snapshot &snapshot) const;

private:
    void addToTable(const std::vector<Inspection::TableDelta::Row> &rows);
    void printTable(const Snapshot &snapshot);
    QJsonObject header() const;
    QJsonObject rowObject(const Inspection::TableDelta::Row &row) const;

    Terminal &m_terminal;
    const Inspection::Connection &m_connection;
    const CellFormat m_cells;
    const QString m_schema;
    const std::vector<Inspection::Column> m_columns;
    const Format m_format;
    TextTable m_table;
};

} // namespace Actors::Inspector
