// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actordetails.h"

#include "columntexts.h"
#include "elidedlabel.h"
#include "eventspage.h"
#include "filteredit.h"
#include "grid.h"
#include "pages.h"
#include "presentation.h"
#include "sparkline.h"
#include "symbollabel.h"
#include "timeseriesplot.h"
#include "viewlook.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/display.h>
#include <Actors/Inspection/tablemodel.h>

#include <QCborArray>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::ColumnKind;
using Inspection::Connection;
using Kind = Inspection::Subscription::Kind;

namespace {

using namespace std::chrono_literals;

constexpr auto SampleTime = 1s;
constexpr auto AskTime = 2s;

enum PeerRole {
    PeerPathRole = Qt::UserRole + 1,
    PeerIdRole,
};

enum StateSection {
    NameSection,
    ValueSection,
    TypeSection,
    StateSections,
};

const std::vector<Column> &shownColumns()
{
    static const std::vector<Column> columns{
        Column::Path,    Column::Class,    Column::State, Column::Thread,
        Column::Mailbox, Column::Depth,    Column::High,  Column::Oldest,
        Column::In,      Column::Out,      Column::Busy,  Column::Handled,
        Column::Failed,  Column::Restarts, Column::Now,   Column::Since};
    return columns;
}

//! The numbers below the plots.
constexpr std::array Figures{Column::High,    Column::Oldest, Column::Busy,
                             Column::Handled, Column::Failed, Column::Restarts};

void append(QList<int> &samples, double value)
{
    if (samples.size() == Sparkline::MostSamples)
        samples.removeFirst();
    samples.append(int(std::lround(std::min(value, 1e9))));
}

QTreeView *plainView(QStandardItemModel *model, const QString &name, QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setModel(model);
    giveLook(*view);
    view->setRootIsDecorated(false);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setAccessibleName(name);
    view->header()->setDefaultSectionSize(44 * Grid::Unit);
    return view;
}

//! A value of the protocol as people read it.
QString textOf(const QCborValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isInteger())
        return QLocale().toString(value.toInteger());
    if (value.isDouble())
        return QLocale().toString(value.toDouble());
    return value.toDiagnosticNotation();
}

QCborMap argumentsFor(const ActorPlace &place)
{
    // A number finds an actor, also among those of one path after each other.
    return place.id != 0 ? QCborMap{{QStringLiteral("id"), qint64(place.id)}}
                         : QCborMap{{QStringLiteral("path"), place.path}};
}

} // namespace

