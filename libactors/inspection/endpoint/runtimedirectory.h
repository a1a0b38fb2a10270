// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>

#include <QList>
#include <QString>

namespace Actors::Inspection {

//! A process that can be inspected, as the name of its socket tells it.
struct ACTORS_INSPECTION_EXPORT Target
{
    qint64 pid = 0;
    quint64 startTime = 0; //!< What the kernel says of its start: tells apart two with that number.
    QString application; //!< At most 24 bytes of UTF-8 of its name, with other signs replaced.
    int ordinal = 0; //!< Of the systems of one process, from 0.
    QString socketPath;

    //! Whether the process lives.
    bool isAlive() const;
    //! "4711-18273-robotd.sock", or "4711-18273-robotd.1.sock" for its second system.
    QString fileName() const;
    //! Nothing if that is no such name: pid 0.
    static Target fromFileName(const QString &name);
    //! This process.
    static Target own(const QString &application, int ordinal);
};

/*!
 * \brief The directory in which a user's inspectable processes have their sockets.
 *
 * $XDG_RUNTIME_DIR/actors, or /tmp/actors-UID where that is not set. It belongs to the user alone,
 * with mode 0700; anything else, such as a symbolic link, is refused.
 */
class ACTORS_INSPECTION_EXPORT RuntimeDirectory
{
public:
    //! Where it is, there or not.
    static QString path();
    //! Looks at \a path instead of path(), which is for tests.
    explicit RuntimeDirectory(const QString &path = RuntimeDirectory::path());

    QString location() const { return m_path; }
    //! Makes it if it is not there, and checks it. Empty if it is as it should be, else why not,
    //! for people.
    QString prepare() const;
    //! As prepare(), but makes nothing; not being there is no error.
    QString check() const;
    //! The targets that have a socket there, living or not, by pid.
    QList<Target> targets() const;
    //! Removes the sockets of this user's processes that have ended.
    void removeStale() const;

private:
    QString m_path;
};

} // namespace Actors::Inspection
