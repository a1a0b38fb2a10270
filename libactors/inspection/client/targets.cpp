// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "targets.h"

#include "client/morph_p.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace Actors::Inspection {

namespace {

constexpr std::chrono::milliseconds LookInterval{1000};

bool isSame(const Target &left, const Target &right)
{
    return left.socketPath == right.socketPath;
}

} // namespace

TargetList::TargetList(const RuntimeDirectory &directory, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &TargetList::refresh);
    connect(&m_alive, &QTimer::timeout, this, &TargetList::refresh);
    m_alive.start(LookInterval);
    refresh();
}

void TargetList::watch()
{
    // What is not there yet will be in the directory above.
    QString path = m_directory.location();
    if (!QFileInfo::exists(path))
        path = QFileInfo(path).path();
    const QStringList watched = m_watcher.directories();
    if (watched == QStringList{path})
        return;
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    if (QFileInfo::exists(path))
        m_watcher.addPath(path);
}

void TargetList::refresh()
{
    watch();
    const QString error = m_directory.check();
    QList<Target> living;
    if (error.isEmpty()) {
        living = m_directory.targets();
        living.removeIf([](const Target &target) { return !target.isAlive(); });
    }
    const bool isSameList = error == m_error
        && std::equal(living.begin(), living.end(), m_targets.begin(), m_targets.end(), &isSame);
    m_error = error;
    m_targets = living;
    if (!isSameList)
        Q_EMIT changed();
}

TargetModel::TargetModel(TargetList &targets, QObject *parent)
    : QAbstractTableModel(parent)
    , m_targets(targets)
{
    update();
    connect(&m_targets, &TargetList::changed, this, &TargetModel::update);
}

int TargetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TargetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant TargetModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const Target &target = m_rows.at(std::size_t(index.row()));
    switch (index.column()) {
    case 0:
        return target.pid;
    case 1:
        return target.application;
    default:
        return target.socketPath;
    }
}

void TargetModel::update()
{
    const QList<Target> targets = m_targets.targets();
    morph(
        m_rows, std::vector<Target>(targets.begin(), targets.end()), &isSame,
        [this](int first, int last) { beginRemoveRows({}, first, last); },
        [this] { endRemoveRows(); },
        [this](int first, int last) { beginInsertRows({}, first, last); },
        [this] { endInsertRows(); },
        [this](int from, int to) { beginMoveRows({}, from, from, {}, to); },
        [this] { endMoveRows(); });
}

} // namespace Actors::Inspection
