// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "rowsview.h"

#include "columntexts.h"
#include "delegates.h"
#include "grid.h"
#include "viewlook.h"

#include <Actors/Inspection/modelroles.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>

#include <algorithm>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::ColumnKind;

RowsView::RowsView(Presentation *rows, const std::vector<Column> &extra, QWidget *parent)
    : QTreeView(parent)
    , m_rows(rows)
    , m_extra(extra)
{
    setModel(rows);
    giveLook(*this);
    setSelectionBehavior(SelectRows);
    setRootIsDecorated(false);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollMode(ScrollPerPixel);
    QHeaderView *heading = header();
    heading->setStretchLastSection(false);
    heading->setSectionsMovable(true);
    heading->setMinimumSectionSize(8 * Grid::Unit);
    heading->setContextMenuPolicy(Qt::CustomContextMenu);
    // There are no columns before the rows have a source.
    connect(rows, &QAbstractItemModel::modelReset, this, &RowsView::prepareColumns);
    connect(heading, &QHeaderView::customContextMenuRequested, this, &RowsView::chooseColumns);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const ActorPlace place = m_rows->placeOf(index);
        if (!place.isNull())
            Q_EMIT actorActivated(place);
    });
}

void RowsView::setSort(Column column)
{
    const int section = m_rows->section(column);
    if (section >= 0)
        header()->setSortIndicator(section, Qt::DescendingOrder);
}

void RowsView::setSortable()
{
    QHeaderView *heading = header();
    heading->setSectionsClickable(true);
    heading->setSortIndicatorShown(true);
    connect(heading, &QHeaderView::sectionClicked, this, [this](int section) {
        const Column column = m_rows->columns()[std::size_t(section)];
        const ColumnKind kind = Inspection::info(column).kind;
        if (kind != ColumnKind::Text && kind != ColumnKind::State)
            Q_EMIT sortWanted(column);
    });
}

void RowsView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = event->reason() == QContextMenuEvent::Keyboard
        ? currentIndex()
        : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!index.isValid())
        return;
    const Column column = m_rows->columns()[std::size_t(index.column())];
    const ColumnKind kind = Inspection::info(column).kind;
    QMenu menu(this);
    const ActorPlace place = m_rows->placeOf(index);
    if (!place.isNull()) {
        menu.addAction(icon(Symbol::GoTo), tr("Go to the actor"), this,
                       [this, place] { Q_EMIT actorActivated(place); });
        menu.addSeparator();
    }
    if (kind == ColumnKind::Text || kind == ColumnKind::State) {
        const QString value = m_rows->filterText(index);
        if (!value.isEmpty()) {
            menu.addAction(icon(Symbol::Filter), tr("Only rows with this"), this,
                           [=, this] { Q_EMIT filterWanted(column, value); });
            menu.addAction(tr("Only rows without this"), this,
                           [=, this] { Q_EMIT exclusionWanted(column, value); });
            menu.addSeparator();
        }
    }
    menu.addAction(icon(Symbol::Copy), tr("Copy row"), this, [=, this] { copyText(index); });
    menu.addAction(tr("Copy row as JSON"), this, [=, this] { copyJson(index); });
    menu.exec(event->globalPos());
}

void RowsView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    if (selected.isEmpty())
        return;
    const QModelIndex current = selected.indexes().constFirst();
    Q_EMIT rowSelected(current);
    const ActorPlace place = m_rows->placeOf(current);
    if (!place.isNull())
        Q_EMIT actorSelected(place);
}

void RowsView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    const bool isOther =
        event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (isOther && header()->count() > 0)
        sizeColumns();
}

