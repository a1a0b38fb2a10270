// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "page.h"

namespace Actors::Inspection {
class ActorTreeModel;
class Connection;
} // namespace Actors::Inspection

namespace Actors::Inspector {

/*!
 * \brief The actors as the tree that they are.
 */
class TreePage : public Page
{
    Q_OBJECT

public:
    //! \a connection must outlive the page.
    TreePage(const PageInfo &info, Inspection::Connection &connection, QWidget *parent = nullptr);

    //! Opens the tree down to \a place and selects it, as soon as the rows are there; as deep as
    //! they are.
    void reveal(const ActorPlace &place);

protected:
    void setFlowing(bool isFlowing) override;
    void applyFilter(const QString &filter) override;

private:
    void openTop(const QModelIndex &above, int first, int last);
    void proceed();

    Inspection::ActorTreeModel *const m_model;
    QString m_wanted; //!< The path that is yet to be revealed.
};

} // namespace Actors::Inspector
