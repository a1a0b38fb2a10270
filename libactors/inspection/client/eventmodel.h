// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/modelroles.h>

#include <QAbstractTableModel>

#include <deque>
#include <memory>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief The last events of a probe as a model, the newest at the end.
 *
 * Belongs to the thread of its connection, which must live as long.
 */
class ACTORS_INSPECTION_EXPORT EventModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(quint64 dropped READ dropped NOTIFY droppedChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused)

public:
    //! So many are kept unless told otherwise.
    static constexpr int UsualCapacity = 4096;

    //! Shows \a columns of the events of \a kind.
    EventModel(Connection &connection, Subscription::Kind kind, std::vector<Column> columns,
               QObject *parent = nullptr);
    ~EventModel() override;

    Column column(int section) const { return m_columns.at(std::size_t(section)); }
    //! Keeps the last \a events; at least one.
    void setCapacity(int events);
    //! Shows those from now on that the filter takes; see Filter.
    void setFilter(const QString &filter);
    //! How many the connection was too slow for.
    quint64 dropped() const { return m_dropped; }
    bool isPaused() const;
    void setPaused(bool paused);
    //! A value that need not be shown.
    QCborValue value(int row, Column column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void droppedChanged(quint64 dropped);
    //! The stream has ended, or what was set last was refused.
    void failed(const Actors::Inspection::StreamError &error);

private:
    void append(const EventBatch &batch);
    void removeFirst(int count);

    Connection &m_connection;
    const std::unique_ptr<Stream> m_stream;
    const std::vector<Column> m_columns;
    std::deque<std::pair<quint64, EventBatch::Event>> m_events; //!< With their numbers.
    int m_capacity = UsualCapacity;
    quint64 m_dropped = 0;
};

} // namespace Actors::Inspection
