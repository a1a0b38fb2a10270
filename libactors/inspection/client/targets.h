// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/runtimedirectory.h>

#include <QAbstractTableModel>
#include <QFileSystemWatcher>
#include <QList>
#include <QTimer>

#include <vector>

namespace Actors::Inspection {

/*!
 * \brief The processes of this user that can be inspected now.
 *
 * Watches the directory of their sockets, also before there is one. Belongs to one thread, which
 * runs an event loop.
 */
class ACTORS_INSPECTION_EXPORT TargetList : public QObject
{
    Q_OBJECT

public:
    explicit TargetList(const RuntimeDirectory &directory = RuntimeDirectory(),
                        QObject *parent = nullptr);

    //! Those that live, by their numbers.
    QList<Target> targets() const { return m_targets; }
    //! Why the directory is not trusted, for people; empty if it is, or is not there.
    QString error() const { return m_error; }
    //! Looks again now.
    void refresh();

Q_SIGNALS:
    //! One has come or gone.
    void changed();

private:
    void watch();

    const RuntimeDirectory m_directory;
    QFileSystemWatcher m_watcher;
    QTimer m_alive; //!< A process that is killed leaves its socket.
    QList<Target> m_targets;
    QString m_error;
};

/*!
 * \brief A TargetList as a model: one row for each target, with the columns pid, application and
 * socket.
 */
class ACTORS_INSPECTION_EXPORT TargetModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    //! Of \a targets, which must live as long.
    explicit TargetModel(TargetList &targets, QObject *parent = nullptr);

    Target target(int row) const { return m_rows.at(std::size_t(row)); }
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void update();

    TargetList &m_targets;
    std::vector<Target> m_rows;
};

} // namespace Actors::Inspection
