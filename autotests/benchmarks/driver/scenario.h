// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

#include <vector>

namespace Bench {

//! One line of the table: the same work for each of the programs.
struct Scenario
{
    QString name;
    qint64 size; //!< What the workload is called with, for libactors and the prototype.
    qint64 sizeForQt; //!< Less, where plain Qt would take minutes; 0 where it has no such thing.
    qint64 messages; //!< How many there are in a run of size 1.
    QStringList prototype; //!< How the prototype is called; "#" stands for the size.
    QStringList caf;
};

const std::vector<Scenario> &scenarios();

} // namespace Bench
