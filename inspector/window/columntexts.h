// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>
#include <Actors/Inspection/subscription.h>

#include <QString>

/*!
 * \brief What the window calls the things of the protocol, in the language of its user.
 */
namespace Actors::Inspector::Texts {

//! The heading of a column, in a table about \a kind.
QString title(Inspection::Column column, Inspection::Subscription::Kind kind);
//! What the numbers of a column are, in a sentence, with their units.
QString description(Inspection::Column column);
//! "running".
QString state(Inspection::ActorState state);
//! What a dead letter's reason, by DeadLetter::name(), is for people; an unknown one is itself.
QString reason(const QString &name);
//! What sort of thread it is, or of event, by its name in the protocol; an unknown one is itself.
QString kind(const QString &name);

} // namespace Actors::Inspector::Texts
