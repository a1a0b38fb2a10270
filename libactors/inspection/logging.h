// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>

#include <QLoggingCategory>

//! The categories of the log that inspection writes to.
namespace Actors::Inspection::Logging {

//! "actors.inspect": who attaches, and why somebody cannot.
ACTORS_INSPECTION_EXPORT const QLoggingCategory &inspection();

//! "actors.inspect.alarm": alarms that are raised, as warnings, and lowered; what is wrong with the
//! rules of the user.
ACTORS_INSPECTION_EXPORT const QLoggingCategory &alarm();

//! "actors.inspect.audit": what an inspector has changed.
ACTORS_INSPECTION_EXPORT const QLoggingCategory &audit();

} // namespace Actors::Inspection::Logging
