// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actorplace.h"
#include "symbols.h"

#include <Actors/Inspection/subscription.h>

#include <QIdentityProxyModel>

#include <vector>

namespace Actors::Inspection {
class Connection;
}

namespace Actors::Inspector {

/*!
 * \brief What the window adds to a model of the client library: words in the user's language,
 * alignment, tones and symbols, and texts for screen readers.
 */
class Presentation : public QIdentityProxyModel
{
    Q_OBJECT

public:
    enum Role {
        ToneRole = Qt::UserRole + 256, //!< A Tone as an int.
        SymbolRole, //!< A Symbol as an int, for a ChipDelegate.
    };

    //! Of a model with \a columns about \a kind.
    Presentation(Inspection::Subscription::Kind kind, std::vector<Inspection::Column> columns,
                 QObject *parent = nullptr);

    Inspection::Subscription::Kind kind() const { return m_kind; }
    const std::vector<Inspection::Column> &columns() const { return m_columns; }
    //! Where \a column is; -1 if it is not shown.
    int section(Inspection::Column column) const;
    //! Times are those of the day once \a connection, which must live as long, knows them.
    void setConnection(const Inspection::Connection &connection) { m_connection = &connection; }

    //! The raw value that the row of \a index has in \a column; invalid if it has none.
    QVariant value(const QModelIndex &index, Inspection::Column column) const;
    //! The text that a filter compares the cell with.
    QString filterText(const QModelIndex &index) const;
    //! The actor that the row of \a index is about; null if it is about none.
    ActorPlace placeOf(const QModelIndex &index) const;

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const QModelIndex &index) const;
    QString accessibleText(const QModelIndex &index) const;
    Tone tone(const QModelIndex &index) const;
    Symbol symbol(const QModelIndex &index) const;
    double number(const QModelIndex &index) const;

    const Inspection::Subscription::Kind m_kind;
    const std::vector<Inspection::Column> m_columns;
    const Inspection::Connection *m_connection = nullptr;
};

} // namespace Actors::Inspector
