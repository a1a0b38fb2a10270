// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/modelroles.h>
#include <Actors/Inspection/remotetable.h>

#include <QAbstractItemModel>
#include <QBasicTimer>

#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief The tree of actors of a probe as a model.
 *
 * Only what a view has expanded is asked for: the first 200 children of an actor, and 200 more each
 * time the view fetches more. No more than Subscription::MostRows rows are asked for altogether:
 * where more are wanted, those that were fetched the longest time ago go, from the end of each list
 * of children, but for those on the way to the wanted ones; a filter is the way to what does not
 * fit then. The view must tell expanded() and collapsed(). Belongs to the thread of its connection,
 * which must live as long.
 */
class ACTORS_INSPECTION_EXPORT ActorTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    //! Children that are asked for at a time.
    static constexpr quint32 Page = 200;

    ActorTreeModel(Connection &connection, std::vector<Column> columns, QObject *parent = nullptr);
    ~ActorTreeModel() override;

    Column column(int section) const { return m_columns.at(std::size_t(section)); }
    //! The children of \a index are wanted.
    void expanded(const QModelIndex &index);
    //! They are wanted no more; nor is what is below them.
    void collapsed(const QModelIndex &index);
    QString filter() const;
    //! Shows those that the filter takes, with those above them; see Filter.
    void setFilter(const QString &filter);
    bool isPaused() const;
    void setPaused(bool paused);
    //! The actor of a row.
    quint64 id(const QModelIndex &index) const { return index.internalId(); }
    //! Where that actor is shown; not valid if it is not.
    QModelIndex indexOf(quint64 id) const;
    //! How many children an actor has in the probe, shown or not.
    quint64 total(const QModelIndex &parent) const;
    //! A value that need not be shown.
    QCborValue value(const QModelIndex &index, Column column) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    //! The stream has ended, or what was set last was refused.
    void failed(const Actors::Inspection::StreamError &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Node
    {
        quint64 parent = 0;
        std::vector<quint64> children;
        mutable std::size_t place = 0; //!< Among its siblings, when it was looked for last.
    };
    //! The children of one actor that are wanted.
    struct Window
    {
        quint32 count = 0; //!< There may be fewer.
        quint32 asked = 0; //!< Of the probe, last.
        quint64 fetch = 0; //!< When it was fetched, by m_fetches.
    };
    static quint64 idOf(const QModelIndex &index)
    {
        return index.isValid() ? index.internalId() : 0;
    }
    const std::vector<quint64> &childrenOf(quint64 parent) const;
    void regroup(quint64 parent);
    void forget(const std::vector<quint64> &ids);
    void closeBelow(quint64 id);
    quint32 rowsOf(quint64 parent, const Window &window) const;
    quint32 wantedRows() const;
    std::map<quint64, quint32> rowsOnTheWayTo(quint64 id) const;
    void fetch(quint64 parent);
    void makeRoom(quint32 rows, quint64 parent);
    void subscribe();
    void askAgain();
    void announce();

    Connection &m_connection;
    const std::unique_ptr<Stream> m_stream;
    const std::vector<Column> m_columns;
    RemoteTable m_table;
    std::unordered_map<quint64, Node> m_nodes; //!< 0 is what holds the top.
    std::map<quint64, Window> m_windows; //!< By whose children they are of.
    quint64 m_fetches = 0;
    std::set<quint64> m_dirty;
    bool m_isAskedWrong = false;
    QBasicTimer m_announcement;
};

} // namespace Actors::Inspection
