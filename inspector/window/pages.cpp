// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "pages.h"

#include <QCoreApplication>

namespace Actors::Inspector::Pages {

using Inspection::Column;
using Kind = Inspection::Subscription::Kind;

namespace {

//! What is told of an event.
std::vector<Column> eventColumns()
{
    return {Column::Last, Column::Kind, Column::Path, Column::Explanation, Column::RecipientId};
}

class Context
{
    Q_DECLARE_TR_FUNCTIONS(Pages)
};

} // namespace

PageInfo hot()
{
    return {QStringLiteral("hot"),
            Symbol::Hot,
            Context::tr("Hot"),
            Kind::Top,
            {Column::Path, Column::Class, Column::State, Column::Depth, Column::High,
             Column::Oldest, Column::In, Column::Out, Column::Growth, Column::Busy, Column::Failed,
             Column::Restarts, Column::Handled, Column::Now, Column::Since, Column::Thread,
             Column::Mailbox},
            {Column::Class, Column::High, Column::Growth, Column::Failed, Column::Restarts,
             Column::Handled, Column::Since, Column::Thread, Column::Mailbox},
            Context::tr("No actors yet"),
            Context::tr("The actors whose messages wait the longest come first, once there are "
                        "some.")};
}

PageInfo tree()
{
    return {QStringLiteral("tree"),
            Symbol::Tree,
            Context::tr("Tree"),
            Kind::Tree,
            {Column::Name, Column::SubtreeDepth, Column::State, Column::Class, Column::Depth,
             Column::SubtreeIn, Column::Children, Column::Restarts, Column::Failed, Column::Thread,
             Column::Path},
            {Column::Class, Column::Depth, Column::SubtreeIn, Column::Children, Column::Restarts,
             Column::Failed, Column::Thread, Column::Path},
            Context::tr("No actors yet"),
            Context::tr("Actors appear below the actor that created them.")};
}

PageInfo classes()
{
    return {QStringLiteral("classes"),
            Symbol::Classes,
            Context::tr("Classes"),
            Kind::Classes,
            {Column::Class, Column::Actors, Column::Depth, Column::In, Column::Out, Column::Failed},
            {},
            Context::tr("No classes yet"),
            Context::tr("Actors of the same class are counted together here.")};
}

PageInfo deadLetters()
{
    return {QStringLiteral("deadletters"),
            Symbol::DeadLetters,
            Context::tr("Dead letters"),
            Kind::DeadLetters,
            {Column::Type, Column::Count, Column::Rate, Column::Last, Column::Recipient,
             Column::Reason, Column::Sender, Column::Explanation, Column::Representation,
             Column::RecipientId},
            {Column::Rate, Column::Sender, Column::Explanation, Column::Representation,
             Column::RecipientId},
            Context::tr("No dead letters"),
            Context::tr("Every message so far has found an actor that handles it.")};
}

PageInfo threads()
{
    return {QStringLiteral("threads"),
            Symbol::Threads,
            Context::tr("Threads"),
            Kind::Threads,
            {Column::Name, Column::Kind, Column::State, Column::Actors, Column::Busy, Column::Depth,
             Column::Lag, Column::LagHigh, Column::Path, Column::Now, Column::Since,
             Column::Handled, Column::RecipientId},
            {Column::Depth, Column::LagHigh, Column::Handled, Column::RecipientId},
            Context::tr("No threads yet"),
            Context::tr("Threads appear once actors live on them.")};
}

PageInfo events()
{
    return {QStringLiteral("events"),
            Symbol::Events,
            Context::tr("Events"),
            Kind::Lifecycle,
            eventColumns(),
            {Column::RecipientId},
            Context::tr("Nothing has happened yet"),
            Context::tr("Actors that come, fail, are restarted and go are listed here.")};
}

PageInfo alarms()
{
    return {QStringLiteral("alarms"),
            Symbol::Alarm,
            Context::tr("Alarms"),
            Kind::Alarms,
            {Column::State, Column::Rule, Column::Path, Column::Last, Column::Count,
             Column::Explanation, Column::Kind, Column::RecipientId},
            {Column::Kind, Column::RecipientId},
            Context::tr("No alarms"),
            Context::tr("The rules of the program that watch its actors are listed here.")};
}

PageInfo history()
{
    return {QStringLiteral("history"),
            Symbol::Events,
            Context::tr("History"),
            Kind::Lifecycle,
            {Column::Last, Column::Kind, Column::Explanation, Column::Path, Column::RecipientId},
            {Column::Path, Column::RecipientId},
            Context::tr("Nothing has happened to it"),
            Context::tr("Its failures and restarts are listed here.")};
}

} // namespace Actors::Inspector::Pages
