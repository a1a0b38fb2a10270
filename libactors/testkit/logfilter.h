// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/diagnostics.h>
#include <Actors/TestKit/actorstestkit_export.h>
#include <Actors/TestKit/testfailure.h>

#include <QRegularExpression>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace Actors::TestKit {

class LogFilterPrivate;
class TestSystem;

/*!
 * \brief Catches lines of the log, or reports of the library, from all threads while it exists.
 *
 * What it catches is not printed. Several may exist; the one made last is asked first. Made and
 * destroyed in the test's thread.
 */
class ACTORS_TESTKIT_EXPORT LogFilter
{
public:
    //! Lines of that type that \a pattern matches, with the category in front.
    LogFilter(TestSystem &system, QtMsgType type,
              const QRegularExpression &pattern = QRegularExpression());
    //! The library's own warnings and errors of that number.
    LogFilter(TestSystem &system, Diagnostic diagnostic);
    ~LogFilter();
    Q_DISABLE_COPY_MOVE(LogFilter)

    //! How many lines it has caught.
    int count() const;
    //! What it has caught, oldest first.
    QStringList lines() const;
    //! Waits until it has caught \a wanted lines: in virtual time, lets \a timeout pass.
    bool awaitCount(int wanted, std::chrono::nanoseconds timeout = std::chrono::seconds(3),
                    Where where = Where::here());

private:
    const std::unique_ptr<LogFilterPrivate> d;
};

} // namespace Actors::TestKit
