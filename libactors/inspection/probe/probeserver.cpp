// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/probeserver_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Core/clock.h>
#include <Actors/Inspection/logging.h>
#include <Actors/Inspection/runtimedirectory.h>

#include <QCoreApplication>
#include <QLocalSocket>
#include <QSysInfo>

#include <algorithm>
#include <ctime>

#if defined(Q_OS_UNIX)
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace Actors::Inspection {

using namespace std::chrono;

namespace {

//! A look at all actors serves every stream that is due so soon after.
constexpr nanoseconds FreshFor = milliseconds(50);
constexpr milliseconds BeatInterval{4};
constexpr nanoseconds AlarmInterval = seconds(1);
//! The looks for alarms take no more than this part of a processor.
constexpr int AlarmShare = 500;
//! Measuring the lag wakes threads up.
constexpr nanoseconds LagInterval = seconds(1);
constexpr nanoseconds UnwatchedLagInterval = seconds(10);
constexpr int MostSystems = 100;

//! Who is at the other end, as the kernel says.
struct Peer
{
    bool isTrusted = false;
    qint64 pid = 0;
    qint64 user = -1;
};

Peer peerOf(const QLocalSocket &socket)
{
#if defined(Q_OS_LINUX)
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &credentials, &size)
        != 0)
        return {};
    return {credentials.uid == ::geteuid() || credentials.uid == 0, credentials.pid,
            credentials.uid};
#elif defined(Q_OS_UNIX)
    uid_t user = 0;
    gid_t group = 0;
    if (::getpeereid(int(socket.socketDescriptor()), &user, &group) != 0)
        return {};
    return {user == ::geteuid() || user == 0, 0, user};
#else
    Q_UNUSED(socket);
    return {true, 0, -1}; // The named pipe lets nobody else in.
#endif
}

QString nameOf(PayloadPolicy policy)
{
    switch (policy) {
    case PayloadPolicy::Types:
        return QStringLiteral("types");
    case PayloadPolicy::Properties:
        return QStringLiteral("properties");
    case PayloadPolicy::Full:
        return QStringLiteral("full");
    }
    Q_UNREACHABLE();
}

//! How long this thread has had a processor.
nanoseconds threadTime()
{
#if defined(Q_OS_UNIX)
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
#else
    return {};
#endif
}

//! When this process was started, since 1970; 0 where the kernel does not tell.
nanoseconds startOfProcess()
{
#if defined(Q_OS_LINUX)
    const quint64 ticks = Target::own({}, 0).startTime;
    timespec sinceBoot{};
    if (ticks == 0 || ::clock_gettime(CLOCK_BOOTTIME, &sinceBoot) != 0)
        return {};
    const auto started = nanoseconds(seconds(1)) * qint64(ticks) / ::sysconf(_SC_CLK_TCK);
    const nanoseconds age = seconds(sinceBoot.tv_sec) + nanoseconds(sinceBoot.tv_nsec) - started;
    return system_clock::now().time_since_epoch() - age;
#else
    return {};
#endif
}

} // namespace

ProbeServer::ProbeServer(ActorSystem &system, const ProbeOptions &options)
    : m_system(system)
    , m_options(options)
    , m_sampler(system)
    , m_letters(system, m_sampler.observation())
    , m_state{system,
              m_sampler,
              m_letters,
              m_alarms,
              std::make_shared<Recorder>(system.clock()),
              [postbox = m_postbox](std::function<void()> work) {
                  const std::lock_guard lock(postbox->mutex);
                  if (postbox->server)
                      QMetaObject::invokeMethod(postbox->server, std::move(work),
                                                Qt::QueuedConnection);
              },
              [this] { schedule(); },
              options.payload,
              options.authorize}
    , m_server(this)
    , m_tick(this)
    , m_beat(this)
{
    m_postbox->server = this;
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ProbeServer::accept);
    connect(&m_tick, &QTimer::timeout, this, &ProbeServer::tick);
    m_tick.setSingleShot(true);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_beat, &QTimer::timeout, this, [this] { m_sampler.beat(); });
    m_beat.setTimerType(Qt::PreciseTimer);
    m_beat.setInterval(BeatInterval);
    m_sampler.observation().setInstrumentation(m_state.recorder);
    addRules(m_alarms,
             options.alarms ? AlarmRules{*options.alarms, Alarms::Origin::Configured, {}}
                            : AlarmRules::configured());
}

ProbeServer::~ProbeServer()
{
    {
        const std::lock_guard lock(m_postbox->mutex);
        m_postbox->server = nullptr;
    }
    m_sampler.observation().setInstrumentation(nullptr);
    m_state.recorder->close();
    m_sessions.clear();
}

QString ProbeServer::open()
{
    schedule();
    const RuntimeDirectory directory =
        m_options.directory.isEmpty() ? RuntimeDirectory() : RuntimeDirectory(m_options.directory);
    if (QString error = directory.prepare(); !error.isEmpty())
        return error;
    directory.removeStale();
    for (int ordinal = 0; ordinal < MostSystems; ++ordinal) {
        const QString path =
            directory.location() + u'/' + Target::own(application(), ordinal).fileName();
        if (m_server.listen(path))
            return {};
        if (m_server.serverError() != QAbstractSocket::AddressInUseError)
            break;
    }
    return QStringLiteral("cannot listen in %1: %2")
        .arg(directory.location(), m_server.errorString());
}

