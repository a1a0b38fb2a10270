// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/TestKit/testfailure.h>

/*!
 * \file
 * \brief Lets the test kit report to QTest: an expectation that is not met fails the running test
 * function, as QFAIL does, and the function goes on with a default value.
 *
 * Included by <Actors/TestKit/TestSystem>; empty where the program does not link Qt6::Test. The
 * library itself does not know QTest.
 */
#if defined(QT_TESTLIB_LIB)

#include <QtTest/qtestcase.h>

namespace Actors::TestKit {

//! Made at the start of a program that includes this header.
struct QTestIntegration
{
    QTestIntegration()
    {
        setTestFramework({[](const QString &text, Where where) {
                              QTest::qFail(text.toUtf8().constData(), where.file, where.line);
                          },
                          [] { return QTest::currentTestFailed(); }});
    }
};

//! Tells the kit about QTest before main().
inline const QTestIntegration qTestIntegration{};

} // namespace Actors::TestKit

#endif
