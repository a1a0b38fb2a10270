// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actorplace.h"
#include "presentation.h"

#include <QTreeView>

namespace Actors::Inspector {

/*!
 * \brief The rows of a page, flat or as a tree.
 *
 * All rows have the same height and all columns a width that follows from what they can contain,
 * not from what they do, so that nothing moves while numbers change. The column that takes the room
 * left over is the first text. A click on the heading of a number sorts by it, where the probe
 * can.
 */
class RowsView : public QTreeView
{
    Q_OBJECT

public:
    //! Columns in \a extra are there, but not shown before the user asks for them.
    RowsView(Presentation *rows, const std::vector<Inspection::Column> &extra,
             QWidget *parent = nullptr);

    //! What is sorted by, as the heading shows it.
    void setSort(Inspection::Column column);
    //! Lets the user choose what is sorted by.
    void setSortable();
    Presentation &rows() const { return *m_rows; }

Q_SIGNALS:
    void actorSelected(const Actors::Inspector::ActorPlace &place);
    void actorActivated(const Actors::Inspector::ActorPlace &place);
    void rowSelected(const QModelIndex &row);
    void sortWanted(Actors::Inspection::Column column);
    void filterWanted(Actors::Inspection::Column column, const QString &value);
    void exclusionWanted(Actors::Inspection::Column column, const QString &value);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void prepareColumns();
    void sizeColumns();
    int widthOf(Inspection::Column column) const;
    void chooseColumns(const QPoint &position);
    void copyText(const QModelIndex &row);
    void copyJson(const QModelIndex &row);

    Presentation *const m_rows;
    const std::vector<Inspection::Column> m_extra;
};

} // namespace Actors::Inspector
