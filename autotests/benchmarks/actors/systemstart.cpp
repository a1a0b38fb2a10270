// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnActors {

namespace {

class Server : public Actors::Actor
{
    Q_OBJECT

public:
    qint64 compute(qint64 value) { return value + 1; }
};

} // namespace

Result systemStart(qint64 systems)
{
    double seconds = 0;
    qint64 right = 0;
    for (qint64 i = 0; i < systems; ++i) {
        const double start = now();
        Actors::ActorSystem system(QStringLiteral("bench"));
        const auto server = system.spawn<Server>(QStringLiteral("server"));
        const qint64 answer = server.ask(&Server::compute, i).result();
        seconds += now() - start;
        right += answer == i + 1 ? 1 : 0;
    }
    return {double(systems), seconds, right == systems};
}

} // namespace Bench::OnActors

#include "systemstart.moc"
