// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>

#include <QStringView>

#include <optional>
#include <span>

namespace Actors::Inspection {

/*!
 * \brief What is told in a field of a row, whatever table it is in.
 *
 * The number is what goes over the wire; it keeps its meaning for ever.
 */
enum class Column : quint8 {
    Path = 0, //!< Of an actor.
    Name = 1, //!< The last part of its path; of a thread.
    Class = 2, //!< The name of the actor's class.
    State = 3, //!< An ActorState; for threads 1 while it is blocked, else 0.
    Thread = 4, //!< The name of the actor's thread.
    Depth = 5, //!< Messages that wait.
    High = 6, //!< The most that were seen to wait.
    Oldest = 7, //!< How long the oldest message waits.
    In = 8, //!< Messages that come, each second.
    Out = 9, //!< Messages that are handled, each second.
    Growth = 10, //!< By how many messages the mailbox grows, each second.
    Busy = 11, //!< Thousandths of the time that handlers run; sampled.
    Failed = 12, //!< Failures.
    Restarts = 13, //!< Restarts.
    Age = 14, //!< How long the actor, or the system, has lived.
    Now = 15, //!< The type of the message that is handled; empty for none.
    Since = 16, //!< For how long it has been handled.
    Handled = 17, //!< Messages that were handled.
    Children = 18, //!< How many children there are.
    SubtreeDepth = 19, //!< Messages that wait for the actor and all below it.
    SubtreeIn = 20, //!< Messages that come to the actor and all below it, each second.
    Strategy = 21, //!< How the actor supervises.
    Actors = 22, //!< How many actors there are: of a class, on a thread, in the system.
    Count = 23, //!< How often.
    Rate = 24, //!< How often in a second.
    Last = 25, //!< When the last time was, on the clock of the target.
    Type = 26, //!< The type of a message.
    Recipient = 27, //!< The path of who was to get it.
    RecipientId = 28, //!< The number of that actor; 0 if there never was one.
    Reason = 29, //!< Why it was not handled, by DeadLetter::name().
    Sender = 30, //!< The path of who sent it; empty for no actor.
    Explanation = 31, //!< What is known about the case, for people.
    Representation = 32, //!< A message as text.
    Kind = 33, //!< What sort of thread, event or rule it is.
    Lag = 34, //!< How long an event took to be delivered last.
    LagHigh = 35, //!< The longest that was seen.
    WaitMedian = 36, //!< Half of the messages waited for less.
    WaitHigh = 37, //!< 99 of 100 messages waited for less.
    HandleMedian = 38, //!< Half of the handlings took less.
    HandleHigh = 39, //!< 99 of 100 handlings took less.
    Dead = 40, //!< Dead letters.
    Cpu = 41, //!< Thousandths of a processor that the probe takes.
    Bytes = 42, //!< That the probe has sent on this connection.
    Dropped = 43, //!< Events that this connection was too slow for.
    Mailbox = 44, //!< What sort of mailbox the actor has, with its capacity.
    Parent = 45, //!< The number of the actor above.
    Alarms = 46, //!< Alarms that are raised.
    Threshold = 47, //!< Of a rule.
    Rule = 48, //!< An alarm's rule, as text.
    Pid = 49, //!< Of the process.
    RestartRate = 50, //!< Restarts each second, over the last minute.
};

//! How the values of a column are to be read.
enum class ColumnKind : quint8 {
    Text, //!< A text, or the number of a name that was sent before.
    Count, //!< An integer.
    Rate, //!< A number of things each second.
    Duration, //!< Nanoseconds.
    Time, //!< Nanoseconds on the clock of the target.
    Permille, //!< Thousandths.
    State, //!< An ActorState.
};

//! How far the life of an actor has come, and what keeps it from handling messages.
enum class ActorState : quint8 {
    Starting = 0, //!< Not constructed yet, or beforeStart() has not finished.
    Idle = 1, //!< Waits for messages.
    Running = 2, //!< A handler runs.
    Blocked = 3, //!< A handler runs for longer than it should.
    Suspended = 4, //!< By somebody's wish.
    Failed = 5, //!< Waits for what its supervisor, or one above, decides.
    Restarting = 6, //!< Between two objects.
    Stopping = 7, //!< Waits for its children, or afterStop() has not finished.
    Stopped = 8, //!< Gone.
};

//! What is known about a column.
struct ColumnInfo
{
    Column column = Column::Path;
    const char *name = nullptr; //!< As in filters, --fields and JSON: "depth".
    ColumnKind kind = ColumnKind::Text;
};

//! All columns, by number.
ACTORS_INSPECTION_EXPORT std::span<const ColumnInfo> columns();
//! What is known about \a column; for a number that is none, the info of Path without a name.
ACTORS_INSPECTION_EXPORT const ColumnInfo &info(Column column);
//! Whether many rows have the same text in it, as with classes and threads.
ACTORS_INSPECTION_EXPORT bool repeatsTexts(Column column);
//! The column of that name; nothing if there is none.
ACTORS_INSPECTION_EXPORT std::optional<Column> columnNamed(QStringView name);
//! "running".
ACTORS_INSPECTION_EXPORT QString nameOf(ActorState state);
//! The state of that name; nothing if there is none.
ACTORS_INSPECTION_EXPORT std::optional<ActorState> stateNamed(QStringView name);

} // namespace Actors::Inspection