void ProbeServer::accept()
{
    while (QLocalSocket *next = m_server.nextPendingConnection()) {
        std::unique_ptr<QLocalSocket> socket(next);
        socket->setParent(nullptr);
        const Peer peer = peerOf(*socket);
        if (!peer.isTrusted) {
            qCWarning(Logging::inspection).noquote()
                << QStringLiteral("refused an inspector of user %1 (pid %2): only the user of this "
                                  "process may inspect it")
                       .arg(peer.user)
                       .arg(peer.pid);
            continue;
        }
        serve(std::move(socket), peer.pid);
    }
}

QString ProbeServer::application() const
{
    return m_options.application.isEmpty() ? QCoreApplication::applicationName()
                                           : m_options.application;
}

Welcome ProbeServer::welcome() const
{
    Welcome welcome;
    welcome.features = {QStringLiteral("tree.v1"), QStringLiteral("deadletters.v1"),
                        QStringLiteral("lifecycle.v1"), QStringLiteral("alarms.v1"),
                        QStringLiteral("control.v1")};
    welcome.pid = QCoreApplication::applicationPid();
    welcome.application = application();
    welcome.applicationVersion = QCoreApplication::applicationVersion();
    welcome.organization = QCoreApplication::organizationName();
    welcome.system = m_system.name();
    welcome.library = QStringLiteral(ACTORS_VERSION);
    welcome.qt = QString::fromLatin1(qVersion());
    welcome.host = QSysInfo::machineHostName();
    welcome.payload = nameOf(m_options.payload);
    welcome.started = startOfProcess();
    return welcome;
}

void ProbeServer::serve(std::unique_ptr<QIODevice> device, qint64 peer)
{
    const auto attached = std::count_if(m_sessions.begin(), m_sessions.end(),
                                        [](const auto &one) { return !one->isOver(); });
    Session *session = m_sessions
                           .emplace_back(std::make_unique<Session>(std::move(device), m_state,
                                                                   m_options, welcome(), peer))
                           .get();
    connect(session, &Session::wantsTick, this, &ProbeServer::schedule);
    connect(session, &Session::ended, this, [this, session] {
        const auto place =
            std::find_if(m_sessions.begin(), m_sessions.end(),
                         [session](const auto &one) { return one.get() == session; });
        place->release()->deleteLater();
        m_sessions.erase(place);
        schedule();
    });
    if (attached >= m_options.connections)
        session->refuse(QStringLiteral("limit"),
                        QStringLiteral("%1 inspectors are attached, which is the most; close one")
                            .arg(m_options.connections));
}

void ProbeServer::schedule()
{
    std::optional<nanoseconds> next;
    bool beats = false;
    for (const auto &session : m_sessions) {
        if (const auto due = session->nextTick(); due && (!next || *due < *next))
            next = due;
        beats = beats || session->needsBeat();
    }
    if (!m_alarms.entries().empty() && (!next || m_alarmsDue < *next))
        next = m_alarmsDue;
    if (beats != m_beat.isActive()) {
        if (beats)
            m_beat.start();
        else
            m_beat.stop();
    }
    if (!next) {
        m_tick.stop();
        return;
    }
    const auto left = ceil<milliseconds>(*next - Clock::real()->now());
    m_tick.start(std::max(left, milliseconds(0)));
}

void ProbeServer::measureCost(nanoseconds now)
{
    if (now - m_costAt < seconds(1))
        return;
    const nanoseconds cpu = threadTime();
    if (m_costAt.count() > 0)
        m_state.cost.cpu = int((cpu - m_cpuAt) * 1000 / (now - m_costAt));
    m_costAt = now;
    m_cpuAt = cpu;
}

void ProbeServer::tick()
{
    const nanoseconds now = Clock::real()->now();
    const nanoseconds cpu = threadTime();
    const bool isForAlarms = !m_alarms.entries().empty() && m_alarmsDue <= now;
    const bool isForStreams = std::any_of(m_sessions.begin(), m_sessions.end(),
                                          [now](const auto &one) { return one->needsSurvey(now); });
    if (isForAlarms || (isForStreams && now - m_surveyed >= FreshFor)) {
        m_sampler.setLagInterval(m_sessions.empty() ? UnwatchedLagInterval : LagInterval);
        m_sampler.survey();
        // Who has just attached is shown what is there now, not what alarms were looked for in.
        if (isForStreams)
            m_surveyed = now;
    }
    m_letters.update(*m_state.recorder);
    if (isForAlarms) {
        m_alarms.evaluate(m_state);
        m_alarmsDue = now + std::max(AlarmInterval, AlarmShare * (threadTime() - cpu));
    }
    measureCost(now);
    for (const auto &session : m_sessions)
        session->tick(now);
    schedule();
}

} // namespace Actors::Inspection
