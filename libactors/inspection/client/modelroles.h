// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>

#include <QByteArray>
#include <QHash>
#include <Qt>

namespace Actors::Inspection {

//! What the models of this module have for each index beside Qt::DisplayRole.
enum ModelRole {
    ValueRole = Qt::UserRole, //!< "value": an integer, a double or a text, not formatted.
    ColumnRole, //!< "column": the Column, as an int.
    IdRole, //!< "rowId": the number of the row, quint64.
    HistoryRole, //!< "history": the depth of the last 300 seconds, QList<int>.
};

//! Their names, for QML.
ACTORS_INSPECTION_EXPORT QHash<int, QByteArray> modelRoleNames();

} // namespace Actors::Inspection
