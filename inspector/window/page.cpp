// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "page.h"

#include "emptystate.h"
#include "filteredit.h"
#include "grid.h"
#include "notice.h"
#include "presentation.h"
#include "rowsview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Actors::Inspector {

namespace {

constexpr int WidestFilter = 80 * Grid::Unit;
constexpr int NarrowestFilter = 24 * Grid::Unit;

} // namespace

Page::Page(const PageInfo &info, QWidget *parent)
    : QWidget(parent)
    , m_info(info)
    , m_rows(new Presentation(info.kind, info.columns, this))
    , m_head(new QWidget(this))
    , m_title(new QLabel(info.title, m_head))
    , m_count(new QLabel(m_head))
    , m_filter(new FilterEdit(info.columns, m_head))
    , m_notice(new Notice(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new RowsView(m_rows, info.extra, this))
    , m_empty(new EmptyState(info.symbol, this))
    , m_clearFilter(new QAction(icon(Symbol::Close), tr("Clear the filter"), this))
{
    setObjectName(info.name);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_filter->setMinimumWidth(NarrowestFilter);
    m_filter->setMaximumWidth(WidestFilter);
    m_filter->setObjectName(info.name + QStringLiteral("Filter"));
    m_view->setAccessibleName(info.title);
    m_view->setObjectName(info.name + QStringLiteral("View"));

    auto *line = new QHBoxLayout(m_head);
    line->setContentsMargins(Grid::Gap, Grid::Tight, Grid::Tight, Grid::Tight);
    line->setSpacing(Grid::Gap);
    line->addWidget(m_title);
    line->addWidget(m_count);
    line->addStretch();
    line->addWidget(m_filter, 1);

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);

    connect(m_filter, &FilterEdit::filterChanged, this, [this](const QString &filter) {
        setProblem({});
        applyFilter(filter);
        updateEmptyState();
    });
    connect(m_filter, &FilterEdit::errorChanged, this, &Page::setProblem);
    connect(m_clearFilter, &QAction::triggered, this, [this] {
        m_filter->enter({});
        m_view->setFocus();
    });
    connect(m_view, &RowsView::actorSelected, this, &Page::actorSelected);
    connect(m_view, &RowsView::actorActivated, this, &Page::actorActivated);
    connect(m_view, &RowsView::rowSelected, this, &Page::rowSelected);
    connect(m_view, &RowsView::filterWanted, m_filter, &FilterEdit::addTerm);
    connect(m_view, &RowsView::exclusionWanted, m_filter, &FilterEdit::addExclusion);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &Page::updateEmptyState);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, &Page::updateEmptyState);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &Page::updateEmptyState);
    updateEmptyState();
}

Page::~Page() = default;

void Page::setTitleShown(bool isShown)
{
    m_title->setVisible(isShown);
}

void Page::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    updateFlow();
}

void Page::setInFront(bool isInFront)
{
    m_isInFront = isInFront;
    updateFlow();
}

void Page::updateFlow()
{
    setFlowing(isInSight() && !m_isPaused);
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateFlow();
}

void Page::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateFlow();
}

void Page::setCount(qint64 shown, qint64 total)
{
    const QLocale locale;
    m_count->setText(shown < total
                         ? tr("%1 of %2").arg(locale.toString(shown), locale.toString(total))
                         : locale.toString(total));
}

void Page::setProblem(const QString &text)
{
    if (text.isEmpty())
        m_notice->clear();
    else
        m_notice->say(text, Tone::Critical);
}

void Page::updateEmptyState()
{
    const bool isEmpty = m_rows->rowCount() == 0;
    const bool isFiltered = !m_filter->text().isEmpty();
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_view);
    if (!isEmpty)
        return;
    if (isFiltered) {
        m_empty->setTexts(tr("Nothing matches the filter"), {});
        m_empty->setAction(m_clearFilter);
    } else {
        m_empty->setTexts(m_info.emptyHeadline, m_info.emptyText);
        m_empty->setAction(nullptr);
    }
}

} // namespace Actors::Inspector
