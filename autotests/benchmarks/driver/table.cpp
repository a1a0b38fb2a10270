// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "table.h"

#include "statistics.h"

#include <algorithm>
#include <cmath>

namespace Bench {

QString Table::markdown() const
{
    std::vector<qsizetype> widths;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        qsizetype width = std::max(m_columns[i].title.size(), qsizetype(3));
        for (const QStringList &row : m_rows)
            width = std::max(width, row[qsizetype(i)].size());
        widths.push_back(width);
    }
    const auto cell = [&](std::size_t column, const QString &text) {
        return m_columns[column].side == Side::Left ? text.leftJustified(widths[column])
                                                    : text.rightJustified(widths[column]);
    };
    QString head;
    QString rule;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        head += QStringLiteral("| %1 ").arg(cell(i, m_columns[i].title));
        const QString line(widths[i], u'-');
        rule += m_columns[i].side == Side::Left ? QStringLiteral("|-%1-").arg(line)
                                                : QStringLiteral("|-%1:").arg(line);
    }
    QString text = head + QStringLiteral("|\n") + rule + QStringLiteral("|\n");
    for (const QStringList &row : m_rows) {
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            text += QStringLiteral("| %1 ").arg(cell(i, row[qsizetype(i)]));
        text += QStringLiteral("|\n");
    }
    return text;
}

QString shortNumber(double value)
{
    if (value == 0)
        return QStringLiteral("0");
    // 9.996 has its digits where 10.0 has them.
    const double rounded = QString::number(value, 'e', 2).toDouble();
    const int digitsBefore = int(std::floor(std::log10(std::abs(rounded)))) + 1;
    return QString::number(value, 'f', std::clamp(3 - digitsBefore, 0, 6));
}

QString withExtremes(const std::vector<double> &figures)
{
    if (figures.empty())
        return QStringLiteral("–");
    const Spread spread(figures);
    return QStringLiteral("%1 (%2–%3)")
        .arg(shortNumber(spread.median), shortNumber(spread.least), shortNumber(spread.most));
}

QString withInterval(const std::vector<double> &ratios)
{
    if (ratios.empty())
        return QStringLiteral("–");
    QString median = shortNumber(Spread(ratios).median);
    if (const auto interval = medianInterval(ratios))
        return QStringLiteral("%1 [%2–%3]")
            .arg(median, shortNumber(interval->lower), shortNumber(interval->upper));
    return median;
}

} // namespace Bench
