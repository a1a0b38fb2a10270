// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "mainwindow.h"

#include "appearance.h"
#include "commandpalette.h"
#include "grid.h"
#include "pulse.h"
#include "startpage.h"
#include "statusline.h"
#include "symbols.h"
#include "targetpane.h"

#include <Actors/Inspection/Playback>
#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/targets.h>

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

namespace Actors::Inspector {

using Inspection::Connection;
using Inspection::Target;

namespace {

constexpr QSize FirstSize(1280, 800);

constexpr QLatin1StringView RecordingSuffix(".actrec");

//! Who looks.
Inspection::Hello hello()
{
    Inspection::Hello hello;
    hello.client = QCoreApplication::applicationName();
    hello.version = QCoreApplication::applicationVersion();
    return hello;
}

//! The commands that bring a page to the front, with its name.
constexpr std::array PageCommands{
    std::pair{Command::ShowHot, "hot"},         std::pair{Command::ShowTree, "tree"},
    std::pair{Command::ShowClasses, "classes"}, std::pair{Command::ShowDeadLetters, "deadletters"},
    std::pair{Command::ShowDetails, "details"}, std::pair{Command::ShowThreads, "threads"},
    std::pair{Command::ShowEvents, "events"},   std::pair{Command::ShowAlarms, "alarms"},
};

} // namespace

MainWindow::MainWindow(Inspection::TargetList &targets, QWidget *parent)
    : QMainWindow(parent)
    , m_targets(targets)
    , m_commands(new Commands(this))
    , m_tabs(new QTabWidget(this))
    , m_start(new StartPage(this))
    , m_status(new StatusLine(this))
    , m_mode(new QLabel(this))
{
    setWindowTitle(tr("Actors Inspector"));
    setWindowIcon(icon(Symbol::Tree));
    resize(FirstSize);
    m_commands->fill(menuBar());
    addToolBar(makeToolBar());
    setStatusBar(m_status);
    m_status->addPermanentWidget(m_mode);
    m_mode->setContentsMargins(Grid::Tight, 0, Grid::Gap, 0);
    m_mode->setTextFormat(Qt::PlainText);

    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(false);
    m_tabs->addTab(m_start, icon(Symbol::Attach), tr("Attach"));
    for (const QTabBar::ButtonPosition side : {QTabBar::LeftSide, QTabBar::RightSide})
        m_tabs->tabBar()->setTabButton(0, side, nullptr);
    m_tabs->setAccessibleName(tr("Programs that are inspected"));
    setCentralWidget(m_tabs);

    connectCommands();
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::updateCommands);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &MainWindow::closeTarget);
    connect(m_start, &StartPage::targetChosen, this, &MainWindow::attachTarget);
    connect(m_start, &StartPage::socketChosen, this,
            [this](const QString &path) { attachSocket(path, QFileInfo(path).fileName()); });
    connect(&m_targets, &Inspection::TargetList::changed, this, &MainWindow::followTargets);
    followTargets();
    updateCommands();
}

MainWindow::~MainWindow()
{
    // Panes still tell of their going, to a window that is all there.
    while (m_tabs->count() > 1)
        delete m_tabs->widget(1);
}

void MainWindow::attachOnly()
{
    const QList<Target> targets = m_targets.targets();
    if (targets.size() == 1)
        attachTarget(targets.first());
}

void MainWindow::attach(const QString &text)
{
    if (text.endsWith(RecordingSuffix)) {
        openRecording(text);
        return;
    }
    if (text.contains(u'/')) {
        attachSocket(text, QFileInfo(text).fileName());
        return;
    }
    QList<Target> matching;
    for (const Target &target : m_targets.targets()) {
        if (QString::number(target.pid) == text || target.application == text)
            matching.append(target);
    }
    if (matching.size() == 1)
        attachTarget(matching.first());
    else if (matching.isEmpty())
        m_start->setProblem(tr("No program called %1 can be inspected. It appears here once it "
                               "runs with ACTORS_INSPECT=1.")
                                .arg(text));
    else
        m_start->setProblem(tr("More than one program is called %1. Choose one.").arg(text));
}

void MainWindow::openRecording(const QString &path)
{
    auto playback = std::make_unique<Inspection::Playback>();
    if (!playback->open(path)) {
        m_tabs->setCurrentWidget(m_start);
        m_start->setProblem(playback->error());
        return;
    }
    m_start->setProblem({});
    auto connection = std::make_unique<Connection>();
    connection->setHello(hello());
    playback->attach(*connection);
    showTarget(std::move(connection), QFileInfo(path).fileName())->setPlayback(std::move(playback));
}

