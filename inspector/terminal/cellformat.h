// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "printable.h"
#include "terminal.h"
#include "texttable.h"

#include <Actors/Inspection/column.h>
#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QCborValue>
#include <QJsonObject>
#include <QLocale>

namespace Actors::Inspector {

//! The cell of \a cells in that column; undefined if there is none.
QCborValue cell(const Inspection::EventBatch::Event &cells, Inspection::Column column);

/*!
 * \brief How the cells of what a stream tells are written, for people and for programs.
 */
class CellFormat
{
public:
    //! Of a stream of \a kind. \a connection knows what numbers stand for; it is the caller's.
    CellFormat(const Inspection::Connection &connection, Inspection::Subscription::Kind kind);

    TextTable::Column heading(Inspection::Column column) const;
    //! For people: "41.2 s".
    TextTable::Cell text(Inspection::Column column, const QCborValue &value) const;
    //! For programs: durations in nanoseconds, times in nanoseconds since 1970; null for what is
    //! not known.
    QJsonValue json(Inspection::Column column, const QCborValue &value) const;
    //! All \a columns of \a cells.
    QJsonObject json(const std::vector<Inspection::Column> &columns,
                     const Inspection::EventBatch::Event &cells) const;

private:
    QString stateName(qint64 state) const;

    const Inspection::Connection &m_connection;
    const Inspection::Subscription::Kind m_kind;
    const QLocale m_locale;
};

} // namespace Actors::Inspector
