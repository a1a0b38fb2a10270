// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "nearnames.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace Bench {

namespace {

//! How many letters must be put in, left out or replaced to make one of the other.
qsizetype distance(const QString &from, const QString &to)
{
    std::vector<qsizetype> row(std::size_t(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = row[0]++;
        for (qsizetype j = 0; j < to.size(); ++j) {
            auto &above = row[std::size_t(j) + 1];
            const qsizetype replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = above;
            above = std::min({replaced, above + 1, row[std::size_t(j)] + 1});
        }
    }
    return row.back();
}

} // namespace

QStringList nearNames(const QString &wanted, const QStringList &known)
{
    // Half of what was written may be wrong; a part of a name is as good as the name.
    const qsizetype farthest = std::max(qsizetype(1), wanted.size() / 2);
    std::vector<std::pair<qsizetype, QString>> near;
    for (const QString &name : known) {
        const bool isPart = !wanted.isEmpty() && name.contains(wanted, Qt::CaseInsensitive);
        const qsizetype apart = isPart ? 0 : distance(wanted.toLower(), name);
        if (apart <= farthest)
            near.emplace_back(apart, name);
    }
    std::stable_sort(near.begin(), near.end(),
                     [](const auto &one, const auto &other) { return one.first < other.first; });
    QStringList names;
    for (const auto &[apart, name] : near)
        names.append(name);
    return names;
}

} // namespace Bench
