// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QLoggingCategory>
#include <QString>

#include <functional>
#include <span>

namespace Actors {

class Clock;

/*!
 * \brief The warnings and errors of the runtime.
 *
 * The value is the number in the text of the log, such as 7 in [ACT-0007], and in docs/errors.md,
 * where each has a section. A number keeps its meaning for ever; one that is given up is not used
 * again.
 */
enum class Diagnostic {
    IllegalName = 1, //!< A name that cannot be in a path.
    NameTaken = 2, //!< A living sibling has the name.
    BadMailbox = 3, //!< A mailbox that holds nothing, or an overflow policy that cannot be.
    NegativeTimeout = 4, //!< A time limit below zero.
    UnknownDispatcher = 5, //!< No dispatcher has the name.
    UnknownSupervisor = 6, //!< No living actor has the name or path.
    ForeignThread = 7, //!< An actor was used from another thread than its own.
    SpawnDuringShutdown = 8, //!< The system or the parent is closing.
    NoApplication = 9, //!< An actor system was made without a QCoreApplication.
    SystemOutlivesApplication = 10, //!< An actor system was still there when the application ended.
    TellToNullReference = 11, //!< A message to nobody.
    ActorWithoutSpawn = 12, //!< self() and the like, in an actor that was not spawned.
    MoveToThreadRefused = 13, //!< moveToThread() on an actor.
    SetParentRefused = 14, //!< setParent() on an actor.
    DeleteLaterIsStop = 15, //!< deleteLater() on an actor; it is stopped.
    BlockActsAsFail = 16, //!< A sender that must not block met a full mailbox that blocks.
    PlacementFellBack = 17, //!< Automatic placement chose the pool.
    FailureReachedGuardian = 18, //!< No supervisor decided on a failure.
    HookThrew = 19, //!< beforeStop(), afterStop() or beforeRestart() threw.
    UnobservedFailure = 20, //!< An ask failed and nobody looked.
    DeadlineUnserved = 21, //!< The deadline of an ask passed while its thread served nothing.
    DeadlockRefused = 22, //!< A call chain would have waited for itself.
    LongHandler = 23, //!< A handler ran longer than its limit.
    StopTimedOut = 24, //!< Actors did not stop in time.
    StashOverflow = 25, //!< The stash is full.
    StashedTwice = 26, //!< The same message was put aside again.
    NotMyChild = 27, //!< A restart or a verdict for an actor of somebody else.
    NegativeInterval = 28, //!< A timer with a negative interval.
    MiddlewareThrew = 29, //!< A middleware threw.
    DeadLetter = 30, //!< A message was not handled.
    DeadLetterSummary = 31, //!< How many messages were not handled until the system closed.
    DeadLetterListenerThrew = 32, //!< A listener or a filter of the dead letters threw.
    ReplyOnOtherThread = 33, //!< A Reply was used in another thread than the one that asked.
    WaitRefused = 34, //!< Waiting for a Reply where waiting would block an actor thread.
    AddressTaken = 35, //!< The directory already knows the address.
    PlainTimerUnderVirtualTime = 36, //!< A QTimer in an actor whose time is a test's.
    HandlerBlocks = 37, //!< A handler blocks while one thread runs everything.
    ConnectionRefused = 38, //!< Actors::connect() with nobody at one end.
    UnknownMethod = 39, //!< A method called by name that the actor does not have.
    NotAWorker = 40, //!< adopt() of an object that cannot be adopted.
    ClosedWithActorsAlive = 41, //!< An actor system ended before its actors did.
    UnownedException = 42, //!< An event threw, and its object belongs to no actor.
    ArgumentsTaken = 43, //!< stash() or forward() of a message without its arguments.
    NotItsMessage = 44, //!< A message was passed on to an actor of another class.
};

//! What is known about a Diagnostic without looking at a case of it.
struct DiagnosticEntry
{
    //! Which one.
    Diagnostic diagnostic;
    //! How it is logged.
    QtMsgType severity;
    //! The category that it is logged in.
    const QLoggingCategory &(*category)();
    //! The title of its section in the error pages.
    const char *title;
};

namespace Internal {

//! One case of a Diagnostic, as it was reported.
struct DiagnosticReport
{
    Diagnostic diagnostic;
    QString what;
    QString actorPath;
    QString cause;
    QString cure;

    //! All of it as one line, the way it is logged.
    ACTORS_CORE_EXPORT QString toString() const;
};

//! All diagnostics, by number.
ACTORS_CORE_EXPORT std::span<const DiagnosticEntry> diagnostics();

ACTORS_CORE_EXPORT const DiagnosticEntry &entry(Diagnostic diagnostic);

//! The number as it is written, such as "ACT-0007".
ACTORS_CORE_EXPORT QString idOf(Diagnostic diagnostic);

/*!
 * Logs a warning or error: what happened, to which actor, its likely cause and its cure.
 *
 * At most a few lines a second for each diagnostic and actor are logged, then how many more there
 * were. An empty \a what stands for the title of \a diagnostic; other empty parts are left out.
 * Thread-safe, holds no lock while it logs. What a message handler reports goes, as always in Qt,
 * to the standard error output.
 */
ACTORS_CORE_EXPORT void report(Diagnostic diagnostic, const QString &what, const QString &actorPath,
                               const QString &cause, const QString &cure);

//! Logs \a text with the number of \a diagnostic behind it. Neither limited nor observed.
ACTORS_CORE_EXPORT void log(Diagnostic diagnostic, QtMsgType severity, const QString &text);

//! Logs at once how many lines were held back so far.
ACTORS_CORE_EXPORT void flushReports();

//! How many lines a second are logged for each diagnostic and actor; 5 at first.
ACTORS_CORE_EXPORT void setReportLimit(int linesPerSecond);

//! The clock for the limit, Clock::real() at first and for null; must outlive its use.
ACTORS_CORE_EXPORT void setReportClock(const Clock *clock);

using ReportObserver = std::function<void(const DiagnosticReport &)>;

/*!
 * Has \a observer called with each report of the process, also with those that are not logged, in
 * the thread that reports. Returns the one before, so that it can be put back.
 */
ACTORS_CORE_EXPORT ReportObserver setReportObserver(ReportObserver observer);

} // namespace Internal

} // namespace Actors
