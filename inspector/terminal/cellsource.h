// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/filter.h>
#include <Actors/Inspection/tabledelta.h>

namespace Actors::Inspector {

/*!
 * \brief A row that was told, for a filter.
 */
class CellSource final : public Inspection::FilterSource
{
public:
    //! Both are the caller's.
    CellSource(const Inspection::EventBatch::Event &cells,
               const Inspection::Connection &connection);

    double number(Inspection::Column column) const override;
    QStringView text(Inspection::Column column) const override;
    bool has(QStringView what) const override;

private:
    const Inspection::EventBatch::Event &m_cells;
    const Inspection::Connection &m_connection;
    mutable QString m_text; //!< What text() has told last.
};

} // namespace Actors::Inspector
