// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "columntexts.h"

#include <QCoreApplication>

#include <array>

namespace Actors::Inspector::Texts {

namespace {

//! What is said of a column, before it is translated.
struct ColumnText
{
    Inspection::Column column;
    const char *title;
    const char *description;
};

//! A word of the protocol, and what people read for it before it is translated.
struct Word
{
    const char *name;
    const char *text;
};

constexpr auto Context = "Texts";

using Inspection::Column;

constexpr std::array ColumnTexts{
    ColumnText{Column::Path, QT_TRANSLATE_NOOP("Texts", "Actor"),
               QT_TRANSLATE_NOOP("Texts", "Where the actor is in the tree")},
    ColumnText{Column::Name, QT_TRANSLATE_NOOP("Texts", "Name"),
               QT_TRANSLATE_NOOP("Texts", "What it is called")},
    ColumnText{Column::Class, QT_TRANSLATE_NOOP("Texts", "Class"),
               QT_TRANSLATE_NOOP("Texts", "The C++ class")},
    ColumnText{Column::State, QT_TRANSLATE_NOOP("Texts", "State"),
               QT_TRANSLATE_NOOP("Texts", "What it is doing, or what keeps it from doing it")},
    ColumnText{Column::Thread, QT_TRANSLATE_NOOP("Texts", "Thread"),
               QT_TRANSLATE_NOOP("Texts", "The thread that it lives on")},
    ColumnText{
        Column::Depth, QT_TRANSLATE_NOOP("Texts", "Waiting"),
        QT_TRANSLATE_NOOP("Texts", "Messages that wait, now and over the last five minutes")},
    ColumnText{Column::High, QT_TRANSLATE_NOOP("Texts", "Most"),
               QT_TRANSLATE_NOOP("Texts", "The most messages that were seen to wait")},
    ColumnText{Column::Oldest, QT_TRANSLATE_NOOP("Texts", "Oldest"),
               QT_TRANSLATE_NOOP("Texts", "How long the oldest message has been waiting")},
    ColumnText{Column::In, QT_TRANSLATE_NOOP("Texts", "In/s"),
               QT_TRANSLATE_NOOP("Texts", "Messages that come in a second")},
    ColumnText{Column::Out, QT_TRANSLATE_NOOP("Texts", "Out/s"),
               QT_TRANSLATE_NOOP("Texts", "Messages that are handled in a second")},
    ColumnText{Column::Growth, QT_TRANSLATE_NOOP("Texts", "Growth/s"),
               QT_TRANSLATE_NOOP("Texts", "By how many messages the mailbox grows in a second")},
    ColumnText{Column::Busy, QT_TRANSLATE_NOOP("Texts", "Busy"),
               QT_TRANSLATE_NOOP("Texts", "How much of the time a handler runs; sampled")},
    ColumnText{Column::Failed, QT_TRANSLATE_NOOP("Texts", "Failures"),
               QT_TRANSLATE_NOOP("Texts", "How often a handler has failed")},
    ColumnText{Column::Restarts, QT_TRANSLATE_NOOP("Texts", "Restarts"),
               QT_TRANSLATE_NOOP("Texts", "How often it was restarted")},
    ColumnText{
        Column::RestartRate, QT_TRANSLATE_NOOP("Texts", "Restarts/s"),
        QT_TRANSLATE_NOOP("Texts", "How often a second it was restarted, in the last minute")},
    ColumnText{Column::Alarms, QT_TRANSLATE_NOOP("Texts", "Alarms"),
               QT_TRANSLATE_NOOP("Texts", "How many alarms are raised for it")},
    ColumnText{Column::Age, QT_TRANSLATE_NOOP("Texts", "Age"),
               QT_TRANSLATE_NOOP("Texts", "How long it has lived")},
    ColumnText{Column::Now, QT_TRANSLATE_NOOP("Texts", "Handles"),
               QT_TRANSLATE_NOOP("Texts", "The type of the message that is being handled")},
    ColumnText{Column::Since, QT_TRANSLATE_NOOP("Texts", "For"),
               QT_TRANSLATE_NOOP("Texts", "How long that message has been handled")},
    ColumnText{Column::Handled, QT_TRANSLATE_NOOP("Texts", "Handled"),
               QT_TRANSLATE_NOOP("Texts", "Messages that were handled so far")},
    ColumnText{Column::Children, QT_TRANSLATE_NOOP("Texts", "Children"),
               QT_TRANSLATE_NOOP("Texts", "How many children there are")},
    ColumnText{Column::SubtreeDepth, QT_TRANSLATE_NOOP("Texts", "Waiting below"),
               QT_TRANSLATE_NOOP("Texts", "Messages that wait for it and all actors below it")},
    ColumnText{
        Column::SubtreeIn, QT_TRANSLATE_NOOP("Texts", "In/s below"),
        QT_TRANSLATE_NOOP("Texts", "Messages that come in a second to it and all actors below it")},
    ColumnText{Column::Strategy, QT_TRANSLATE_NOOP("Texts", "Supervision"),
               QT_TRANSLATE_NOOP("Texts", "What it does about children that fail")},
    ColumnText{Column::Actors, QT_TRANSLATE_NOOP("Texts", "Actors"),
               QT_TRANSLATE_NOOP("Texts", "How many actors there are")},
    ColumnText{Column::Count, QT_TRANSLATE_NOOP("Texts", "Count"),
               QT_TRANSLATE_NOOP("Texts", "How often so far; exact")},
    ColumnText{Column::Rate, QT_TRANSLATE_NOOP("Texts", "Rate/s"),
               QT_TRANSLATE_NOOP("Texts", "How often in a second")},
    ColumnText{Column::Last, QT_TRANSLATE_NOOP("Texts", "Last"),
               QT_TRANSLATE_NOOP("Texts", "When the last time was")},
    ColumnText{Column::Type, QT_TRANSLATE_NOOP("Texts", "Message"),
               QT_TRANSLATE_NOOP("Texts", "The type of the message")},
    ColumnText{Column::Recipient, QT_TRANSLATE_NOOP("Texts", "Recipient"),
               QT_TRANSLATE_NOOP("Texts", "The actor that was to get it")},
    ColumnText{Column::Reason, QT_TRANSLATE_NOOP("Texts", "Reason"),
               QT_TRANSLATE_NOOP("Texts", "Why it was not handled")},
    ColumnText{Column::Sender, QT_TRANSLATE_NOOP("Texts", "Sender"),
               QT_TRANSLATE_NOOP("Texts", "The actor that sent it; a dash for none")},
    ColumnText{Column::Explanation, QT_TRANSLATE_NOOP("Texts", "Explanation"),
               QT_TRANSLATE_NOOP("Texts", "What else is known")},
    ColumnText{Column::Kind, QT_TRANSLATE_NOOP("Texts", "Kind"),
               QT_TRANSLATE_NOOP("Texts", "What sort it is")},
    ColumnText{Column::Lag, QT_TRANSLATE_NOOP("Texts", "Lag"),
               QT_TRANSLATE_NOOP("Texts", "How long the event loop took to deliver an event")},
    ColumnText{Column::LagHigh, QT_TRANSLATE_NOOP("Texts", "Longest lag"),
               QT_TRANSLATE_NOOP("Texts", "The longest that the event loop took")},
    ColumnText{Column::Dead, QT_TRANSLATE_NOOP("Texts", "Dead letters"),
               QT_TRANSLATE_NOOP("Texts", "Messages that nobody handled")},
    ColumnText{Column::Mailbox, QT_TRANSLATE_NOOP("Texts", "Mailbox"),
               QT_TRANSLATE_NOOP("Texts", "What sort of mailbox it has, and its capacity")},
    ColumnText{Column::Threshold, QT_TRANSLATE_NOOP("Texts", "Limit"),
               QT_TRANSLATE_NOOP("Texts", "What the rule allows")},
    ColumnText{Column::Rule, QT_TRANSLATE_NOOP("Texts", "Rule"),
               QT_TRANSLATE_NOOP("Texts", "What raises the alarm")},
};

constexpr std::array Reasons{
    Word{"ActorStopped", QT_TRANSLATE_NOOP("Texts", "recipient has stopped")},
    Word{"NoSuchActor", QT_TRANSLATE_NOOP("Texts", "no such actor")},
    Word{"DroppedOldest", QT_TRANSLATE_NOOP("Texts", "mailbox full, oldest dropped")},
    Word{"DroppedNewest", QT_TRANSLATE_NOOP("Texts", "mailbox full, newest dropped")},
    Word{"Rejected", QT_TRANSLATE_NOOP("Texts", "mailbox full, refused")},
    Word{"Unhandled", QT_TRANSLATE_NOOP("Texts", "no handler for it")},
    Word{"Expired", QT_TRANSLATE_NOOP("Texts", "waited too long")},
    Word{"LateReply", QT_TRANSLATE_NOOP("Texts", "answer came too late")},
    Word{"StashOverflow", QT_TRANSLATE_NOOP("Texts", "stash full")},
    Word{"SerializationFailed", QT_TRANSLATE_NOOP("Texts", "not serializable")},
    Word{"NodeUnreachable", QT_TRANSLATE_NOOP("Texts", "node unreachable")},
    Word{"SystemClosed", QT_TRANSLATE_NOOP("Texts", "system closed")},
    Word{"HandlerFailed", QT_TRANSLATE_NOOP("Texts", "its handler failed")},
    Word{"Coalesced", QT_TRANSLATE_NOOP("Texts", "replaced by a newer one")},
    Word{"Cancelled", QT_TRANSLATE_NOOP("Texts", "cancelled")},
    Word{"MailboxFull", QT_TRANSLATE_NOOP("Texts", "no room in time")},
    Word{"IncarnationGone", QT_TRANSLATE_NOOP("Texts", "recipient was restarted")},
    Word{"PlainCall", QT_TRANSLATE_NOOP("Texts", "Qt call, nobody took it")},
};

constexpr std::array Kinds{
    Word{"dedicated", QT_TRANSLATE_NOOP("Texts", "own thread")},
    Word{"pool", QT_TRANSLATE_NOOP("Texts", "pool")},
    Word{"gui", QT_TRANSLATE_NOOP("Texts", "GUI thread")},
    Word{"spawned", QT_TRANSLATE_NOOP("Texts", "created")},
    Word{"started", QT_TRANSLATE_NOOP("Texts", "started")},
    Word{"stopped", QT_TRANSLATE_NOOP("Texts", "stopped")},
    Word{"failed", QT_TRANSLATE_NOOP("Texts", "failed")},
    Word{"decided", QT_TRANSLATE_NOOP("Texts", "decision")},
    Word{"restarted", QT_TRANSLATE_NOOP("Texts", "restarted")},
    Word{"alarm raised", QT_TRANSLATE_NOOP("Texts", "alarm raised")},
    Word{"alarm lowered", QT_TRANSLATE_NOOP("Texts", "alarm over")},
    Word{"built-in", QT_TRANSLATE_NOOP("Texts", "built-in")},
    Word{"configured", QT_TRANSLATE_NOOP("Texts", "configured")},
    Word{"added", QT_TRANSLATE_NOOP("Texts", "added")},
};

template<std::size_t Count>
QString translated(const std::array<Word, Count> &words, const QString &name)
{
    for (const Word &word : words) {
        if (name == QLatin1StringView(word.name))
            return QCoreApplication::translate(Context, word.text);
    }
    return name;
}

} // namespace

QString title(Column column, Inspection::Subscription::Kind kind)
{
    using Kind = Inspection::Subscription::Kind;
    if (kind == Kind::Threads && column == Column::Name)
        return QCoreApplication::translate("Texts", "Thread");
    if (kind == Kind::Threads && column == Column::Path)
        return QCoreApplication::translate("Texts", "Actor at work");
    // Its heading leaves room for the names.
    if (kind == Kind::Tree && column == Column::SubtreeDepth)
        return QCoreApplication::translate("Texts", "Waiting");
    if (kind == Kind::Lifecycle && column == Column::Last)
        return QCoreApplication::translate("Texts", "Time");
    if (kind == Kind::Lifecycle && column == Column::Kind)
        return QCoreApplication::translate("Texts", "Event");
    for (const ColumnText &text : ColumnTexts) {
        if (text.column == column)
            return QCoreApplication::translate(Context, text.title);
    }
    return QString::fromLatin1(Inspection::info(column).name);
}

QString description(Column column)
{
    for (const ColumnText &text : ColumnTexts) {
        if (text.column == column)
            return QCoreApplication::translate(Context, text.description);
    }
    return {};
}

QString state(Inspection::ActorState state)
{
    using Inspection::ActorState;
    switch (state) {
    case ActorState::Starting:
        return QCoreApplication::translate("Texts", "starting");
    case ActorState::Idle:
        return QCoreApplication::translate("Texts", "idle");
    case ActorState::Running:
        return QCoreApplication::translate("Texts", "running");
    case ActorState::Blocked:
        return QCoreApplication::translate("Texts", "blocked");
    case ActorState::Suspended:
        return QCoreApplication::translate("Texts", "suspended");
    case ActorState::Failed:
        return QCoreApplication::translate("Texts", "failed");
    case ActorState::Restarting:
        return QCoreApplication::translate("Texts", "restarting");
    case ActorState::Stopping:
        return QCoreApplication::translate("Texts", "stopping");
    case ActorState::Stopped:
        return QCoreApplication::translate("Texts", "stopped");
    }
    return {};
}

QString reason(const QString &name)
{
    return translated(Reasons, name);
}

QString kind(const QString &name)
{
    return translated(Kinds, name);
}

} // namespace Actors::Inspector::Texts
