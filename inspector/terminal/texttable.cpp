// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "texttable.h"

#include <QStringList>

#include <algorithm>
#include <numeric>
#include <utility>

namespace Actors::Inspector {

namespace {

constexpr int Gap = 2; //!< Between two columns.

//! What a column of text is left with at least; a path tells which row it is.
int narrowest(const TextTable::Column &column)
{
    constexpr int path = 16;
    constexpr int other = 8;
    return column.elide == Elide::Middle ? path : other;
}

QString padded(const QString &text, int width, TextTable::Align align)
{
    const QString blanks(std::max(0, width - displayWidth(text)), QLatin1Char(' '));
    return align == TextTable::Align::Right ? blanks + text : text + blanks;
}

} // namespace

TextTable::TextTable(std::vector<Column> columns)
    : m_columns(std::move(columns))
{
    m_widths.reserve(m_columns.size());
    for (const Column &column : m_columns)
        m_widths.push_back(displayWidth(column.title));
}

void TextTable::add(Row row)
{
    Q_ASSERT(row.size() == m_columns.size());
    for (std::size_t i = 0; i < row.size(); ++i)
        m_widths[i] = std::max(m_widths[i], displayWidth(row[i].text));
    m_rows.push_back(std::move(row));
}

std::vector<int> TextTable::fittedWidths(int available) const
{
    std::vector<int> widths = m_widths;
    const int gaps = Gap * std::max(0, int(widths.size()) - 1);
    int excess = std::accumulate(widths.begin(), widths.end(), gaps) - available;
    while (available > 0 && excess > 0) {
        // The widest of those that can give way, by one column; there are few of them.
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const bool givesWay =
                m_columns[i].align == Align::Left && widths[i] > narrowest(m_columns[i]);
            if (givesWay && (widest == widths.size() || widths[i] > widths[widest]))
                widest = i;
        }
        if (widest == widths.size())
            break;
        --widths[widest];
        --excess;
    }
    return widths;
}

void TextTable::write(Terminal &terminal)
{
    const int available = terminal.traits().columns;
    const std::vector<int> widths = fittedWidths(available);
    const auto writeRow = [&](const Row &row) {
        QStringList parts;
        int used = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int begin = i == 0 ? 0 : used + Gap;
            const int room = available > 0 ? std::min(widths[i], available - begin) : widths[i];
            if (room <= 0)
                break;
            const bool isLast = i + 1 == row.size();
            QString text = elided(row[i].text, room, m_columns[i].elide);
            if (!isLast || m_columns[i].align == Align::Right)
                text = padded(text, room, m_columns[i].align);
            used = begin + room;
            parts.append(terminal.styled(text, row[i].style));
        }
        terminal.writeLine(parts.join(QString(Gap, QLatin1Char(' '))));
    };
    if (!std::exchange(m_titlesWritten, true)) {
        Row titles;
        for (const Column &column : m_columns)
            titles.push_back({column.title, Style::Heading});
        writeRow(titles);
    }
    for (const Row &row : std::exchange(m_rows, {}))
        writeRow(row);
}

} // namespace Actors::Inspector
