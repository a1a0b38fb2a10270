// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "targetpane.h"

#include "actordetails.h"
#include "emptystate.h"
#include "eventspage.h"
#include "filteredit.h"
#include "grid.h"
#include "letterdetails.h"
#include "notice.h"
#include "pages.h"
#include "playbackbar.h"
#include "presentation.h"
#include "pulse.h"
#include "rowsview.h"
#include "tablepage.h"
#include "treepage.h"

#include <Actors/Inspection/Playback>

#include <QDockWidget>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QStackedWidget>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::Connection;

namespace {

//! To be raised when the docks of older layouts no longer fit.
constexpr int LayoutVersion = 1;

//! Shares of the window at first: the tree beside the tables, the tables above the details.
constexpr int TreeShare = 29;
constexpr int TablesShare = 71;
constexpr int LettersShare = 57;
constexpr int DetailsShare = 43;
constexpr int UpperShare = 57;
constexpr int LowerShare = 43;

const QString DetailsName = QStringLiteral("details");

QWidget *titleBar(const QString &title, QWidget *parent)
{
    auto *bar = new QWidget(parent);
    auto *label = new QLabel(title, bar);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Grid::Gap, Grid::Gap, Grid::Gap, Grid::Gap);
    layout->addWidget(label);
    return bar;
}

} // namespace

