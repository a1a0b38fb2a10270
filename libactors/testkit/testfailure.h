// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/TestKit/actorstestkit_export.h>

#include <QString>

#include <exception>

namespace Actors::TestKit {

//! Where in a test something was expected: the place of the call, if it is a default argument.
struct Where
{
    const char *file; //!< The path as the compiler knows it.
    int line; //!< From 1.

    //! The place of the call.
    static constexpr Where here(const char *file = __builtin_FILE(), int line = __builtin_LINE())
    {
        return {file, line};
    }
};

/*!
 * \brief Thrown by an expectation that is not met, where no test framework was told to the kit.
 *
 * In a program that links Qt6::Test the kit reports to QTest instead and goes on: see
 * <Actors/TestKit/qtestintegration.h>.
 */
class ACTORS_TESTKIT_EXPORT TestFailure : public std::exception
{
public:
    //! Says \a text.
    explicit TestFailure(const QString &text);
    ~TestFailure() override;

    //! What was expected, and what came instead.
    QString text() const { return m_text; }
    //! The text in UTF-8. Valid as long as this failure.
    const char *what() const noexcept override { return m_utf8.constData(); }

private:
    QString m_text;
    QByteArray m_utf8;
};

//! How a test framework learns that an expectation was not met, and is asked whether one was not.
struct TestFramework
{
    //! Marks the running test as failed. It may return; the expectation then gives a default value.
    void (*fail)(const QString &text, Where where) = nullptr;
    //! Whether the running test has failed already.
    bool (*hasFailed)() = nullptr;
};

//! From now on \a framework is told; call it before the first test. With null functions, failures
//! are thrown.
ACTORS_TESTKIT_EXPORT void setTestFramework(const TestFramework &framework);
//! What setTestFramework() was given.
ACTORS_TESTKIT_EXPORT TestFramework testFramework();

//! Reports that an expectation was not met: to the test framework, else by throwing a TestFailure.
ACTORS_TESTKIT_EXPORT void failTest(const QString &text, Where where = Where::here());

} // namespace Actors::TestKit
