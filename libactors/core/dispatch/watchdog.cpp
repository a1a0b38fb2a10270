// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/watchdog_p.h"

#include <QThread>

#include <algorithm>

namespace Actors::Internal {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

QString text(nanoseconds time)
{
    return QStringLiteral("%1 ms").arg(double(time.count()) / 1e6, 0, 'g', 3);
}

} // namespace

Watchdog::Watchdog(Workers workers)
    : m_workers(std::move(workers))
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(QStringLiteral("watchdog"));
    m_thread->start();
}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    m_thread->wait();
}

void Watchdog::look()
{
    {
        const std::lock_guard lock(m_mutex);
        m_looks = true;
    }
    m_changed.notify_all();
}

void Watchdog::run()
{
    for (;;) {
        const auto period = lookAround();
        std::unique_lock lock(m_mutex);
        const auto wanted = [this] { return m_ends || m_looks; };
        if (period)
            m_changed.wait_for(lock, *period, wanted);
        else
            m_changed.wait(lock, wanted);
        m_looks = false;
        if (m_ends)
            return;
    }
}

std::optional<nanoseconds> Watchdog::lookAround()
{
    std::optional<nanoseconds> period;
    std::vector<Case> cases;
    m_workers([&](Worker &worker, Diagnostic diagnostic) {
        const nanoseconds limit(worker.maxHandlerTime.load(std::memory_order_relaxed));
        if (limit.count() <= 0)
            return;
        const nanoseconds wanted = std::max(nanoseconds(milliseconds(1)), limit / 4);
        period = std::min(period.value_or(wanted), wanted);
        lookAt(worker, diagnostic, limit, cases);
    });
    for (const Case &one : cases)
        reportCase(one);
    return period;
}

void Watchdog::reportCase(const Case &one)
{
    const QString cause = one.state == Case::Running
        ? QStringLiteral("it has run for %1 on thread \"%2\" and has not returned; the limit is %3")
        : QStringLiteral("it ran for %1 on thread \"%2\"; the limit is %3");
    report(
        one.diagnostic, QStringLiteral("%1 takes long").arg(one.method), one.path,
        cause.arg(text(one.time), one.thread, text(one.limit)),
        one.diagnostic == Diagnostic::HandlerBlocks
            ? QStringLiteral("nothing else runs meanwhile, not even what it may wait for: use "
                             "then() instead of waiting")
            : QStringLiteral("give the actor Dispatcher::dedicated(), split the work, or do it in "
                             "ActorSystem::blocking()"));
}

void Watchdog::reportEnded(Worker &worker, Diagnostic diagnostic, const QString &path,
                           const QString &method, nanoseconds time)
{
    reportCase({diagnostic, path, method.isEmpty() ? QStringLiteral("a handler") : method,
                Worker::nameOf(worker.thread()), time,
                nanoseconds(worker.maxHandlerTime.load(std::memory_order_relaxed)), Case::Ended});
}

void Watchdog::lookAt(Worker &worker, Diagnostic diagnostic, nanoseconds limit,
                      std::vector<Case> &cases)
{
    worker.watchHandling([&](Worker::WatchedHandling &handling) {
        const nanoseconds now = Clock::real()->now();
        if (handling.isReported || now - handling.begun < limit)
            return;
        handling.isReported = true;
        worker.longHandlers.fetch_add(1, std::memory_order_relaxed);
        const auto &pathOf = worker.environment().pathOf;
        cases.push_back({diagnostic, pathOf ? pathOf(*handling.target) : QString(),
                         handling.table->name ? handling.table->name(handling.arguments)
                                              : QStringLiteral("a handler"),
                         Worker::nameOf(worker.thread()), now - handling.begun, limit,
                         Case::Running});
    });
}

} // namespace Actors::Internal
