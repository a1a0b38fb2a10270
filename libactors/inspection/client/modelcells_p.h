// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>

#include <QCborValue>
#include <QVariant>

#include <vector>

namespace Actors::Inspection {

class Connection;

//! Changed values are announced together, after so many milliseconds.
inline constexpr int AnnounceInterval = 100;

//! What the models answer for a value of \a column, whatever it is a value of.
QVariant cellData(const Connection &connection, Column column, const QCborValue &value, int role);
//! What they answer for the heading of \a section; not valid for sections that there are not.
QVariant headingData(const std::vector<Column> &columns, int section, int role);

//! Calls \a tell with the first and the last row of each run of those that \a isChosen takes.
template<class IsChosen, class Tell>
void forEachRun(int rows, IsChosen isChosen, Tell tell)
{
    for (int first = 0; first < rows; ++first) {
        if (!isChosen(first))
            continue;
        int last = first;
        while (last + 1 < rows && isChosen(last + 1))
            ++last;
        tell(first, last);
        first = last;
    }
}

} // namespace Actors::Inspection
