// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "snapshot.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/subscription.h>

#include <QByteArray>

#include <map>

namespace Actors::Inspector {

//! What is known of a target, by table.
using Tables = std::map<Inspection::Subscription::Kind, Snapshot>;

//! Those that metrics are made of.
std::vector<Inspection::Subscription::Kind> tablesOfMetrics();
//! \a tables in the text format of Prometheus, version 0.0.4. \a connection knows what the numbers
//! in them stand for.
QByteArray metricsText(const Tables &tables, const Inspection::Connection &connection);

} // namespace Actors::Inspector