void MainWindow::chooseRecording()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a recording"), QString(),
                                     tr("Recordings (%1)").arg(u'*' + QString(RecordingSuffix)));
    if (!path.isEmpty())
        openRecording(path);
}

void MainWindow::attachWhenThere(qint64 pid)
{
    m_awaited = pid;
    followTargets();
}

TargetPane *MainWindow::showTarget(std::unique_ptr<Connection> connection, const QString &name)
{
    auto *pane = new TargetPane(std::move(connection), this);
    pane->setName(name);
    pane->setAttachAgainAction((*m_commands)[Command::AttachAgain]);
    pane->addTableAction((*m_commands)[Command::Pause]);
    const int index = m_tabs->addTab(pane, icon(Symbol::Targets), pane->title());
    connect(pane, &TargetPane::stateChanged, this, &MainWindow::updateCommands);
    connect(pane, &TargetPane::pulseChanged, this, &MainWindow::updateStatus);
    m_tabs->setCurrentIndex(index);
    updateCommands();
    return pane;
}

TargetPane *MainWindow::currentPane() const
{
    return qobject_cast<TargetPane *>(m_tabs->currentWidget());
}

void MainWindow::attachTarget(const Target &target)
{
    attachSocket(target.socketPath, target.application);
}

void MainWindow::attachSocket(const QString &path, const QString &name)
{
    m_start->setProblem({});
    auto connection = std::make_unique<Connection>();
    connection->setHello(hello());
    connection->open(path);
    showTarget(std::move(connection), name);
}

void MainWindow::attachAgain()
{
    const TargetPane *pane = currentPane();
    if (!pane)
        return;
    const QString application = pane->title();
    for (const Target &target : m_targets.targets()) {
        if (target.application != application)
            continue;
        closeTarget(m_tabs->currentIndex());
        attachTarget(target);
        return;
    }
    m_tabs->setCurrentWidget(m_start);
    m_start->setProblem(tr("%1 does not run now, or not with ACTORS_INSPECT=1. It appears here "
                           "once it does.")
                            .arg(application));
}

void MainWindow::closeTarget(int index)
{
    if (index > 0)
        delete m_tabs->widget(index);
    updateCommands();
}

void MainWindow::followTargets()
{
    const QList<Target> targets = m_targets.targets();
    m_start->setTargets(targets);
    m_start->setProblem(m_targets.error());
    const auto awaited =
        std::find_if(targets.cbegin(), targets.cend(),
                     [this](const Target &target) { return target.pid == m_awaited; });
    if (awaited != targets.cend()) {
        m_awaited = 0;
        attachTarget(*awaited);
    }
}

void MainWindow::connectCommands()
{
    const auto on = [this](Command command, auto &&action) {
        connect((*m_commands)[command], &QAction::triggered, this, action);
    };
    const auto onPane = [this, on](Command command, auto &&action) {
        on(command, [this, action] {
            if (TargetPane *pane = currentPane())
                action(pane);
        });
    };
    on(Command::ShowTargets, [this] { m_tabs->setCurrentWidget(m_start); });
    on(Command::ConnectToSocket, [this] {
        m_tabs->setCurrentWidget(m_start);
        m_start->askForSocket();
    });
    on(Command::OpenRecording, [this] { chooseRecording(); });
    on(Command::AttachAgain, [this] { attachAgain(); });
    on(Command::CloseTarget, [this] { closeTarget(m_tabs->currentIndex()); });
    on(Command::Quit, [this] { close(); });
    for (const auto &[command, name] : PageCommands) {
        onPane(command,
               [page = QString::fromLatin1(name)](TargetPane *pane) { pane->showPage(page); });
    }
    onPane(Command::ResetLayout, [](TargetPane *pane) { pane->resetLayout(); });
    onPane(Command::Back, [](TargetPane *pane) { pane->goBack(); });
    onPane(Command::Forward, [](TargetPane *pane) { pane->goForward(); });
    onPane(Command::GoToParent, [](TargetPane *pane) { pane->goToParent(); });
    onPane(Command::Find, [](TargetPane *pane) { pane->find(); });
    onPane(Command::Refresh, [](TargetPane *pane) { pane->refresh(); });
    onPane(Command::Pause, [](TargetPane *pane) { pane->setPaused(!pane->isPaused()); });
    on(Command::Palette, [this] {
        auto *palette = new CommandPalette(m_commands->all(), this);
        palette->show();
    });
    for (const auto &[command, appearance] : {std::pair{Command::FollowSystem, Appearance::System},
                                              std::pair{Command::Light, Appearance::Light},
                                              std::pair{Command::Dark, Appearance::Dark}}) {
        (*m_commands)[command]->setChecked(appearance == savedAppearance());
        on(command, [chosen = appearance] {
            apply(chosen);
            saveAppearance(chosen);
        });
    }
    on(Command::About, [this] {
        QMessageBox about(this);
        about.setWindowTitle(tr("About Actors Inspector"));
        about.setTextFormat(Qt::PlainText);
        about.setIconPixmap(
            icon(Symbol::Tree, Tone::Active).pixmap(2 * Grid::Icon, 2 * Grid::Icon));
        about.setText(tr("Actors Inspector %1").arg(QCoreApplication::applicationVersion()));
        about.setInformativeText(tr("Shows what the actors of a running program do."));
        about.exec();
    });
}

