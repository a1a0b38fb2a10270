// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "page.h"

namespace Actors::Inspection {
class Connection;
class EventModel;
} // namespace Actors::Inspection

namespace Actors::Inspector {

/*!
 * \brief What has happened, the newest at the end; it follows the end while that is in view.
 */
class EventsPage : public Page
{
    Q_OBJECT

public:
    //! \a connection must outlive the page.
    EventsPage(const PageInfo &info, Inspection::Connection &connection, QWidget *parent = nullptr);

    //! How many events this side was too slow for.
    quint64 dropped() const;

Q_SIGNALS:
    void droppedChanged(quint64 dropped);

protected:
    void setFlowing(bool isFlowing) override;
    void applyFilter(const QString &filter) override;

private:
    Inspection::EventModel *const m_model;
    bool m_isAtEnd = true;
};

} // namespace Actors::Inspector
