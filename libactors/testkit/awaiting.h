// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/TestKit/actorstestkit_export.h>
#include <Actors/TestKit/testsystem.h>

#include <QVariantMap>

#include <chrono>
#include <functional>

namespace Actors::TestKit {

/*!
 * Calls \a check again whenever something has happened in the system, until it returns an empty
 * text; in virtual time, timers become due meanwhile. After \a timeout, fails the test with the
 * text that it returned last. \a check must not wait for anything.
 */
ACTORS_TESTKIT_EXPORT bool awaitAssert(TestSystem &system, const std::function<QString()> &check,
                                       std::chrono::nanoseconds timeout = std::chrono::seconds(2),
                                       Where where = Where::here());

/*!
 * Waits until the observable state of \a actor is one that \a wanted takes, and returns it. After
 * \a timeout, fails the test with the state at the end.
 */
ACTORS_TESTKIT_EXPORT QVariantMap awaitObservableState(
    TestSystem &system, const ActorRef &actor,
    const std::function<bool(const QVariantMap &state)> &wanted,
    std::chrono::nanoseconds timeout = std::chrono::seconds(2), Where where = Where::here());

//! Waits until \a name in the observable state of \a actor equals \a value.
ACTORS_TESTKIT_EXPORT bool
awaitStateValue(TestSystem &system, const ActorRef &actor, const QString &name,
                const QVariant &value, std::chrono::nanoseconds timeout = std::chrono::seconds(2),
                Where where = Where::here());

} // namespace Actors::TestKit
