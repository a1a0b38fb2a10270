// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "refs/answer.h"

#include <QByteArray>
#include <QVariantList>

namespace Actors::Internal {

//! Sends a value of a type known at run time only.
void sendDynamic(Cell &cell, const QVariant &message, AnswerRoute route);

//! As sendDynamic(), in the name of \a sender, for an asker of any type.
void forwardDynamic(Cell &receiver, const QVariant &message, AnswerRoute route, CellId sender);

//! Calls a method by name. Nothing is sent if there is no such method: the error says so.
ActorError sendInvocation(Cell &cell, const QByteArray &method, const QVariantList &arguments,
                          AnswerRoute route);

//! A message that stops its receiver when its turn comes.
void sendStop(Cell &cell);

} // namespace Actors::Internal
