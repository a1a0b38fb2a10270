// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/modelroles.h>
#include <Actors/Inspection/remotetable.h>

#include <QAbstractTableModel>
#include <QBasicTimer>

#include <memory>
#include <set>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief A flat table of a probe as a model: the first actors, dead letters, threads, classes.
 *
 * Order and choice are the probe's; rows keep their numbers, so that a selection stays with what
 * was selected. Changed values are announced at most ten times a second, one signal for each run of
 * rows. Belongs to the thread of its connection, which must live as long.
 */
class ACTORS_INSPECTION_EXPORT TableModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(QString filter READ filter WRITE setFilter)
    Q_PROPERTY(quint64 total READ total NOTIFY totalChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused)

public:
    //! Shows \a columns of \a subscription.
    TableModel(Connection &connection, const Subscription &subscription,
               std::vector<Column> columns, QObject *parent = nullptr);
    ~TableModel() override;

    //! What is shown in a column of the model.
    Column column(int section) const { return m_columns.at(std::size_t(section)); }
    //! Where it is shown; -1 if it is not.
    int section(Column column) const;
    QString filter() const;
    //! Has the probe choose otherwise; see Filter. A filter that is wrong is told by failed(), and
    //! what is shown stays.
    void setFilter(const QString &filter);
    Column sortColumn() const;
    //! Has the probe order otherwise: the greatest first.
    void setSortColumn(Column column);
    //! How many rows are wanted, up to Subscription::MostRows.
    void setRows(int rows);
    //! How many there are in the probe, shown or not.
    quint64 total() const { return m_table.total(); }
    bool isPaused() const;
    void setPaused(bool paused);
    //! The row of that number; -1 if it is not shown.
    int rowOf(quint64 id) const;
    //! The number of a row.
    quint64 id(int row) const { return m_ids.at(std::size_t(row)); }
    //! A value that need not be shown.
    QCborValue value(int row, Column column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void totalChanged(quint64 total);
    //! The stream has ended, or what was set last was refused.
    void failed(const Actors::Inspection::StreamError &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void regroup();
    void announce();

    Connection &m_connection;
    const std::unique_ptr<Stream> m_stream;
    const std::vector<Column> m_columns;
    RemoteTable m_table;
    std::vector<quint64> m_ids;
    std::set<quint64> m_dirty;
    quint64 m_total = 0;
    QBasicTimer m_announcement;
};

} // namespace Actors::Inspection
