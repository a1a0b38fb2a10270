// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "runtimedirectory.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <tuple>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

static constexpr auto Suffix = ".sock"_L1;
static constexpr qsizetype MostApplicationBytes = 24;
static constexpr int MostOrdinal = 99;
static constexpr mode_t PrivateMode = 0700;

//! What the kernel says of a process.
struct ProcessState
{
    bool isThere = false;
    bool hasEnded = false; //!< Only its parent still may ask how.
    quint64 startTime = 0; //!< In ticks since the machine was started; 0 if that is not known.
};

static ProcessState stateOf(qint64 pid)
{
#ifdef Q_OS_LINUX
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // The second field is a name in parentheses, which may have blanks and parentheses in it.
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.sliced(line.lastIndexOf(')') + 1).simplified().split(' ');
    static constexpr qsizetype Third = 0;
    static constexpr qsizetype TwentySecond = 19;
    if (fields.size() <= TwentySecond)
        return {};
    const char state = fields[Third].isEmpty() ? ' ' : fields[Third].front();
    return {true, state == 'Z' || state == 'X', fields[TwentySecond].toULongLong()};
#else
    return {::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM};
#endif
}

//! Cut to what fits, without signs that mean something in a file's name.
static QString toFileNamePart(const QString &application)
{
    QString part;
    qsizetype bytes = 0;
    for (const char32_t letter : application.toUcs4()) {
        const bool isKept =
            QChar::isLetterOrNumber(letter) || letter == U'-' || letter == U'_' || letter == U'.';
        const QString sign = isKept ? QString::fromUcs4(&letter, 1) : u"_"_s;
        bytes += sign.toUtf8().size();
        if (bytes > MostApplicationBytes)
            break;
        part += sign;
    }
    if (part.isEmpty())
        return u"unnamed"_s;
    // A number after the last dot would be read as an ordinal.
    if (const qsizetype dot = part.lastIndexOf(u'.'); dot >= 0) {
        bool isNumber = false;
        (void)QStringView(part).sliced(dot + 1).toInt(&isNumber);
        if (isNumber)
            part[dot] = u'_';
    }
    return part;
}

bool Target::isAlive() const
{
    const ProcessState state = stateOf(pid);
    return state.isThere && !state.hasEnded && state.startTime == startTime;
}

QString Target::fileName() const
{
    const QString count = ordinal > 0 ? u"."_s + QString::number(ordinal) : QString();
    return QString::number(pid) + u'-' + QString::number(startTime) + u'-' + application + count
        + Suffix;
}

Target Target::fromFileName(const QString &name)
{
    const qsizetype firstDash = name.indexOf(u'-');
    const qsizetype secondDash = name.indexOf(u'-', firstDash + 1);
    if (firstDash < 0 || secondDash < 0 || !name.endsWith(Suffix))
        return {};
    Target target;
    target.pid = QStringView(name).first(firstDash).toInt();
    target.startTime =
        QStringView(name).sliced(firstDash + 1, secondDash - firstDash - 1).toULongLong();
    target.application = name.sliced(secondDash + 1).chopped(Suffix.size());
    const qsizetype dot = target.application.lastIndexOf(u'.');
    const int ordinal = dot < 0 ? 0 : QStringView(target.application).sliced(dot + 1).toInt();
    if (ordinal > 0) {
        target.ordinal = ordinal;
        target.application.truncate(dot);
    }
    // Leading zeros, signs and what fileName() never writes are no name of ours.
    const bool isOurs = target.pid > 0 && target.fileName() == name
        && toFileNamePart(target.application) == target.application;
    return isOurs ? target : Target();
}

Target Target::own(const QString &application, int ordinal)
{
    Target target;
    target.pid = QCoreApplication::applicationPid();
    target.startTime = stateOf(target.pid).startTime;
    target.application = toFileNamePart(application);
    target.ordinal = ordinal;
    return target;
}

QString RuntimeDirectory::path()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (QDir::isAbsolutePath(runtime))
        return QDir::cleanPath(runtime) + u"/actors"_s;
    return u"/tmp/actors-%1"_s.arg(::geteuid());
}

