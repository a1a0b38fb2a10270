// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace Actors::Inspector {

namespace {

//! How many characters must be put in, taken out or replaced to make one text of the other.
int distance(QStringView from, QStringView to)
{
    std::vector<int> row(std::size_t(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        int diagonal = row.front();
        row.front() = int(i) + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int replaced = diagonal + (from.at(i) == to.at(qsizetype(j) - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString nearest(const QString &word, const QStringList &candidates)
{
    QString best;
    int fewest = std::max(2, int(word.size()) / 3) + 1;
    for (const QString &candidate : candidates) {
        const bool begins = word.size() > 1 && candidate.startsWith(word, Qt::CaseInsensitive);
        const int changes = begins ? 1 : distance(word.toLower(), candidate.toLower());
        // What shares no letter with a short word is no better for being short itself.
        if (changes < fewest && changes < candidate.size()) {
            fewest = changes;
            best = candidate;
        }
    }
    return best;
}

} // namespace Actors::Inspector
