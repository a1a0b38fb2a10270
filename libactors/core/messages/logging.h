// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QLoggingCategory>

/*!
 * \brief The logging categories of the runtime.
 *
 * Each is switched as Qt's are, for example with QT_LOGGING_RULES="actors.mailbox=false" in the
 * environment. They may be used from any thread.
 */
namespace Actors::Logging {

//! "actors.core": names, references, calls, adopted workers.
ACTORS_CORE_EXPORT const QLoggingCategory &core();

//! "actors.mailbox": capacity, overflow, stash.
ACTORS_CORE_EXPORT const QLoggingCategory &mailbox();

//! "actors.supervision": failures, decisions, restarts.
ACTORS_CORE_EXPORT const QLoggingCategory &supervision();

//! "actors.deadletters": messages that were not handled.
ACTORS_CORE_EXPORT const QLoggingCategory &deadLetters();

//! "actors.ask": questions, answers, waiting.
ACTORS_CORE_EXPORT const QLoggingCategory &ask();

//! "actors.dispatch": threads, placement, handlers that take long.
ACTORS_CORE_EXPORT const QLoggingCategory &dispatch();

//! "actors.lifecycle": start, stop, shutdown.
ACTORS_CORE_EXPORT const QLoggingCategory &lifecycle();

//! "actors.timers": ticks and the scheduler.
ACTORS_CORE_EXPORT const QLoggingCategory &timers();

//! "actors.directory": addresses and lookup.
ACTORS_CORE_EXPORT const QLoggingCategory &directory();

} // namespace Actors::Logging