ActorDetails::ActorDetails(Connection &connection, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_row(new Presentation(Kind::Rows, shownColumns(), this))
    , m_path(new ElidedLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_verdictSymbol(new SymbolLabel(Symbol::Check, Tone::Good, this))
    , m_verdict(new QLabel(this))
    , m_depthPlot(new TimeSeriesPlot(tr("Messages that wait"), this))
    , m_ratePlot(new TimeSeriesPlot(tr("Messages a second"), this))
    , m_stateNote(new QLabel(this))
    , m_state(new QStandardItemModel(0, StateSections, this))
    , m_peers(new QStandardItemModel(0, 2, this))
    , m_tabs(new QTabWidget(this))
    , m_stateTab(makeState())
    , m_historyTab(new QWidget(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_path->setFont(bold);
    m_facts->setTone(Tone::Quiet);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *verdictLine = new QHBoxLayout;
    verdictLine->setSpacing(Grid::Gap);
    verdictLine->addWidget(m_verdictSymbol, 0, Qt::AlignTop);
    verdictLine->addWidget(m_verdict, 1);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(Grid::Gap, Grid::Gap, Grid::Gap, 0);
    head->setSpacing(Grid::Tight);
    head->addWidget(m_path);
    head->addWidget(m_facts);
    head->addLayout(verdictLine);

    auto *history = new QVBoxLayout(m_historyTab);
    history->setContentsMargins(0, 0, 0, 0);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeOverview(), tr("Overview"));
    m_tabs->addTab(m_stateTab, tr("State"));
    m_tabs->addTab(makePeers(), tr("Peers"));
    m_tabs->addTab(m_historyTab, tr("History"));
    m_tabs->setAccessibleName(tr("Parts of the details"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Grid::Gap);
    layout->addLayout(head);
    layout->addWidget(m_tabs, 1);

    m_sampling.setInterval(SampleTime);
    m_asking.setInterval(AskTime);
    connect(&m_sampling, &QTimer::timeout, this, &ActorDetails::sample);
    connect(&m_asking, &QTimer::timeout, this, [this] {
        if (m_stateTab->isVisible())
            refresh();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, &ActorDetails::refresh);
    connect(m_row, &QAbstractItemModel::dataChanged, this, &ActorDetails::updateOverview);
    connect(m_row, &QAbstractItemModel::rowsInserted, this, &ActorDetails::updateOverview);
}

ActorDetails::~ActorDetails() = default;

QWidget *ActorDetails::makeOverview()
{
    auto *overview = new QWidget(this);
    auto *plots = new QHBoxLayout;
    plots->setSpacing(Grid::Wide);
    plots->addWidget(m_depthPlot);
    plots->addWidget(m_ratePlot);
    auto *figures = new QGridLayout;
    figures->setHorizontalSpacing(Grid::Wide);
    figures->setVerticalSpacing(0);
    int section = 0;
    for (const Column column : Figures) {
        auto *title = new QLabel(Texts::title(column, Kind::Rows), overview);
        title->setForegroundRole(QPalette::PlaceholderText);
        title->setToolTip(Texts::description(column));
        auto *value = new QLabel(overview);
        value->setTextFormat(Qt::PlainText);
        value->setAccessibleName(title->text());
        m_figures.insert(column, value);
        figures->addWidget(title, 0, section);
        figures->addWidget(value, 1, section);
        figures->setColumnStretch(section, 1);
        ++section;
    }
    auto *layout = new QVBoxLayout(overview);
    layout->setContentsMargins(Grid::Gap, Grid::Gap, Grid::Gap, Grid::Gap);
    layout->setSpacing(Grid::Gap);
    layout->addLayout(plots, 1);
    layout->addLayout(figures);
    return overview;
}

QWidget *ActorDetails::makeState()
{
    m_state->setHorizontalHeaderLabels({tr("Property"), tr("Value"), tr("Type")});
    m_stateNote->setTextFormat(Qt::PlainText);
    m_stateNote->setWordWrap(true);
    m_stateNote->setContentsMargins(Grid::Gap, Grid::Tight, Grid::Gap, Grid::Tight);
    m_stateNote->hide();
    auto *tab = new QWidget(this);
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stateNote);
    layout->addWidget(plainView(m_state, tr("Properties of the actor"), tab), 1);
    return tab;
}

QWidget *ActorDetails::makePeers()
{
    m_peers->setHorizontalHeaderLabels({tr("Relation"), tr("Actor")});
    auto *view = plainView(m_peers, tr("Actors that it has to do with"), this);
    connect(view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const QModelIndex peer = index.siblingAtColumn(0);
        const ActorPlace place{peer.data(PeerIdRole).toULongLong(),
                               peer.data(PeerPathRole).toString()};
        if (!place.isNull())
            Q_EMIT actorActivated(place);
    });
    return view;
}

void ActorDetails::showActor(const ActorPlace &place)
{
    if (place == m_place)
        return;
    m_place = place;
    m_in.clear();
    m_out.clear();
    m_state->setRowCount(0);
    m_stateNote->hide();
    m_peers->setRowCount(0);
    m_watched.clear();
    m_row->setSourceModel(nullptr);
    m_model.reset();
    delete m_history;
    m_history = nullptr;
    m_path->setText(place.path);
    m_facts->setText({});
    setVerdict({Tone::Quiet, tr("Asking…")});
    for (QLabel *figure : std::as_const(m_figures))
        figure->setText(QStringLiteral("—"));
    updateOverview();

    m_connection.request(QStringLiteral("actor.info"), argumentsFor(place), this,
                         [this, place](const Connection::Answer &answer) {
                             if (place != m_place)
                                 return;
                             if (answer.error.code.isEmpty())
                                 takeInfo(answer.value.toMap());
                             else
                                 setVerdict({Tone::Warning, answer.error.text});
                         });
}

void ActorDetails::refresh()
{
    if (m_place.id == 0 || m_isPaused)
        return;
    m_connection.request(QStringLiteral("actor.state"), argumentsFor(m_place), this,
                         [this, place = m_place](const Connection::Answer &answer) {
                             if (place != m_place)
                                 return;
                             if (answer.error.code.isEmpty()) {
                                 takeState(answer.value.toMap());
                                 return;
                             }
                             m_stateNote->setText(answer.error.text);
                             m_stateNote->show();
                         });
}

void ActorDetails::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (m_model)
        m_model->setPaused(isPaused);
    if (m_history)
        m_history->setPaused(isPaused);
}

void ActorDetails::follow()
{
    Inspection::Subscription subscription;
    subscription.kind = Kind::Rows;
    subscription.ids = {m_place.id};
    m_model = std::make_unique<Inspection::TableModel>(m_connection, subscription, shownColumns());
    m_row->setSourceModel(m_model.get());
    m_history = new EventsPage(Pages::history(), m_connection, m_historyTab);
    m_history->head()->hide();
    m_history->filterEdit()->addTerm(Column::Path, m_place.path);
    m_historyTab->layout()->addWidget(m_history);
    setPaused(m_isPaused);
    m_sampling.start();
    m_asking.start();
    refresh();
}

void ActorDetails::sample()
{
    if (m_isPaused || m_row->rowCount() == 0)
        return;
    append(m_in, number(Column::In));
    append(m_out, number(Column::Out));
    updateOverview();
}

void ActorDetails::updateOverview()
{
    QList<int> depths;
    if (m_row->rowCount() > 0) {
        depths = m_row->index(0, m_row->section(Column::Depth))
                     .data(Inspection::HistoryRole)
                     .value<QList<int>>();
        for (const Column column : Figures)
            m_figures.value(column)->setText(text(column));
        QStringList facts;
        for (const Column column :
             {Column::Class, Column::State, Column::Thread, Column::Mailbox}) {
            if (const QString fact = text(column); !fact.isEmpty())
                facts.append(fact);
        }
        m_facts->setText(facts.join(QStringLiteral("  ·  ")));
        setVerdict(verdict(reading()));
    }
    m_depthPlot->setSeries({{tr("waiting"), Tone::Active, depths}});
    m_ratePlot->setSeries({{tr("in"), Tone::Warning, m_in}, {tr("out"), Tone::Good, m_out}});
}

void ActorDetails::takeInfo(const QCborMap &info)
{
    const auto text = [&](const char *name) { return info.value(QLatin1String(name)).toString(); };
    m_place = {quint64(info.value(QLatin1String("id")).toInteger()), text("path")};
    m_path->setText(m_place.path);
    m_facts->setText(text("class"));

    if (const QString parent = text("parentPath"); !parent.isEmpty()) {
        auto *relation = new QStandardItem(tr("Parent"));
        relation->setData(parent, PeerPathRole);
        relation->setData(info.value(QLatin1String("parent")).toInteger(), PeerIdRole);
        m_peers->appendRow({relation, new QStandardItem(parent)});
    }
    if (info.value(QLatin1String("stopped")).toBool()) {
        setVerdict({Tone::Quiet, tr("It has stopped; messages to it are dead letters.")});
        return;
    }
    follow();
}

void ActorDetails::takeState(const QCborMap &state)
{
    if (state.value(QLatin1String("busy")).toBool()) {
        const QString now = m_connection.text(state.value(QLatin1String("now")));
        const QString since = Inspection::displayText(
            ColumnKind::Duration, state.value(QLatin1String("since")), QLocale());
        m_stateNote->setText(
            now.isEmpty()
                ? tr("The actor is too busy to tell; what is shown is what it told last.")
                : tr("The actor has been busy with %1 for %2; what is shown is what it told last.")
                      .arg(now, since));
        m_stateNote->show();
        return;
    }
    const QCborArray properties = state.value(QLatin1String("properties")).toArray();
    m_stateNote->setVisible(properties.isEmpty());
    m_stateNote->setText(tr("The actor shows nothing. What it declares with Q_PROPERTY is shown "
                            "here."));
    m_state->setRowCount(int(properties.size()));
    for (int row = 0; row < int(properties.size()); ++row) {
        const QCborMap property = properties.at(row).toMap();
        const auto text = [&](const char *name) {
            return property.value(QLatin1String(name)).toString();
        };
        const QCborValue value = property.value(QLatin1String("value"));
        const QString shown = property.value(QLatin1String("redacted")).toBool()
            ? tr("(kept secret)")
            : value.isUndefined() ? tr("(the program tells types only)")
                                  : textOf(value);
        const std::array cells{text("name"), shown, text("type")};
        for (int section = 0; section < StateSections; ++section) {
            auto *item = m_state->item(row, section);
            if (!item) {
                item = new QStandardItem;
                m_state->setItem(row, section, item);
            }
            const QString &cell = cells[std::size_t(section)];
            // What has changed since it was asked last is bold until it is asked again.
            QFont font = m_stateNote->font();
            font.setBold(section == ValueSection && !item->text().isEmpty()
                         && item->text() != cell);
            item->setFont(font);
            item->setText(cell);
        }
    }

    QList<quint64> watched;
    for (const QCborValue id : state.value(QLatin1String("watches")).toArray())
        watched.append(quint64(id.toInteger()));
    takeWatched(watched);
}

void ActorDetails::takeWatched(const QList<quint64> &ids)
{
    if (ids == m_watched)
        return;
    m_peers->setRowCount(m_peers->rowCount() - int(m_watched.size()));
    m_watched = ids;
    for (const quint64 id : ids) {
        auto *relation = new QStandardItem(tr("Watches"));
        auto *path = new QStandardItem(tr("actor %1").arg(id));
        relation->setData(id, PeerIdRole);
        m_peers->appendRow({relation, path});
        m_connection.request(
            QStringLiteral("actor.info"), argumentsFor({id, {}}), this,
            [this, index = QPersistentModelIndex(path->index())](const Connection::Answer &answer) {
                const QString known = answer.value.toMap().value(QLatin1String("path")).toString();
                if (index.isValid() && !known.isEmpty())
                    m_peers->setData(index, known);
            });
    }
}

void ActorDetails::setVerdict(const Verdict &verdict)
{
    const bool isBad = verdict.tone == Tone::Critical || verdict.tone == Tone::Warning;
    m_verdictSymbol->setSymbol(isBad                            ? Symbol::Warning
                                   : verdict.tone == Tone::Good ? Symbol::Check
                                                                : Symbol::Hourglass,
                               verdict.tone);
    m_verdict->setText(verdict.text);
}

ActorReading ActorDetails::reading() const
{
    const auto time = [this](Column column) {
        return std::chrono::nanoseconds(qint64(number(column)));
    };
    const QModelIndex row = m_row->index(0, 0);
    return {Inspection::ActorState(int(number(Column::State))),
            qint64(number(Column::Depth)),
            time(Column::Oldest),
            number(Column::In),
            number(Column::Out),
            m_row->value(row, Column::Now).toString(),
            time(Column::Since),
            qint64(number(Column::Failed)),
            qint64(number(Column::Restarts))};
}

double ActorDetails::number(Column column) const
{
    return m_row->value(m_row->index(0, 0), column).toDouble();
}

QString ActorDetails::text(Column column) const
{
    return m_row->index(0, m_row->section(column)).data().toString();
}

} // namespace Actors::Inspector
