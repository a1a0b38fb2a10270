// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/TestKit/testsystem.h>

#include <QObject>

#include <memory>

namespace Actors::TestKit {

/*!
 * \brief The base class of a QTest program whose test functions each have a system of their own.
 *
 * It is made before each function, in the mode that ACTORS_TEST_MODE names, and closed after it;
 * what was lost without a trace or did not stop fails the function. A class that has its own init()
 * or cleanup() calls these.
 */
class ACTORS_TESTKIT_EXPORT ActorTest : public QObject
{
    Q_OBJECT

public:
    //! There is no system before the first init().
    explicit ActorTest(QObject *parent = nullptr);
    ~ActorTest() override;

    //! The system of the function that runs.
    TestSystem &system() const { return *m_system; }

protected Q_SLOTS:
    //! Makes the system; called by QTest.
    void init();
    //! Closes the system and looks at its account; called by QTest.
    void cleanup();

protected:
    //! The system of the next function.
    virtual std::unique_ptr<TestSystem> makeSystem() const;

private:
    std::unique_ptr<TestSystem> m_system;
};

} // namespace Actors::TestKit
