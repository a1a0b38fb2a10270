// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actorplace.h"
#include "verdict.h"

#include <QCborMap>
#include <QHash>
#include <QTimer>
#include <QWidget>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QStandardItemModel)
QT_FORWARD_DECLARE_CLASS(QTabWidget)

namespace Actors::Inspection {
class Connection;
class TableModel;
} // namespace Actors::Inspection

namespace Actors::Inspector {

class ElidedLabel;
class EventsPage;
class Presentation;
class SymbolLabel;
class TimeSeriesPlot;

/*!
 * \brief All that is known about one actor.
 */
class ActorDetails : public QWidget
{
    Q_OBJECT

public:
    //! \a connection must outlive it.
    explicit ActorDetails(Inspection::Connection &connection, QWidget *parent = nullptr);
    ~ActorDetails() override;

    //! Shows another actor, by its number or its path.
    void showActor(const ActorPlace &place);
    ActorPlace place() const { return m_place; }
    //! Asks anew for what the actor itself must be asked for.
    void refresh();
    void setPaused(bool isPaused);

Q_SIGNALS:
    void actorActivated(const Actors::Inspector::ActorPlace &place);

private:
    QWidget *makeOverview();
    QWidget *makeState();
    QWidget *makePeers();
    void follow();
    void sample();
    void updateOverview();
    void takeInfo(const QCborMap &info);
    void takeState(const QCborMap &state);
    void takeWatched(const QList<quint64> &ids);
    void setVerdict(const Verdict &verdict);
    ActorReading reading() const;
    double number(Inspection::Column column) const;
    QString text(Inspection::Column column) const;

    Inspection::Connection &m_connection;
    ActorPlace m_place;
    bool m_isPaused = false;
    QTimer m_sampling; //!< A sample of the rates, each second.
    QTimer m_asking; //!< The state is asked for again, while it is looked at.
    QList<int> m_in;
    QList<int> m_out;
    QList<quint64> m_watched; //!< The last rows of m_peers.
    std::unique_ptr<Inspection::TableModel> m_model;
    Presentation *const m_row;

    ElidedLabel *const m_path;
    ElidedLabel *const m_facts;
    SymbolLabel *const m_verdictSymbol;
    QLabel *const m_verdict;
    TimeSeriesPlot *const m_depthPlot;
    TimeSeriesPlot *const m_ratePlot;
    QHash<Inspection::Column, QLabel *> m_figures;
    QLabel *const m_stateNote;
    QStandardItemModel *const m_state;
    QStandardItemModel *const m_peers;
    QTabWidget *const m_tabs;
    QWidget *const m_stateTab;
    QWidget *const m_historyTab;
    EventsPage *m_history = nullptr; //!< Of the actor that is shown.
};

} // namespace Actors::Inspector
