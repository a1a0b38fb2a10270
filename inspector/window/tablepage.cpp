// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "tablepage.h"

#include "presentation.h"
#include "rowsview.h"

#include <Actors/Inspection/tablemodel.h>

namespace Actors::Inspector {

namespace {

Inspection::Subscription subscriptionFor(const PageInfo &info, Inspection::Column sort)
{
    Inspection::Subscription subscription;
    subscription.kind = info.kind;
    subscription.sort = sort;
    return subscription;
}

} // namespace

TablePage::TablePage(const PageInfo &info, Inspection::Column sort,
                     Inspection::Connection &connection, QWidget *parent)
    : Page(info, parent)
    , m_model(
          new Inspection::TableModel(connection, subscriptionFor(info, sort), info.columns, this))
{
    rows()->setConnection(connection);
    rows()->setSourceModel(m_model);
    // Until it is in sight.
    m_model->setPaused(true);
    view()->setSortable();
    view()->setSort(sort);
    const auto count = [this] { setCount(m_model->rowCount(), qint64(m_model->total())); };
    connect(m_model, &Inspection::TableModel::totalChanged, this, count);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, count);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, count);
    connect(m_model, &Inspection::TableModel::failed, this,
            [this](const Inspection::StreamError &error) { setProblem(error.text); });
    connect(view(), &RowsView::sortWanted, this, [this](Inspection::Column column) {
        m_model->setSortColumn(column);
        view()->setSort(column);
    });
}

void TablePage::setFlowing(bool isFlowing)
{
    m_model->setPaused(!isFlowing);
}

void TablePage::applyFilter(const QString &filter)
{
    m_model->setFilter(filter);
}

} // namespace Actors::Inspector
