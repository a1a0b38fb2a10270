// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "commandpalette.h"

#include "grid.h"
#include "theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace Actors::Inspector {

namespace {

constexpr int ActionRole = Qt::UserRole + 1;
constexpr int ShortcutRole = Qt::UserRole + 2;
constexpr QSize Size(120 * Grid::Unit, 90 * Grid::Unit);

//! Paints the shortcut of a command at the right.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                                   : Theme::of(option.palette).text(Tone::Quiet));
        painter->drawText(option.rect.adjusted(0, 0, -Grid::Gap, 0),
                          Qt::AlignRight | Qt::AlignVCenter, index.data(ShortcutRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(option.fontMetrics.height() + Grid::RowPadding);
        return size;
    }
};

QString withoutMnemonic(QString text)
{
    static const QRegularExpression mark(QStringLiteral("&(?!&)"));
    return text.remove(mark);
}

} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent, Qt::Popup)
    , m_words(new QLineEdit(this))
    , m_view(new QListView(this))
    , m_commands(new QStandardItemModel(this))
    , m_found(new QSortFilterProxyModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Commands"));
    // Texts stand below each other, with an icon or without.
    QPixmap noIcon(Grid::Icon, Grid::Icon);
    noIcon.fill(Qt::transparent);
    for (QAction *action : actions) {
        if (!action->isEnabled() || !action->isVisible())
            continue;
        auto *item = new QStandardItem(action->icon().isNull() ? QIcon(noIcon) : action->icon(),
                                       withoutMnemonic(action->text()));
        item->setData(QVariant::fromValue(action), ActionRole);
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        item->setData(shortcut, ShortcutRole);
        item->setData(shortcut.isEmpty() ? item->text()
                                         : item->text() + QStringLiteral(", ") + shortcut,
                      Qt::AccessibleTextRole);
        m_commands->appendRow(item);
    }
    m_found->setSourceModel(m_commands);
    m_view->setModel(m_found);
    m_view->setItemDelegate(new CommandDelegate(m_view));
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setIconSize(noIcon.size());
    m_view->setUniformItemSizes(true);
    m_view->setAccessibleName(tr("Commands"));
    m_words->setPlaceholderText(tr("What do you want to do?"));
    m_words->setAccessibleName(tr("Command"));
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Grid::Gap, Grid::Gap, Grid::Gap, Grid::Gap);
    layout->setSpacing(Grid::Gap);
    layout->addWidget(m_words);
    layout->addWidget(m_view);
    resize(Size);
    if (parent) {
        const QPoint top(parent->width() / 2 - Size.width() / 2, 15 * Grid::Unit);
        move(parent->mapToGlobal(top));
    }
    m_words->setFocus();
    find({});
    connect(m_words, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_view, &QListView::clicked, this, &CommandPalette::run);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(m_view, event);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run();
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::find(const QString &words)
{
    // All words must be there, in any order.
    QString pattern;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
        pattern += QStringLiteral("(?=.*%1)").arg(QRegularExpression::escape(word));
    m_found->setFilterRegularExpression(
        QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption));
    m_view->setCurrentIndex(m_found->index(0, 0));
}

void CommandPalette::run()
{
    auto *action = m_view->currentIndex().data(ActionRole).value<QAction *>();
    if (!action)
        return;
    close();
    action->trigger();
}

} // namespace Actors::Inspector
