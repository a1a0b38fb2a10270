// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

QT_FORWARD_DECLARE_CLASS(QTreeView)

namespace Actors::Inspector {

//! Gives \a view the look of all tables: rows of one height with room between columns, headings
//! that begin and end where the contents do, no frame.
void giveLook(QTreeView &view);

} // namespace Actors::Inspector
