// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "treepage.h"

#include "presentation.h"
#include "rowsview.h"

#include <Actors/Inspection/actortreemodel.h>

#include <QHeaderView>

namespace Actors::Inspector {

TreePage::TreePage(const PageInfo &info, Inspection::Connection &connection, QWidget *parent)
    : Page(info, parent)
    , m_model(new Inspection::ActorTreeModel(connection, info.columns, this))
{
    rows()->setConnection(connection);
    rows()->setSourceModel(m_model);
    // Until it is in sight.
    m_model->setPaused(true);
    view()->setRootIsDecorated(true);
    connect(view(), &QTreeView::expanded, this,
            [this](const QModelIndex &index) { m_model->expanded(rows()->mapToSource(index)); });
    connect(view(), &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { m_model->collapsed(rows()->mapToSource(index)); });
    connect(m_model, &Inspection::ActorTreeModel::failed, this,
            [this](const Inspection::StreamError &error) { setProblem(error.text); });
    connect(rows(), &QAbstractItemModel::rowsInserted, this, &TreePage::proceed);
    connect(rows(), &QAbstractItemModel::rowsInserted, this, &TreePage::openTop);
}

void TreePage::openTop(const QModelIndex &above, int first, int last)
{
    // What is above everybody's actors is worth nothing alone.
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = rows()->index(row, 0, above);
        const QString path = rows()->value(index, Inspection::Column::Path).toString();
        if (path == QLatin1StringView("/") || path == QLatin1StringView("/user"))
            view()->expand(index);
    }
}

void TreePage::setFlowing(bool isFlowing)
{
    m_model->setPaused(!isFlowing);
}

void TreePage::reveal(const ActorPlace &place)
{
    m_wanted = place.path;
    proceed();
}

void TreePage::applyFilter(const QString &filter)
{
    m_model->setFilter(filter);
}

void TreePage::proceed()
{
    QModelIndex found;
    bool isDeeper = !m_wanted.isEmpty();
    while (isDeeper) {
        isDeeper = false;
        for (int row = 0; row < rows()->rowCount(found); ++row) {
            const QModelIndex index = rows()->index(row, 0, found);
            const QString path = rows()->value(index, Inspection::Column::Path).toString();
            const bool isWanted = path == m_wanted;
            if (!isWanted && path != QLatin1StringView("/") && !m_wanted.startsWith(path + u'/'))
                continue;
            found = index;
            if (isWanted) {
                m_wanted.clear();
                view()->setCurrentIndex(found);
                view()->scrollTo(found);
            } else {
                view()->expand(found);
                isDeeper = true;
            }
            break;
        }
    }
    // What is wanted may be among those that were not asked for yet.
    if (!m_wanted.isEmpty() && found.isValid() && rows()->canFetchMore(found))
        rows()->fetchMore(found);
}

} // namespace Actors::Inspector
