// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "eventspage.h"

#include "presentation.h"
#include "rowsview.h"

#include <Actors/Inspection/eventmodel.h>

#include <QScrollBar>

namespace Actors::Inspector {

EventsPage::EventsPage(const PageInfo &info, Inspection::Connection &connection, QWidget *parent)
    : Page(info, parent)
    , m_model(new Inspection::EventModel(connection, info.kind, info.columns, this))
{
    rows()->setConnection(connection);
    rows()->setSourceModel(m_model);
    // Until it is in sight.
    m_model->setPaused(true);
    const auto isAtEnd = [this] {
        const QScrollBar *bar = view()->verticalScrollBar();
        return bar->value() == bar->maximum();
    };
    connect(rows(), &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this, isAtEnd] { m_isAtEnd = isAtEnd(); });
    connect(rows(), &QAbstractItemModel::rowsInserted, this, [this] {
        setCount(m_model->rowCount(), m_model->rowCount());
        if (m_isAtEnd)
            view()->scrollToBottom();
    });
    connect(rows(), &QAbstractItemModel::rowsRemoved, this,
            [this] { setCount(m_model->rowCount(), m_model->rowCount()); });
    connect(m_model, &Inspection::EventModel::failed, this,
            [this](const Inspection::StreamError &error) { setProblem(error.text); });
    connect(m_model, &Inspection::EventModel::droppedChanged, this, &EventsPage::droppedChanged);
}

void EventsPage::setFlowing(bool isFlowing)
{
    m_model->setPaused(!isFlowing);
}

quint64 EventsPage::dropped() const
{
    return m_model->dropped();
}

void EventsPage::applyFilter(const QString &filter)
{
    m_model->setFilter(filter);
}

} // namespace Actors::Inspector
