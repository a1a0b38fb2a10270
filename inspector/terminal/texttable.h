// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "printable.h"
#include "terminal.h"

#include <QString>

#include <vector>

namespace Actors::Inspector {

/*!
 * \brief Rows of texts under each other, in as many columns as a terminal has.
 *
 * Columns of text give way when there is no room, never those of numbers.
 */
class TextTable
{
public:
    enum class Align {
        Left,
        Right,
    };
    struct Column
    {
        QString title;
        Align align = Align::Left;
        Elide elide = Elide::Right;
    };
    struct Cell
    {
        QString text; //!< See printable().
        Style style = Style::Plain;
    };
    using Row = std::vector<Cell>;

    explicit TextTable(std::vector<Column> columns);

    //! \a row has a cell for each column.
    void add(Row row);
    //! Writes the rows that were added and forgets them. Their columns are as wide as those of the
    //! rows before, or wider.
    void write(Terminal &terminal);

private:
    std::vector<int> fittedWidths(int available) const;

    std::vector<Column> m_columns;
    std::vector<int> m_widths;
    std::vector<Row> m_rows;
    bool m_titlesWritten = false;
};

} // namespace Actors::Inspector
