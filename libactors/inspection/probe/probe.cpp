// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe.h"

#include "probe/probeserver_p.h"

#include <Actors/Inspection/logging.h>

#include <QThread>

#if defined(Q_OS_LINUX)
#include <sys/auxv.h>
#elif defined(Q_OS_UNIX)
#include <unistd.h>
#endif

namespace Actors::Inspection {

namespace {

//! Whether the process has rights that its caller has not.
bool isPrivileged()
{
#if defined(Q_OS_LINUX)
    return ::getauxval(AT_SECURE) != 0;
#elif defined(Q_OS_UNIX)
    return ::getuid() != ::geteuid() || ::getgid() != ::getegid();
#else
    return false;
#endif
}

} // namespace

PayloadPolicy defaultPayloadPolicy()
{
#if defined(NDEBUG)
    return PayloadPolicy::Types;
#else
    return PayloadPolicy::Properties;
#endif
}

std::optional<ProbeOptions> ProbeOptions::fromEnvironment()
{
    const QByteArray word = qgetenv("ACTORS_INSPECT");
    if (word.isEmpty() || word == "0" || isPrivileged())
        return {};
    ProbeOptions options;
    if (word == "control") {
        options.mode = AccessMode::Control;
    } else if (word != "1" && word != "read") {
        qCWarning(Logging::inspection).noquote()
            << QStringLiteral(
                   "ACTORS_INSPECT is \"%1\", which means nothing; say 1, read or control")
                   .arg(QString::fromUtf8(word));
        return {};
    }
    return options;
}

class ProbePrivate
{
public:
    QThread thread;
    std::unique_ptr<ProbeServer> server;
    QString error;
    QString socketPath;
};

Probe::Probe(ActorSystem &system, const ProbeOptions &options, QObject *parent)
    : QObject(parent)
    , d(new ProbePrivate)
{
    d->thread.setObjectName(QStringLiteral("inspection"));
    d->server = std::make_unique<ProbeServer>(system, options);
    d->server->moveToThread(&d->thread);
    d->thread.start();
    QMetaObject::invokeMethod(
        d->server.get(),
        [this] {
            d->error = d->server->open();
            d->socketPath = d->server->socketPath();
        },
        Qt::BlockingQueuedConnection);
    if (!isOpen())
        qCWarning(Logging::inspection).noquote()
            << QStringLiteral("no inspector can attach: %1").arg(d->error);
}

Probe::~Probe()
{
    // Its parts belong to its thread.
    QMetaObject::invokeMethod(
        d->server.get(), [this] { d->server.reset(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

bool Probe::isOpen() const
{
    return d->error.isEmpty();
}

QString Probe::error() const
{
    return d->error;
}

QString Probe::socketPath() const
{
    return isOpen() ? d->socketPath : QString();
}

} // namespace Actors::Inspection
