// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace Bench {

//! A table of markdown that can be read as it stands.
class Table
{
public:
    enum class Side { Left, Right };

    struct Column
    {
        QString title;
        Side side = Side::Right;
    };

    explicit Table(std::vector<Column> columns)
        : m_columns(std::move(columns))
    {
    }

    //! A cell for each of the columns.
    void add(const QStringList &cells) { m_rows.push_back(cells); }
    bool isEmpty() const { return m_rows.empty(); }
    QString markdown() const;

private:
    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
};

//! Three digits that count, and no exponent.
QString shortNumber(double value);
//! "median (least–most)".
QString withExtremes(const std::vector<double> &figures);
//! "median [95 % interval]", where there are enough for one.
QString withInterval(const std::vector<double> &ratios);

} // namespace Bench
