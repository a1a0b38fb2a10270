// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cellsource.h"

#include "cellformat.h"

namespace Actors::Inspector {

using Inspection::Column;

CellSource::CellSource(const Inspection::EventBatch::Event &cells,
                       const Inspection::Connection &connection)
    : m_cells(cells)
    , m_connection(connection)
{
}

double CellSource::number(Column column) const
{
    return cell(m_cells, column).toDouble();
}

QStringView CellSource::text(Column column) const
{
    m_text = m_connection.text(cell(m_cells, column));
    return m_text;
}

bool CellSource::has(QStringView what) const
{
    return what == QLatin1StringView("alarm") && number(Column::Alarms) > 0;
}

} // namespace Actors::Inspector