RuntimeDirectory::RuntimeDirectory(const QString &path)
    : m_path(path)
{
}

QString RuntimeDirectory::prepare() const
{
    // Of any process that there can be beside this one.
    const QString longest =
        m_path + u'/' + Target::own(QString(MostApplicationBytes, u'x'), MostOrdinal).fileName();
    static constexpr qsizetype MostBytes = sizeof(sockaddr_un::sun_path) - 1;
    if (const qsizetype bytes = QFile::encodeName(longest).size(); bytes > MostBytes) {
        return u"The path of a socket in %1 may have %2 bytes, and the system takes no more than "
               u"%3; "
               u"set XDG_RUNTIME_DIR to a directory with a shorter path."_s.arg(m_path)
                   .arg(bytes)
                   .arg(MostBytes);
    }
    if (::mkdir(QFile::encodeName(m_path).constData(), PrivateMode) != 0 && errno != EEXIST) {
        return u"The directory %1 cannot be made: %2; set XDG_RUNTIME_DIR to a directory in which "
               u"this user may write."_s.arg(m_path, qt_error_string(errno));
    }
    return check();
}

QString RuntimeDirectory::check() const
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(m_path).constData(), &status) != 0) {
        if (errno == ENOENT)
            return {};
        return u"The directory %1 cannot be looked at: %2; set XDG_RUNTIME_DIR to a directory that "
               u"this user may read."_s.arg(m_path, qt_error_string(errno));
    }
    if (S_ISLNK(status.st_mode)) {
        return u"%1 is a symbolic link, which could lead to somebody else's sockets; remove it, "
               u"and "
               u"the directory is made anew."_s.arg(m_path);
    }
    if (!S_ISDIR(status.st_mode))
        return u"%1 is no directory; remove it, and the directory is made."_s.arg(m_path);
    if (status.st_uid != ::geteuid()) {
        return u"The directory %1 belongs to the user with the number %2, not to this one with %3; "
               u"set XDG_RUNTIME_DIR to a directory of this user."_s.arg(m_path)
                   .arg(status.st_uid)
                   .arg(::geteuid());
    }
    static constexpr mode_t Others = S_IRWXG | S_IRWXO;
    if (status.st_mode & Others) {
        return u"Other users may use the directory %1, which has the mode %2; run: chmod 700 '%1'"_s
            .arg(m_path, QString::number(status.st_mode & 07777, 8));
    }
    return {};
}

QList<Target> RuntimeDirectory::targets() const
{
    QList<Target> targets;
    if (!check().isEmpty())
        return targets;
    const QStringList names = QDir(m_path).entryList(QDir::System | QDir::Hidden);
    for (const QString &name : names) {
        Target target = Target::fromFileName(name);
        target.socketPath = m_path + u'/' + name;
        struct stat status = {};
        const bool isSocket =
            ::lstat(QFile::encodeName(target.socketPath).constData(), &status) == 0
            && S_ISSOCK(status.st_mode) && status.st_uid == ::geteuid();
        if (target.pid > 0 && isSocket)
            targets.append(target);
    }
    std::sort(targets.begin(), targets.end(), [](const Target &left, const Target &right) {
        return std::tie(left.pid, left.startTime, left.ordinal)
            < std::tie(right.pid, right.startTime, right.ordinal);
    });
    return targets;
}

//! Whether surely no process has the socket at \a path open. One in another container has a pid of
//! its own there, and looks dead from here.
static bool isAbandoned(const QString &path)
{
    const QByteArray bytes = QFile::encodeName(path);
    sockaddr_un address = {};
    if (bytes.size() >= qsizetype(sizeof address.sun_path))
        return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    const int result =
        ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    const bool isRefused = result != 0 && errno == ECONNREFUSED;
    ::close(descriptor);
    return isRefused;
}

void RuntimeDirectory::removeStale() const
{
    for (const Target &target : targets()) {
        // The name has the process in it, so nobody makes this socket anew meanwhile.
        if (!target.isAlive() && isAbandoned(target.socketPath))
            ::unlink(QFile::encodeName(target.socketPath).constData());
    }
}

} // namespace Actors::Inspection