QToolBar *MainWindow::makeToolBar()
{
    auto *bar = new QToolBar(tr("Tool bar"), this);
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setIconSize({Grid::Icon, Grid::Icon});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addAction((*m_commands)[Command::Back]);
    bar->addAction((*m_commands)[Command::Forward]);
    bar->addSeparator();
    bar->addAction((*m_commands)[Command::Pause]);
    bar->addAction((*m_commands)[Command::Refresh]);
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addAction((*m_commands)[Command::ShowAlarms]);
    bar->addAction((*m_commands)[Command::Palette]);
    // Arrows need no words.
    for (const Command command : {Command::Back, Command::Forward}) {
        auto *button = qobject_cast<QToolButton *>(bar->widgetForAction((*m_commands)[command]));
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    setContextMenuPolicy(Qt::NoContextMenu);
    return bar;
}

void MainWindow::updateCommands()
{
    const TargetPane *pane = currentPane();
    const auto enable = [this](Command command, bool isEnabled) {
        (*m_commands)[command]->setEnabled(isEnabled);
    };
    for (const auto &[command, name] : PageCommands)
        enable(command, pane);
    for (const Command command : {Command::CloseTarget, Command::ResetLayout, Command::Find,
                                  Command::Pause, Command::Refresh})
        enable(command, pane);
    enable(Command::AttachAgain, pane && pane->connection().state() == Connection::State::Closed);
    enable(Command::Back, pane && pane->canGoBack());
    enable(Command::Forward, pane && pane->canGoForward());
    enable(Command::GoToParent, pane && pane->canGoToParent());

    const bool isPaused = pane && pane->isPaused();
    QAction *pause = (*m_commands)[Command::Pause];
    pause->setChecked(isPaused);
    pause->setIcon(icon(isPaused ? Symbol::Resume : Symbol::Pause));
    pause->setText(isPaused ? tr("&Resume") : tr("&Pause"));

    QString title = tr("Actors Inspector");
    for (int index = 1; index < m_tabs->count(); ++index) {
        const auto *each = qobject_cast<TargetPane *>(m_tabs->widget(index));
        m_tabs->setTabText(index, each->title());
    }
    if (pane) {
        const Inspection::Welcome welcome = pane->connection().welcome();
        const bool isOpen = pane->connection().state() == Connection::State::Open;
        title = isOpen
            ? tr("%1 (process %2) — Actors Inspector").arg(pane->title()).arg(welcome.pid)
            : tr("%1 — Actors Inspector").arg(pane->title());
        const bool isControl = welcome.mode == Inspection::AccessMode::Control;
        m_mode->setText(pane->playback() ? tr("recording")
                            : isControl  ? tr("control")
                                         : tr("read-only"));
        m_mode->setToolTip(pane->playback() ? tr("What is shown was recorded")
                               : isControl  ? tr("This inspector may change what the program does")
                                            : tr("This inspector only looks"));
        QPalette palette;
        if (isControl)
            palette.setColor(QPalette::WindowText, Theme::of(palette).text(Tone::Critical));
        m_mode->setPalette(palette);
        m_mode->setVisible(isOpen);
    } else {
        m_mode->hide();
    }
    setWindowTitle(title);
    updateStatus();
}

void MainWindow::updateStatus()
{
    const TargetPane *pane = currentPane();
    m_status->follow(pane);
    const auto alarms = pane ? qint64(pane->pulse().value(Inspection::Column::Alarms)) : 0;
    QAction *show = (*m_commands)[Command::ShowAlarms];
    show->setText(alarms > 0 ? tr("&Alarms (%1)").arg(alarms) : tr("&Alarms"));
    show->setIcon(icon(Symbol::Alarm, alarms > 0 ? Tone::Critical : Tone::Plain));
}

} // namespace Actors::Inspector