void RowsView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        copyText(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void RowsView::prepareColumns()
{
    for (int section = 0; section < int(m_rows->columns().size()); ++section) {
        const Column column = m_rows->columns()[std::size_t(section)];
        const bool isChip = column == Column::State || column == Column::Reason
            || (column == Column::Kind
                && m_rows->kind() == Inspection::Subscription::Kind::Lifecycle);
        if (column == Column::Depth && m_rows->kind() != Inspection::Subscription::Kind::Classes)
            setItemDelegateForColumn(section, new SparklineDelegate(this));
        else if (isChip)
            setItemDelegateForColumn(section, new ChipDelegate(this));
        setColumnHidden(section,
                        std::find(m_extra.begin(), m_extra.end(), column) != m_extra.end());
    }
    sizeColumns();
}

void RowsView::sizeColumns()
{
    int stretched = -1;
    for (int section = 0; section < int(m_rows->columns().size()); ++section) {
        const Column column = m_rows->columns()[std::size_t(section)];
        header()->resizeSection(section, widthOf(column));
        const bool isWide = column == Column::Path || column == Column::Name
            || column == Column::Class || column == Column::Recipient
            || column == Column::Explanation || column == Column::Rule;
        if (!isColumnHidden(section) && isWide && (stretched < 0 || column == Column::Explanation))
            stretched = section;
    }
    if (stretched >= 0)
        header()->setSectionResizeMode(stretched, QHeaderView::Stretch);
}

int RowsView::widthOf(Column column) const
{
    const QFontMetrics metrics = fontMetrics();
    const auto text = [&](QLatin1StringView sample) {
        return metrics.horizontalAdvance(sample) + 2 * Grid::Gap;
    };
    int content = 0;
    if (const auto *delegate = itemDelegateForColumn(m_rows->section(column));
        qobject_cast<const SparklineDelegate *>(delegate)) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        content = delegate->sizeHint(option, {}).width();
    } else {
        switch (Inspection::info(column).kind) {
        case ColumnKind::Count:
            content = text(QLatin1StringView("9,999,999"));
            break;
        case ColumnKind::Rate:
            content = text(QLatin1StringView("99,999"));
            break;
        case ColumnKind::Duration:
            content = text(QLatin1StringView("999.9 ms"));
            break;
        case ColumnKind::Time:
            content = text(QLatin1StringView("00:00:00.000"));
            break;
        case ColumnKind::Permille:
            content = text(QLatin1StringView("99.9 %"));
            break;
        case ColumnKind::State:
            for (int state = 0; state <= int(Inspection::ActorState::Stopped); ++state) {
                content = std::max(content,
                                   metrics.horizontalAdvance(
                                       Texts::state(static_cast<Inspection::ActorState>(state))));
            }
            content += Grid::Icon + 3 * Grid::Gap;
            break;
        case ColumnKind::Text:
            content = column == Column::Reason ? 56 * Grid::Unit
                : column == Column::Kind       ? 24 * Grid::Unit
                : column == Column::Path       ? 48 * Grid::Unit
                : column == Column::Type       ? 44 * Grid::Unit
                                               : 32 * Grid::Unit;
            break;
        }
    }
    // A heading is never cut off, with the sign for sorting beside it.
    const int heading = metrics.horizontalAdvance(Texts::title(column, m_rows->kind())) + Grid::Icon
        + 4 * Grid::Gap;
    return std::max(content, heading);
}

void RowsView::chooseColumns(const QPoint &position)
{
    QMenu menu(this);
    for (int section = 0; section < int(m_rows->columns().size()); ++section) {
        const Column column = m_rows->columns()[std::size_t(section)];
        QAction *action = menu.addAction(Texts::title(column, m_rows->kind()));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(section));
        // One column always stays, to click at.
        action->setEnabled(section != 0);
        connect(action, &QAction::toggled, this,
                [this, section](bool isShown) { setColumnHidden(section, !isShown); });
    }
    menu.exec(header()->mapToGlobal(position));
}

void RowsView::copyText(const QModelIndex &row)
{
    QStringList cells;
    for (int section = 0; section < int(m_rows->columns().size()); ++section) {
        if (!isColumnHidden(section))
            cells.append(row.siblingAtColumn(section).data().toString());
    }
    QGuiApplication::clipboard()->setText(cells.join(u'\t'));
}

void RowsView::copyJson(const QModelIndex &row)
{
    QJsonObject object;
    for (int section = 0; section < int(m_rows->columns().size()); ++section) {
        const Column column = m_rows->columns()[std::size_t(section)];
        object.insert(
            QString::fromLatin1(Inspection::info(column).name),
            QJsonValue::fromVariant(row.siblingAtColumn(section).data(Inspection::ValueRole)));
    }
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace Actors::Inspector
