// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/tabledelta.h>

#include <QList>
#include <QObject>

#include <map>
#include <unordered_map>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief What the deltas of one stream amount to: the rows of the window, their order, and how deep
 * their mailboxes were.
 *
 * No model itself; TableModel and ActorTreeModel show it to views. Belongs to one thread.
 */
class ACTORS_INSPECTION_EXPORT RemoteTable : public QObject
{
    Q_OBJECT

public:
    //! The depth of a row is kept for so many seconds.
    static constexpr int HistoryLength = 300;

    explicit RemoteTable(QObject *parent = nullptr);
    ~RemoteTable() override;

    //! Takes what has changed.
    void apply(const TableDelta &delta);
    //! Forgets everything, without a signal.
    void clear();

    //! Whether anything has come.
    bool isEmpty() const { return m_groups.empty(); }
    //! When the last delta was made, on the clock of the target.
    std::chrono::nanoseconds time() const { return m_time; }
    //! The rows under \a parent that are in the window, in their order.
    const std::vector<quint64> &ids(quint64 parent = 0) const;
    //! How many there are under \a parent, in the window or not.
    quint64 total(quint64 parent = 0) const;
    //! Whether anything is known of the rows under \a parent.
    bool hasGroup(quint64 parent) const { return m_groups.contains(parent); }
    //! Whether that row is in the window.
    bool contains(quint64 id) const { return m_rows.contains(id); }
    //! Undefined if the row, or the column of it, is not known.
    QCborValue value(quint64 id, Column column) const;
    //! All that is known of a row, by column.
    const std::map<Column, QCborValue> &cells(quint64 id) const;
    //! The depth of a row, one value a second, the oldest first.
    QList<int> history(quint64 id) const;

Q_SIGNALS:
    //! The rows under \a parent are others, or in another order, or there are more of them.
    void regrouped(quint64 parent);
    //! These rows have other values in these columns; new rows are not among them.
    void changed(const std::vector<quint64> &ids,
                 const std::vector<Actors::Inspection::Column> &columns);

private:
    struct Row
    {
        std::map<Column, QCborValue> cells;
        QList<int> history;
    };
    void sampleDepths();
    void forgetRows();

    std::chrono::nanoseconds m_time{0};
    std::chrono::nanoseconds m_nextSample{0};
    std::unordered_map<quint64, Row> m_rows;
    std::map<quint64, TableDelta::Group> m_groups;
};

} // namespace Actors::Inspection
