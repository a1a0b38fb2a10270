// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "startpage.h"

#include "copyline.h"
#include "grid.h"
#include "symbollabel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace Actors::Inspector {

namespace {

//! Longer lines are hard to read.
constexpr int PageWidth = 180 * Grid::Unit;

QLabel *textLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *headingLabel(const QString &text, QWidget *parent)
{
    auto *label = textLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_problem(textLabel({}, this))
    , m_none(textLabel(tr("No program that can be inspected is running."), this))
    , m_targets(new QWidget(this))
    , m_rows(new QVBoxLayout(m_targets))
    , m_socket(new QLineEdit(this))
    , m_connect(new QToolButton(this))
{
    m_problem->hide();
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(Grid::Tight);
    m_socket->setPlaceholderText(tr("Path of a socket, as /tmp/board.sock"));
    m_socket->setAccessibleName(tr("Path of a socket"));
    m_connect->setText(tr("Connect"));
    m_connect->setEnabled(false);

    auto *page = new QWidget(this);
    page->setMaximumWidth(PageWidth);
    auto *title = headingLabel(tr("Look into a running program"), page);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);

    auto *connectLine = new QHBoxLayout;
    connectLine->setSpacing(Grid::Gap);
    connectLine->addWidget(m_socket, 1);
    connectLine->addWidget(m_connect);

    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(Grid::Margin, Grid::Margin, Grid::Margin, Grid::Margin);
    layout->setSpacing(Grid::Gap);
    layout->addWidget(title);
    layout->addWidget(textLabel(tr("See which actor is late, why a message was lost, and who sent "
                                   "it. Looking never slows the program down."),
                                page));
    layout->addSpacing(Grid::Wide);
    layout->addWidget(headingLabel(tr("Running now"), page));
    layout->addWidget(m_problem);
    layout->addWidget(m_none);
    layout->addWidget(m_targets);
    layout->addSpacing(Grid::Wide);
    layout->addWidget(headingLabel(tr("Nothing to see yet?"), page));
    layout->addWidget(textLabel(tr("A program lets itself be inspected only if it is asked to. "
                                   "Start it like this, and it appears above:"),
                                page));
    layout->addWidget(new CopyLine(QStringLiteral("ACTORS_INSPECT=1 ./program"), page));
    layout->addWidget(textLabel(tr("Or have it started and attached at once:"), page));
    layout->addWidget(new CopyLine(QStringLiteral("actors-inspector -- ./program"), page));
    layout->addSpacing(Grid::Wide);
    layout->addWidget(headingLabel(tr("On another machine"), page));
    layout->addWidget(textLabel(tr("Bring its socket here, and connect to that. The name of the "
                                   "socket is what actors-inspect list tells there."),
                                page));
    layout->addWidget(new CopyLine(
        QStringLiteral("ssh -N -L /tmp/board.sock:/run/user/1000/actors/NAME.sock board"), page));
    layout->addLayout(connectLine);
    layout->addStretch();

    auto *centered = new QWidget(this);
    auto *center = new QHBoxLayout(centered);
    center->setContentsMargins(0, 0, 0, 0);
    center->addStretch(1);
    center->addWidget(page, 8);
    center->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(centered);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(m_socket, &QLineEdit::textChanged, this,
            [this](const QString &path) { m_connect->setEnabled(!path.trimmed().isEmpty()); });
    connect(m_socket, &QLineEdit::returnPressed, this, &StartPage::chooseSocket);
    connect(m_connect, &QToolButton::clicked, this, &StartPage::chooseSocket);
}

void StartPage::setTargets(const QList<Inspection::Target> &targets)
{
    const auto rows = m_targets->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(rows);
    for (const Inspection::Target &target : targets)
        m_rows->addWidget(rowFor(target));
    m_none->setVisible(targets.isEmpty());
    m_targets->setVisible(!targets.isEmpty());
}

void StartPage::setProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void StartPage::askForSocket()
{
    m_socket->setFocus();
    m_socket->selectAll();
}

QWidget *StartPage::rowFor(const Inspection::Target &target)
{
    auto *row = new QWidget(m_targets);
    row->setAutoFillBackground(true);
    row->setBackgroundRole(QPalette::Base);
    auto *name = headingLabel(target.application, row);
    name->setWordWrap(false);
    auto *pid = new QLabel(tr("process %1").arg(target.pid), row);
    pid->setForegroundRole(QPalette::PlaceholderText);
    auto *attach = new QPushButton(icon(Symbol::Attach), tr("Attach"), row);
    attach->setAccessibleName(
        tr("Attach to %1, process %2").arg(target.application).arg(target.pid));
    attach->setAutoDefault(true);
    connect(attach, &QPushButton::clicked, this, [this, target] { Q_EMIT targetChosen(target); });

    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(Grid::Gap, Grid::Gap, Grid::Gap, Grid::Gap);
    layout->setSpacing(Grid::Gap);
    layout->addWidget(new SymbolLabel(Symbol::Targets, Tone::Active, row));
    layout->addWidget(name);
    layout->addWidget(pid);
    layout->addStretch();
    layout->addWidget(attach);
    return row;
}

void StartPage::chooseSocket()
{
    const QString path = m_socket->text().trimmed();
    if (!path.isEmpty())
        Q_EMIT socketChosen(path);
}

} // namespace Actors::Inspector
