// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/tabledelta.h>

#include <QString>

namespace Actors::Inspector {

//! What is the matter with the actor in \a row, in a sentence for people; "" if nothing is.
QString verdict(const Inspection::TableDelta::Row &row, const Inspection::Connection &connection);

} // namespace Actors::Inspector