TargetPane::TargetPane(std::unique_ptr<Connection> connection, QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
    , m_connection(std::move(connection))
    , m_pulse(new Pulse(*m_connection, this))
    , m_hot(new TablePage(Pages::hot(), Column::Oldest, *m_connection, this))
    , m_tree(new TreePage(Pages::tree(), *m_connection, this))
    , m_classes(new TablePage(Pages::classes(), Column::Depth, *m_connection, this))
    , m_letters(new TablePage(Pages::deadLetters(), Column::Count, *m_connection, this))
    , m_threads(new TablePage(Pages::threads(), Column::Busy, *m_connection, this))
    , m_events(new EventsPage(Pages::events(), *m_connection, this))
    , m_alarms(new TablePage(Pages::alarms(), Column::Last, *m_connection, this))
    , m_details(new QStackedWidget(this))
    , m_noDetails(new EmptyState(Symbol::Details, this))
    , m_actorDetails(new ActorDetails(*m_connection, this))
    , m_letterDetails(new LetterDetails(this))
    , m_notice(new Notice(this))
{
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setMenuWidget(m_notice);
    m_noDetails->setTexts(tr("Nothing selected"),
                          tr("Select an actor or a dead letter to see what is known about it."));
    m_details->addWidget(m_noDetails);
    m_details->addWidget(m_actorDetails);
    m_details->addWidget(m_letterDetails);

    for (Page *page : std::initializer_list<Page *>{m_hot, m_tree, m_classes, m_letters, m_threads,
                                                    m_events, m_alarms})
        addPage(page);
    addDock(DetailsName, tr("Details"), m_details, titleBar(tr("Details"), this));
    resetLayout();

    connect(m_actorDetails, &ActorDetails::actorActivated, this, &TargetPane::goTo);
    connect(m_letterDetails, &LetterDetails::actorActivated, this, &TargetPane::goTo);
    connect(m_letters, &Page::rowSelected, this, [this](const QModelIndex &row) {
        m_letterDetails->showLetter(m_letters->rows(), row);
        m_details->setCurrentWidget(m_letterDetails);
    });
    connect(m_hot->rows(), &QAbstractItemModel::rowsInserted, this, &TargetPane::showFirst);
    connect(m_pulse, &Pulse::changed, this, &TargetPane::pulseChanged);
    connect(m_events, &EventsPage::droppedChanged, this, &TargetPane::pulseChanged);
    connect(m_connection.get(), &Connection::stateChanged, this, &TargetPane::followConnection);
    followConnection();
}

TargetPane::~TargetPane()
{
    saveLayout();
    // While they go they still tell of it, to an object that is all there.
    const QList<QDockWidget *> docks = findChildren<QDockWidget *>();
    qDeleteAll(docks);
    delete m_pulse;
    delete findChild<PlaybackBar *>();
}

void TargetPane::setPlayback(std::unique_ptr<Inspection::Playback> playback)
{
    m_playback = std::move(playback);
    addToolBar(Qt::BottomToolBarArea, new PlaybackBar(*m_playback, this));
    Q_EMIT stateChanged();
}

QString TargetPane::title() const
{
    const Inspection::Welcome welcome = m_connection->welcome();
    return welcome.application.isEmpty() ? m_name : welcome.application;
}

quint64 TargetPane::droppedEvents() const
{
    return m_events->dropped();
}

void TargetPane::showPage(const QString &name)
{
    auto *dock = findChild<QDockWidget *>(name);
    if (!dock)
        return;
    dock->show();
    dock->raise();
    if (name == DetailsName) {
        m_details->currentWidget()->setFocus();
        return;
    }
    for (Page *page : std::as_const(m_pages)) {
        if (page->info().name == name) {
            m_lastPage = page;
            page->view()->setFocus();
        }
    }
}

void TargetPane::find()
{
    for (Page *page : std::as_const(m_pages)) {
        if (page->isAncestorOf(focusWidget()) || page->head()->isAncestorOf(focusWidget()))
            m_lastPage = page;
    }
    m_lastPage->filterEdit()->setFocus(Qt::ShortcutFocusReason);
    m_lastPage->filterEdit()->selectAll();
}

void TargetPane::goTo(const ActorPlace &place)
{
    if (place.isNull())
        return;
    if (const ActorPlace before = m_actorDetails->place(); !before.isNull())
        m_jumps.add(before);
    m_jumps.add(place);
    showPlace(place);
}

void TargetPane::goBack()
{
    if (m_jumps.canGoBack())
        showPlace(m_jumps.goBack());
}

void TargetPane::goForward()
{
    if (m_jumps.canGoForward())
        showPlace(m_jumps.goForward());
}

void TargetPane::goToParent()
{
    goTo(m_actorDetails->place().parent());
}

bool TargetPane::canGoToParent() const
{
    return !m_actorDetails->place().parent().isNull();
}

void TargetPane::setPaused(bool isPaused)
{
    if (m_isPaused == isPaused)
        return;
    m_isPaused = isPaused;
    for (Page *page : std::as_const(m_pages))
        page->setPaused(isPaused);
    m_actorDetails->setPaused(isPaused);
    Q_EMIT stateChanged();
}

void TargetPane::refresh()
{
    m_actorDetails->refresh();
}

void TargetPane::resetLayout()
{
    const auto dock = [this](const QString &name) { return findChild<QDockWidget *>(name); };
    QDockWidget *tree = dock(m_tree->info().name);
    QDockWidget *hot = dock(m_hot->info().name);
    QDockWidget *letters = dock(m_letters->info().name);
    QDockWidget *details = dock(DetailsName);
    for (QDockWidget *each : findChildren<QDockWidget *>()) {
        each->setFloating(false);
        removeDockWidget(each);
    }
    addDockWidget(Qt::TopDockWidgetArea, tree);
    splitDockWidget(tree, hot, Qt::Horizontal);
    tabifyDockWidget(hot, dock(m_classes->info().name));
    tabifyDockWidget(hot, dock(m_threads->info().name));
    addDockWidget(Qt::BottomDockWidgetArea, letters);
    splitDockWidget(letters, details, Qt::Horizontal);
    tabifyDockWidget(letters, dock(m_events->info().name));
    tabifyDockWidget(letters, dock(m_alarms->info().name));
    for (QDockWidget *each : findChildren<QDockWidget *>())
        each->show();
    hot->raise();
    letters->raise();
    resizeDocks({tree, hot}, {width() * TreeShare / 100, width() * TablesShare / 100},
                Qt::Horizontal);
    resizeDocks({letters, details}, {width() * LettersShare / 100, width() * DetailsShare / 100},
                Qt::Horizontal);
    resizeDocks({hot, letters}, {height() * UpperShare / 100, height() * LowerShare / 100},
                Qt::Vertical);
    m_lastPage = m_hot;
    updateTitles();
}

void TargetPane::addTableAction(QAction *action)
{
    for (Page *page : std::as_const(m_pages))
        page->view()->addAction(action);
}

void TargetPane::setName(const QString &name)
{
    m_name = name;
    followConnection();
}

void TargetPane::setAttachAgainAction(QAction *action)
{
    m_attachAgain = action;
}

void TargetPane::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // The size is known once the window around has been laid out.
    QMetaObject::invokeMethod(this, &TargetPane::layOut, Qt::QueuedConnection);
}

