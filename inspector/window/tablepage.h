// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "page.h"

namespace Actors::Inspection {
class Connection;
class TableModel;
} // namespace Actors::Inspection

namespace Actors::Inspector {

/*!
 * \brief A page over a flat table of the probe, as the hottest actors or the dead letters.
 */
class TablePage : public Page
{
    Q_OBJECT

public:
    //! Sorted by \a sort, the greatest first. \a connection must outlive the page.
    TablePage(const PageInfo &info, Inspection::Column sort, Inspection::Connection &connection,
              QWidget *parent = nullptr);

protected:
    void setFlowing(bool isFlowing) override;
    void applyFilter(const QString &filter) override;

private:
    Inspection::TableModel *const m_model;
};

} // namespace Actors::Inspector
