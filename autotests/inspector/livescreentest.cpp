// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Inspection/Probe>

#include <QFile>
#include <QProcess>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <memory>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Actors;

namespace {

constexpr char enterScreen[] = "\x1b[?1049h";
constexpr char leaveScreen[] = "\x1b[?1049l";

class Clerk : public Actor
{
    Q_OBJECT

public Q_SLOTS:
    void work() { }
};

//! actors-inspect top, in a terminal of its own.
class Session : public QObject
{
    Q_OBJECT

public:
    Session()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    {
        ::grantpt(m_master);
        ::unlockpt(m_master);
        const winsize size{Rows, Columns, 0, 0};
        ::ioctl(m_master, TIOCSWINSZ, &size);
        m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &Session::read);

        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("COLUMNS"));
        environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
        m_process.setProcessEnvironment(environment);
        const QByteArray slave = ::ptsname(m_master);
        m_process.setChildProcessModifier([slave] {
            ::setsid();
            const int console = ::open(slave.constData(), O_RDWR);
            ::ioctl(console, TIOCSCTTY, 0);
            for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
                ::dup2(console, fd);
        });
        m_process.start(
            QStringLiteral(ACTORS_INSPECT_PROGRAM),
            {QStringLiteral("top"), QStringLiteral("--interval"), QStringLiteral("100ms")});
    }
    ~Session() override
    {
        m_process.kill();
        m_process.waitForFinished();
        m_notifier.reset();
        ::close(m_master);
    }

    static constexpr unsigned short Rows = 8;
    static constexpr unsigned short Columns = 60;

    const QByteArray &shown() const { return m_shown; }
    const QProcess &process() const { return m_process; }
    void press(char key) { QCOMPARE(::write(m_master, &key, 1), 1); }
    void send(int signal) { ::kill(pid_t(m_process.processId()), signal); }
    void resize(unsigned short columns)
    {
        const winsize size{Rows, columns, 0, 0};
        ::ioctl(m_master, TIOCSWINSZ, &size);
    }

private:
    void read()
    {
        char bytes[4096];
        const auto count = ::read(m_master, bytes, sizeof bytes);
        if (count > 0)
            m_shown.append(bytes, count);
        else
            m_notifier->setEnabled(false); // The program has ended.
    }

    int m_master;
    QByteArray m_shown;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QProcess m_process;
};

} // namespace

class LiveScreenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keyQEndsItAndTheScreenIsAsBefore();
    void aSignalEndsItAndTheScreenIsAsBefore_data();
    void aSignalEndsItAndTheScreenIsAsBefore();
    void aPageFitsTheWindowAndIsDrawnAnewWhenThatChanges();

private:
    QTemporaryDir m_runtime;
    std::unique_ptr<ActorSystem> m_system;
    std::unique_ptr<Inspection::Probe> m_probe;
};

void LiveScreenTest::initTestCase()
{
    QCoreApplication::setApplicationName(QStringLiteral("office"));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_runtime.path()));
    qunsetenv("ACTORS_INSPECT");
    m_system = std::make_unique<ActorSystem>(QStringLiteral("demo"));
    for (int i = 0; i < 30; ++i)
        m_system->spawn(Props<Clerk>().withDispatcher(Dispatcher::pool()),
                        QStringLiteral("clerk%1").arg(i));
    m_probe = std::make_unique<Inspection::Probe>(*m_system);
    QVERIFY2(m_probe->isOpen(), qPrintable(m_probe->error()));
}

void LiveScreenTest::keyQEndsItAndTheScreenIsAsBefore()
{
    Session session;
    QTRY_VERIFY(session.shown().contains("/user/clerk"));
    QCOMPARE(session.shown().count(enterScreen), 1);
    QCOMPARE(session.shown().count(leaveScreen), 0);
    session.press('q');
    QTRY_COMPARE(session.process().state(), QProcess::NotRunning);
    QCOMPARE(session.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(session.process().exitCode(), 0);
    QTRY_COMPARE(session.shown().count(leaveScreen), 1);
}

void LiveScreenTest::aSignalEndsItAndTheScreenIsAsBefore_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void LiveScreenTest::aSignalEndsItAndTheScreenIsAsBefore()
{
    QFETCH(const int, signal);
    Session session;
    QTRY_VERIFY(session.shown().contains("/user/clerk"));
    session.send(signal);
    QTRY_COMPARE(session.process().state(), QProcess::NotRunning);
    QCOMPARE(session.process().exitStatus(), QProcess::CrashExit);
    QCOMPARE(session.process().exitCode(), signal);
    QTRY_COMPARE(session.shown().count(leaveScreen), 1);
}

void LiveScreenTest::aPageFitsTheWindowAndIsDrawnAnewWhenThatChanges()
{
    Session session;
    QTRY_VERIFY(session.shown().contains("/user/clerk"));
    const qsizetype pages = session.shown().count("\x1b[H");
    QVERIFY(session.shown().count('\n') <= pages * (Session::Rows - 1));
    QVERIFY(!session.shown().contains("busy"));
    session.resize(120);
    QTRY_VERIFY(session.shown().count("\x1b[H") > pages);
    QTRY_VERIFY(session.shown().contains("busy"));
}

QTEST_GUILESS_MAIN(LiveScreenTest)
#include "livescreentest.moc"
