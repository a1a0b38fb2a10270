// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/RuntimeDirectory>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

//! Makes a socket at \a path that nobody listens on any more.
static bool abandonSocket(const QString &path)
{
    // The server removes its socket when it closes: let it remove another name of it.
    QLocalServer server;
    const QString other = path + u".listening"_s;
    return server.listen(other)
        && ::link(QFile::encodeName(other).constData(), QFile::encodeName(path).constData()) == 0;
}

static bool isThere(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0;
}

static uint modeOf(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

//! A process that has ended and of which nothing is left.
static qint64 endedProcess()
{
    QProcess process;
    process.start(u"true"_s);
    if (!process.waitForStarted())
        return 0;
    const qint64 pid = process.processId();
    return process.waitForFinished() ? pid : 0;
}

static QString fileName(qint64 pid, quint64 startTime, const QString &application)
{
    Target target;
    target.pid = pid;
    target.startTime = startTime;
    target.application = application;
    return target.fileName();
}

class RuntimeDirectoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_parent = std::make_unique<QTemporaryDir>(u"/tmp/rdt-XXXXXX"_s);
        QVERIFY(m_parent->isValid());
        m_path = m_parent->filePath(u"actors"_s);
    }

    void isWhereTheUsersRuntimeFilesAre()
    {
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        const QString ownInTmp = u"/tmp/actors-%1"_s.arg(::geteuid());

        qputenv("XDG_RUNTIME_DIR", "/run/user/7");
        QCOMPARE(RuntimeDirectory::path(), u"/run/user/7/actors"_s);
        QCOMPARE(RuntimeDirectory().location(), u"/run/user/7/actors"_s);
        qputenv("XDG_RUNTIME_DIR", "/run/user/7/");
        QCOMPARE(RuntimeDirectory::path(), u"/run/user/7/actors"_s);
        qputenv("XDG_RUNTIME_DIR", "not/absolute");
        QCOMPARE(RuntimeDirectory::path(), ownInTmp);
        qputenv("XDG_RUNTIME_DIR", "");
        QCOMPARE(RuntimeDirectory::path(), ownInTmp);
        qunsetenv("XDG_RUNTIME_DIR");
        QCOMPARE(RuntimeDirectory::path(), ownInTmp);

        if (!before.isNull())
            qputenv("XDG_RUNTIME_DIR", before);
    }

    void makesADirectoryForTheUserAlone()
    {
        const mode_t mask = ::umask(0);
        const QString error = RuntimeDirectory(m_path).prepare();
        ::umask(mask);

        QCOMPARE(error, QString());
        QCOMPARE(modeOf(m_path), 0700U);
        QCOMPARE(RuntimeDirectory(m_path).prepare(), QString());
        QCOMPARE(RuntimeDirectory(m_path).check(), QString());
    }

    void makesNothingWhenItOnlyLooks()
    {
        QCOMPARE(RuntimeDirectory(m_path).check(), QString());
        QVERIFY(RuntimeDirectory(m_path).targets().isEmpty());
        RuntimeDirectory(m_path).removeStale();

        QVERIFY(!isThere(m_path));
    }

    void refusesASymbolicLink()
    {
        const QString other = m_parent->filePath(u"other"_s);
        QCOMPARE(RuntimeDirectory(other).prepare(), QString());
        const QString socket = other + u'/' + fileName(endedProcess(), 1, u"app"_s);
        QVERIFY(abandonSocket(socket));
        QVERIFY(QFile::link(other, m_path));

        expectRefusal(u"symbolic link"_s, u"remove it"_s);
        QVERIFY(isThere(socket));

        QVERIFY(QFile::remove(m_path));
        QVERIFY(QFile::link(m_parent->filePath(u"nowhere"_s), m_path));
        expectRefusal(u"symbolic link"_s, u"remove it"_s);
    }

    void refusesAFile()
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));

        expectRefusal(u"no directory"_s, u"remove it"_s);
    }

    void refusesADirectoryThatOthersMayUse_data()
    {
        QTest::addColumn<uint>("mode");

        for (const uint mode : {0755U, 0710U, 0720U, 0740U, 0701U, 0702U, 0704U, 01777U})
            QTest::addRow("%o", mode) << mode;
    }

    void refusesADirectoryThatOthersMayUse()
    {
        QFETCH(const uint, mode);
        QCOMPARE(RuntimeDirectory(m_path).prepare(), QString());
        const QString socket = m_path + u'/' + fileName(endedProcess(), 1, u"app"_s);
        QVERIFY(abandonSocket(socket));
        QCOMPARE(::chmod(QFile::encodeName(m_path).constData(), mode), 0);

        expectRefusal(u"the mode %1"_s.arg(mode, 0, 8), u"chmod 700"_s);
        QCOMPARE(modeOf(m_path), mode);
        QVERIFY(isThere(socket));
    }

    void refusesADirectoryOfAnotherUser()
    {
        if (::geteuid() == 0) {
            QCOMPARE(RuntimeDirectory(m_path).prepare(), QString());
            QCOMPARE(::chown(QFile::encodeName(m_path).constData(), 4711, 4711), 0);
        } else {
            m_path = u"/usr"_s;
        }

        expectRefusal(u"belongs to the user"_s, u"XDG_RUNTIME_DIR"_s);
    }

    void saysThatItCannotBeMade()
    {
        m_path = m_parent->filePath(u"missing/actors"_s);

        const QString error = RuntimeDirectory(m_path).prepare();

        QVERIFY2(error.contains(u"cannot be made"), qPrintable(error));
        QVERIFY2(error.contains(u"XDG_RUNTIME_DIR"), qPrintable(error));
    }

    void saysThatAFileIsInItsWay()
    {
        QFile file(m_parent->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        m_path = m_parent->filePath(u"file/actors"_s);

        const QString error = RuntimeDirectory(m_path).check();

        QVERIFY2(error.contains(u"cannot be looked at"), qPrintable(error));
    }

    // 107 bytes and a zero.
    void saysThatItsPathIsTooLongForASocket()
    {
        const qsizetype name = Target::own(QString(24, u'x'), 99).fileName().size();
        const QString parent = m_parent->path() + u'/';
        const qsizetype room = 107 - 1 - name - parent.size();

        QCOMPARE(RuntimeDirectory(parent + QString(room, u'd')).prepare(), QString());
        const QString tooLong = parent + QString(room + 1, u'd');
        const QString error = RuntimeDirectory(tooLong).prepare();

        QVERIFY2(error.contains(u"may have 108 bytes"), qPrintable(error));
        QVERIFY2(error.contains(u"no more than 107"), qPrintable(error));
        QVERIFY2(error.contains(u"XDG_RUNTIME_DIR"), qPrintable(error));
        QVERIFY(!isThere(tooLong));
    }

    void namesATargetByItsProcess()
    {
        Target target;
        target.pid = 4711;
        target.startTime = 18'273;
        target.application = u"robotd"_s;
        QCOMPARE(target.fileName(), u"4711-18273-robotd.sock"_s);
        target.ordinal = 1;
        QCOMPARE(target.fileName(), u"4711-18273-robotd.1.sock"_s);
    }

    void readsBackTheNamesOfTargets_data()
    {
        QTest::addColumn<QString>("application");
        QTest::addColumn<QString>("expected");

        const auto kept = [](const char *name) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(name);
        };
        kept("robotd");
        kept("robot-d_2");
        kept("org.example.robot");
        kept("org.example.robot-2");
        kept("Küche");
        kept("abcdefghijklmnopqrstuvwx");
        kept(".");
        QTest::newRow("number after a dot") << u"python3.11"_s << u"python3_11"_s;
        QTest::newRow("two numbers after dots") << u"a.1.2"_s << u"a.1_2"_s;
        QTest::newRow("25 bytes") << u"abcdefghijklmnopqrstuvwxy"_s
                                  << u"abcdefghijklmnopqrstuvwx"_s;
        QTest::newRow("cut before a letter of two bytes")
            << u"abcdefghijklmnopqrstuvwä"_s << u"abcdefghijklmnopqrstuvw"_s;
        QTest::newRow("slash and blank") << u"../my app"_s << u".._my_app"_s;
        QTest::newRow("control characters") << u"a\n\x1b[2J"_s << u"a___2J"_s;
        QTest::newRow("no letter") << u"🦆"_s << u"_"_s;
        QTest::newRow("half of a letter") << QString(QChar(0xd800)) << u"_"_s;
        QTest::newRow("nothing") << u""_s << u"unnamed"_s;
    }

    void readsBackTheNamesOfTargets()
    {
        QFETCH(const QString, application);
        QFETCH(const QString, expected);

        for (const int ordinal : {0, 1, 12}) {
            const Target written = Target::own(application, ordinal);
            const Target read = Target::fromFileName(written.fileName());

            QCOMPARE(written.application, expected);
            QCOMPARE(read.pid, QCoreApplication::applicationPid());
            QCOMPARE(read.startTime, written.startTime);
            QCOMPARE(read.application, expected);
            QCOMPARE(read.ordinal, ordinal);
        }
    }

    void readsNoOtherNames_data()
    {
        QTest::addColumn<QString>("name");

        for (const char *name : {"",
                                 ".",
                                 "..",
                                 ".sock",
                                 "app.sock",
                                 "1-2.sock",
                                 "1-2-.sock",
                                 "1-2-app",
                                 "1-2-app.socket",
                                 "1-2-app.sock~",
                                 "0-2-app.sock",
                                 "-1-2-app.sock",
                                 "+1-2-app.sock",
                                 "01-2-app.sock",
                                 "1-02-app.sock",
                                 "1--2-app.sock",
                                 "x-2-app.sock",
                                 "1-x-app.sock",
                                 "1-2-app.01.sock",
                                 "1-2-a b.sock",
                                 "1-2-a\n.sock",
                                 "1-2-app.1.2.sock",
                                 "2147483648-2-app.sock",
                                 "1-18446744073709551616-app.sock",
                                 "1-2-abcdefghijklmnopqrstuvwxy.sock",
                                 "1-2-app.sock.listening"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }

    void readsNoOtherNames()
    {
        QFETCH(const QString, name);

        QCOMPARE(Target::fromFileName(name).pid, 0);
    }

    void knowsWhetherAProcessLives()
    {
        Target target = Target::own(u"app"_s, 0);
        QVERIFY(target.isAlive());
#ifdef Q_OS_LINUX
        QVERIFY(target.startTime > 0);
        target.startTime += 1;
        QVERIFY(!target.isAlive());
#endif
        target.pid = endedProcess();
        QVERIFY(target.pid > 0);
        QVERIFY(!target.isAlive());
    }

    void takesAProcessForDeadOfWhichOnlyItsParentKnows()
    {
        QProcess process;
        process.start(u"cat"_s);
        QVERIFY(process.waitForStarted());
        Target target;
        target.pid = process.processId();
        target.startTime = startTimeOf(target.pid);
        QVERIFY(target.isAlive());

        // It ends, and nobody asks how until this function returns to an event loop.
        QCOMPARE(::kill(static_cast<pid_t>(target.pid), SIGKILL), 0);
        siginfo_t info = {};
        QCOMPARE(::waitid(P_PID, static_cast<id_t>(target.pid), &info, WEXITED | WNOWAIT), 0);
        QVERIFY(!target.isAlive());

        process.waitForFinished();
    }

    void listsTheSocketsByTheirProcesses()
    {
        const RuntimeDirectory directory(m_path);
        QCOMPARE(directory.prepare(), QString());
        const QStringList names{u"20-1-b.sock"_s, u"3-1-a.sock"_s, u"3-1-a.1.sock"_s};
        for (const QString &name : names)
            QVERIFY(abandonSocket(m_path + u'/' + name));
        QVERIFY(abandonSocket(m_path + u"/other.sock"_s));
        QVERIFY(QFile::link(m_path + u"/3-1-a.sock"_s, m_path + u"/4-1-link.sock"_s));
        QFile file(m_path + u"/5-1-file.sock"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(QDir(m_path).mkdir(u"6-1-folder.sock"_s));

        QStringList found;
        for (const Target &target : directory.targets()) {
            QCOMPARE(target.socketPath, m_path + u'/' + target.fileName());
            found.append(target.fileName());
        }
        QCOMPARE(found, QStringList({u"3-1-a.sock"_s, u"3-1-a.1.sock"_s, u"20-1-b.sock"_s}));
    }

    void removesWhatEndedProcessesHaveLeft()
    {
        const RuntimeDirectory directory(m_path);
        QCOMPARE(directory.prepare(), QString());
        const Target own = Target::own(u"app"_s, 0);
        const qint64 ended = endedProcess();
        const auto at = [this](const QString &name) { return m_path + u'/' + name; };

        const QString living = at(own.fileName());
        const QString former = at(fileName(own.pid, own.startTime + 1, u"app"_s));
        const QString dead = at(fileName(ended, 1, u"app"_s));
        const QString unknown = at(u"unknown.sock"_s);
        const QString link = at(fileName(ended, 2, u"app"_s));
        const QString file = at(fileName(ended, 3, u"app"_s));
        const QString listening = at(fileName(ended, 4, u"app"_s));
        for (const QString &socket : {living, former, dead, unknown})
            QVERIFY(abandonSocket(socket));
        QVERIFY(QFile::link(unknown, link));
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        QLocalServer server;
        QVERIFY(server.listen(listening));

        directory.removeStale();

        QVERIFY(isThere(living));
        QVERIFY(!isThere(former));
        QVERIFY(!isThere(dead));
        QVERIFY(isThere(unknown));
        QVERIFY(isThere(link));
        QVERIFY(isThere(file));
        QVERIFY(isThere(listening));
    }

    void leavesTheSocketsOfOtherUsers()
    {
        if (::geteuid() != 0)
            QSKIP("Only root can give a socket away.");
        const RuntimeDirectory directory(m_path);
        QCOMPARE(directory.prepare(), QString());
        const QString socket = m_path + u'/' + fileName(endedProcess(), 1, u"app"_s);
        QVERIFY(abandonSocket(socket));
        QCOMPARE(::lchown(QFile::encodeName(socket).constData(), 4711, 4711), 0);

        directory.removeStale();

        QVERIFY(directory.targets().isEmpty());
        QVERIFY(isThere(socket));
    }

private:
    //! That all of it is refused for that reason, and nothing is touched.
    void expectRefusal(const QString &cause, const QString &cure)
    {
        const RuntimeDirectory directory(m_path);
        for (const QString &error : {directory.prepare(), directory.check()}) {
            QVERIFY2(error.contains(cause), qPrintable(error));
            QVERIFY2(error.contains(cure), qPrintable(error));
            QVERIFY2(error.contains(m_path), qPrintable(error));
        }
        QVERIFY(directory.targets().isEmpty());
        directory.removeStale();
    }

    //! What the kernel says of its start.
    static quint64 startTimeOf(qint64 pid)
    {
        QFile file(u"/proc/%1/stat"_s.arg(pid));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray line = file.readAll();
        return line.sliced(line.lastIndexOf(')') + 2).split(' ').value(19).toULongLong();
    }

    std::unique_ptr<QTemporaryDir> m_parent;
    QString m_path;
};

QTEST_GUILESS_MAIN(RuntimeDirectoryTest)

#include "runtimedirectorytest.moc"
