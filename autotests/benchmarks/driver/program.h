// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace Bench {

//! How a program has run.
struct Run
{
    QString output; //!< What it has printed, errors as well.
    QString error; //!< Why it has not done what it should; empty if it has.
    double cpuSeconds = 0; //!< Of all its threads, in the program and in the system.
    //! The most memory that was resident at a time, if that is more than this process has had.
    std::optional<double> peakBytes;
};

//! Runs \a program to its end, which must come within two minutes.
Run run(const QString &program, const QStringList &arguments);

} // namespace Bench