void TargetPane::layOut()
{
    if (m_isLaidOut)
        return;
    m_isLaidOut = true;
    if (!restoreLayout())
        resetLayout();
}

QDockWidget *TargetPane::addDock(const QString &name, const QString &title, QWidget *content,
                                 QWidget *head)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
    dock->setTitleBarWidget(head);
    dock->setWidget(content);
    connect(dock, &QDockWidget::dockLocationChanged, this, &TargetPane::updateTitles);
    connect(dock, &QDockWidget::topLevelChanged, this, &TargetPane::updateTitles);
    connect(dock, &QDockWidget::visibilityChanged, this, &TargetPane::updateTitles);
    return dock;
}

void TargetPane::addPage(Page *page)
{
    m_pages.append(page);
    const QDockWidget *dock = addDock(page->info().name, page->info().title, page, page->head());
    // A dock behind another one's tab counts as visible, but says that it is not seen.
    connect(dock, &QDockWidget::visibilityChanged, page, &Page::setInFront);
    connect(page, &Page::actorActivated, this, &TargetPane::goTo);
    if (page != m_letters) {
        connect(page, &Page::actorSelected, this, [this](const ActorPlace &place) {
            m_actorDetails->showActor(place);
            m_details->setCurrentWidget(m_actorDetails);
            Q_EMIT stateChanged();
        });
    }
}

void TargetPane::showPlace(const ActorPlace &place)
{
    m_actorDetails->showActor(place);
    m_details->setCurrentWidget(m_actorDetails);
    m_tree->reveal(place);
    Q_EMIT stateChanged();
}

void TargetPane::showFirst()
{
    if (!m_actorDetails->place().isNull() || m_details->currentWidget() != m_noDetails)
        return;
    m_hot->view()->setCurrentIndex(m_hot->rows()->index(0, 0));
}

void TargetPane::followConnection()
{
    switch (m_connection->state()) {
    case Connection::State::Opening:
        m_notice->say(tr("Waiting for %1 to answer…").arg(title()), Tone::Active);
        break;
    case Connection::State::Open:
        m_notice->clear();
        if (m_isLaidOut)
            restoreLayout();
        break;
    case Connection::State::Closed: {
        const QString why = m_connection->error().text;
        m_notice->say(why.isEmpty()
                          ? tr("%1 has ended. What is shown is what it told last.").arg(title())
                          : why,
                      Tone::Critical, m_attachAgain);
        break;
    }
    }
    Q_EMIT stateChanged();
}

void TargetPane::updateTitles()
{
    for (Page *page : std::as_const(m_pages)) {
        auto *dock = findChild<QDockWidget *>(page->info().name);
        if (dock)
            page->setTitleShown(dock->isFloating() || tabifiedDockWidgets(dock).isEmpty());
    }
}

bool TargetPane::restoreLayout()
{
    QSettings settings;
    settings.beginGroup(layoutKey());
    if (!restoreState(settings.value(QStringLiteral("docks")).toByteArray(), LayoutVersion))
        return false;
    for (Page *page : std::as_const(m_pages))
        page->view()->header()->restoreState(settings.value(page->info().name).toByteArray());
    updateTitles();
    return true;
}

void TargetPane::saveLayout() const
{
    if (!m_isLaidOut)
        return;
    QSettings settings;
    settings.beginGroup(layoutKey());
    settings.setValue(QStringLiteral("docks"), saveState(LayoutVersion));
    for (const Page *page : m_pages)
        settings.setValue(page->info().name, page->view()->header()->saveState());
}

QString TargetPane::layoutKey() const
{
    QString name = title();
    // A slash would be a group of its own.
    name.replace(u'/', u'_').replace(u'\\', u'_');
    return QStringLiteral("layouts/") + (name.isEmpty() ? QStringLiteral("_") : name);
}

} // namespace Actors::Inspector
