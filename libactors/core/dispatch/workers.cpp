// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/watchdog_p.h"
#include "dispatch/workers_p.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace Actors::Internal {

namespace {

std::atomic<quint64> nextRegistry = 1;

//! Where one thread runs everything, nothing else goes on while a handler takes so long.
constexpr std::chrono::nanoseconds LongestOfOnly = std::chrono::seconds(2);

//! The ports of this thread, by the number of their registry; closed when the thread ends.
struct PortsOfThread
{
    struct Entry
    {
        quint64 registry;
        std::weak_ptr<LoopWorker> port;
    };

    ~PortsOfThread()
    {
        // What is refused may lead to another one.
        while (!entries.empty()) {
            const auto port = entries.back().port.lock();
            entries.pop_back();
            if (port)
                port->leave();
        }
    }

    void add(quint64 registry, const std::shared_ptr<LoopWorker> &port)
    {
        std::erase_if(entries, [](const Entry &entry) { return entry.port.expired(); });
        entries.push_back({registry, port});
    }

    std::shared_ptr<LoopWorker> find(quint64 registry) const
    {
        const auto found =
            std::find_if(entries.begin(), entries.end(),
                         [registry](const Entry &entry) { return entry.registry == registry; });
        return found == entries.end() ? nullptr : found->port.lock();
    }

    std::vector<Entry> entries;
};

PortsOfThread &portsOfThread()
{
    static thread_local PortsOfThread ports;
    return ports;
}

Worker *leastOf(const std::vector<Worker *> &workers)
{
    const auto least = std::min_element(
        workers.begin(), workers.end(),
        [](const Worker *left, const Worker *right) { return left->tenants() < right->tenants(); });
    return least == workers.end() ? nullptr : *least;
}

//! Whether a worker whose thread has ended may be freed.
bool isUnused(const Worker &worker)
{
    return worker.isDeserted() && !Announcement::exists(worker);
}

} // namespace

Workers::Workers(WorkerEnvironment &environment)
    : m_environment(environment)
    , m_guardian(std::make_unique<LoopWorker>(environment))
    , m_dedicatedBudget(std::max(4, QThread::idealThreadCount()))
    , m_id(nextRegistry.fetch_add(1))
{
}

Workers::~Workers()
{
    endWatch();
    finish(std::chrono::milliseconds(-1));
    for (const auto &port : m_ports) {
        if (port->state() != Inlet::Closed)
            port->leave();
    }
    // Some thread may still be on its way out of the send of the last answer.
    for (const auto &port : m_ports) {
        while (Announcement::exists(*port))
            QThread::yieldCurrentThread();
    }
    for (const auto &home : m_homes) {
        while (Announcement::exists(home->thread->worker()))
            QThread::yieldCurrentThread();
    }
}

void Workers::useOnly(std::unique_ptr<Worker> worker)
{
    m_only = std::move(worker);
    m_only->maxHandlerTime = LongestOfOnly.count();
}

void Workers::watch(Worker &worker, std::chrono::nanoseconds maxHandlerTime)
{
    if (maxHandlerTime.count() <= 0 || m_watchEnded)
        return;
    worker.maxHandlerTime.store(maxHandlerTime.count(), std::memory_order_relaxed);
    if (!m_watchdog) {
        m_watchdog = std::make_unique<Watchdog>([this](const Watchdog::Visitor &visit) {
            forEach([&](Worker &watched) {
                visit(watched,
                      &watched == m_only.get() ? Diagnostic::HandlerBlocks
                                               : Diagnostic::LongHandler);
            });
        });
    } else {
        m_watchdog->look();
    }
}

void Workers::endWatch()
{
    std::unique_ptr<Watchdog> watchdog;
    {
        const std::lock_guard lock(m_mutex);
        m_watchEnded = true;
        watchdog = std::move(m_watchdog);
    }
}

void Workers::configure(const QString &name, const Dispatcher &dispatcher)
{
    const std::lock_guard lock(m_mutex);
    m_named.insert(name, dispatcher);
}

bool Workers::isConfigured(const QString &name) const
{
    const std::lock_guard lock(m_mutex);
    return m_named.contains(name);
}

void Workers::setDefault(const Dispatcher &dispatcher)
{
    const std::lock_guard lock(m_mutex);
    m_default = dispatcher;
    m_defaultPool.store(nullptr, std::memory_order_release);
}

void Workers::setEventLoop(Dispatcher::EventLoop loop)
{
    const std::lock_guard lock(m_mutex);
    m_eventLoop = loop;
}

void Workers::setDedicatedBudget(int threads)
{
    const std::lock_guard lock(m_mutex);
    m_dedicatedBudget = threads;
}

int Workers::dedicatedBudget() const
{
    const std::lock_guard lock(m_mutex);
    return m_dedicatedBudget;
}

Worker *Workers::leastOfDefault()
{
    const auto *workers = m_defaultPool.load(std::memory_order_acquire);
    return workers && m_leaving.load(std::memory_order_relaxed) == 0 ? leastOf(*workers) : nullptr;
}

Worker *Workers::place(const Dispatcher &dispatcher, Worker *parent, const QString &actorName)
{
    if (!parent && dispatcher.kind() == Dispatcher::Kind::Automatic
        && dispatcher.maxHandlerTime().count() == 0) {
        if (Worker *worker = leastOfDefault()) {
            worker->placements.fetch_add(1, std::memory_order_release);
            return worker;
        }
    }
    QString fallenBack;
    Worker *worker = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        if (m_leaving > 0)
            sweepHomes();
        std::optional<Dispatcher> limited;
        const Dispatcher *choice = &dispatcher;
        if (dispatcher.kind() == Dispatcher::Kind::Automatic) {
            choice = &m_default;
            if (dispatcher.maxHandlerTime().count() > 0) {
                limited = m_default.withMaxHandlerTime(dispatcher.maxHandlerTime());
                choice = &*limited;
            }
        }
        if (choice->kind() == Dispatcher::Kind::Named) {
            const auto named = m_named.constFind(choice->name());
            if (named == m_named.constEnd())
                return nullptr;
            choice = &*named;
        }
        const Dispatcher &wanted = *choice;
        if (m_only) {
            if (!m_watchdog)
                watch(*m_only, std::chrono::nanoseconds(m_only->maxHandlerTime));
            m_only->placements.fetch_add(1, std::memory_order_release);
            return m_only.get();
        }
        const bool withParent = wanted.kind() == Dispatcher::Kind::Parent
            || wanted.kind() == Dispatcher::Kind::Automatic;
        if (withParent && parent) {
            worker = parent;
        } else {
            switch (wanted.kind()) {
            case Dispatcher::Kind::Dedicated:
                worker = dedicated(wanted, actorName);
                break;
            case Dispatcher::Kind::Pool:
                worker = pooled(wanted);
                break;
            case Dispatcher::Kind::Gui:
                worker = gui(wanted);
                break;
            default:
                if (m_dedicatedUsed < m_dedicatedBudget) {
                    worker = dedicated(wanted, actorName);
                } else {
                    worker = pooled(Dispatcher::pool());
                    if (!std::exchange(m_saidFellBack, true))
                        fallenBack = actorName;
                }
                break;
            }
        }
        worker->placements.fetch_add(1, std::memory_order_release);
    }
    if (!fallenBack.isNull() && fellBack)
        fellBack(fallenBack);
    return worker;
}

void Workers::vacated(Worker &worker)
{
    worker.departures.fetch_add(1, std::memory_order_acq_rel);
    if (!worker.endsWhenVacant || worker.tenants() > 0)
        return;
    const std::lock_guard lock(m_mutex);
    Home *home = m_homeOf.value(&worker);
    // A child may have been placed there meanwhile, and even have stopped.
    if (!home || home->leaving || worker.tenants() > 0)
        return;
    home->leaving = true;
    ++m_leaving;
    --m_dedicatedUsed;
    home->thread->finish();
}

Worker *Workers::start(const Dispatcher &dispatcher, const QString &name, bool isDedicated)
{
    auto home = std::make_unique<Home>();
    const auto loop = dispatcher.hasEventLoopChoice() ? dispatcher.eventLoop() : m_eventLoop;
    home->thread = std::make_unique<ActorThread>(m_environment, name, loop);
    home->dedicated = isDedicated;
    home->poolId = dispatcher.poolId();
    Worker *worker = &home->thread->worker();
    worker->endsWhenVacant = isDedicated;
    if (dispatcher.budget().count() > 0)
        worker->setBudget(dispatcher.budget());
    watch(*worker, dispatcher.maxHandlerTime());
    m_homeOf.insert(worker, home.get());
    m_homes.push_back(std::move(home));
    return worker;
}

Worker *Workers::dedicated(const Dispatcher &dispatcher, const QString &name)
{
    ++m_dedicatedUsed;
    return start(dispatcher, name, true);
}

Workers::Pool &Workers::poolOf(const Dispatcher &dispatcher)
{
    for (Pool &pool : m_pools) {
        if (pool.id == dispatcher.poolId())
            return pool;
    }
    const int size =
        dispatcher.threads() > 0 ? dispatcher.threads() : std::max(2, QThread::idealThreadCount());
    return m_pools.emplace_back(Pool{dispatcher.poolId(), std::size_t(size), {}});
}

Worker *Workers::pooled(const Dispatcher &dispatcher)
{
    Pool &pool = poolOf(dispatcher);
    Worker *least = leastOf(pool.workers);
    const bool isComplete = pool.workers.size() >= pool.size;
    if (isComplete && &dispatcher == &m_default && !m_defaultWorkers) {
        m_defaultWorkers = std::make_unique<const std::vector<Worker *>>(pool.workers);
        m_defaultPool.store(m_defaultWorkers.get(), std::memory_order_release);
    }
    if (least && (isComplete || least->tenants() == 0))
        return least;
    const QString name = dispatcher.poolId() == 0
        ? QStringLiteral("pool-%1").arg(pool.workers.size())
        : QStringLiteral("pool%1-%2").arg(dispatcher.poolId()).arg(pool.workers.size());
    Worker *worker = start(dispatcher, name, false);
    pool.workers.push_back(worker);
    return worker;
}

LoopWorker *Workers::portFor(QThread *thread)
{
    const auto found = std::find_if(m_ports.begin(), m_ports.end(), [thread](const auto &port) {
        return port->thread() == thread && port->state() != Inlet::Closed;
    });
    return found == m_ports.end() ? nullptr : found->get();
}

Worker *Workers::gui(const Dispatcher &dispatcher)
{
    QThread *mainThread = QCoreApplication::instance()->thread();
    LoopWorker *port = portFor(mainThread);
    if (!port) {
        sweepPorts();
        m_ports.push_back(std::make_shared<LoopWorker>(m_environment));
        port = m_ports.back().get();
        port->setName(QStringLiteral("main"));
        port->setThread(mainThread);
        if (QThread::currentThread() == mainThread) {
            portsOfThread().add(m_id, m_ports.back());
            port->enter();
        } else {
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [shared = m_ports.back(), id = m_id] {
                    if (shared->state() == Inlet::Closed)
                        return;
                    portsOfThread().add(id, shared);
                    shared->enter();
                },
                Qt::QueuedConnection);
        }
    }
    port->setBudget(dispatcher.budget());
    watch(*port, dispatcher.maxHandlerTime());
    return port;
}

Worker *Workers::existingPort()
{
    Worker *current = sender().worker;
    if (current && &current->environment() == &m_environment)
        return current;
    if (m_only)
        return m_only.get();
    return portsOfThread().find(m_id).get();
}

Worker &Workers::port()
{
    Worker *worker = openPort();
    Q_ASSERT(worker);
    return *worker;
}

Worker *Workers::openPort()
{
    if (m_closed.load(std::memory_order_acquire))
        return nullptr;
    if (Worker *worker = existingPort())
        return worker;
    std::shared_ptr<LoopWorker> port;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return nullptr;
        sweepPorts();
        // Made for this thread by another one. A port that is in use belongs to a thread that has
        // just ended, if Qt has given this one its address.
        LoopWorker *made = portFor(QThread::currentThread());
        if (made && !made->isEntered()) {
            const auto shared = std::find_if(m_ports.begin(), m_ports.end(),
                                             [made](const auto &it) { return it.get() == made; });
            port = *shared;
        } else {
            port = std::make_shared<LoopWorker>(m_environment);
            port->setThread(QThread::currentThread());
            port->setName(QThread::currentThread()->objectName());
            m_ports.push_back(port);
        }
        portsOfThread().add(m_id, port);
    }
    port->enter();
    return port.get();
}

Worker &Workers::service()
{
    const std::lock_guard lock(m_mutex);
    return *pooled(Dispatcher::pool());
}

quint64 Workers::retiredSent() const
{
    const std::lock_guard lock(m_mutex);
    return m_retiredSent;
}

quint64 Workers::retiredHandled() const
{
    const std::lock_guard lock(m_mutex);
    return m_retiredHandled;
}

void Workers::sweepHomes()
{
    std::erase_if(m_homes, [this](const std::unique_ptr<Home> &home) {
        Worker &worker = home->thread->worker();
        if (!home->leaving || !home->thread->isFinished() || !isUnused(worker))
            return false;
        m_retiredSent += worker.sent();
        m_retiredHandled += worker.handled();
        m_homeOf.remove(&worker);
        --m_leaving;
        return true;
    });
}

void Workers::sweepPorts()
{
    std::erase_if(m_ports, [this](const auto &port) {
        if (port->state() != Inlet::Closed || !isUnused(*port))
            return false;
        m_retiredSent += port->sent();
        m_retiredHandled += port->handled();
        return true;
    });
}

void Workers::runBlocking(std::function<void()> function)
{
    m_blockingJobs.fetch_add(1);
    m_blocking.start([this, function = std::move(function)] {
        function();
        m_blockingJobs.fetch_sub(1);
        if (m_environment.observers->load() > 0)
            m_environment.fellAsleep();
    });
}

bool Workers::finish(std::chrono::milliseconds time)
{
    m_blocking.waitForDone(time.count() < 0 ? -1 : int(time.count()));
    if (m_only)
        m_only->leave();
    std::vector<ActorThread *> threads;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &home : m_homes) {
            if (!std::exchange(home->leaving, true)) {
                ++m_leaving;
                home->thread->finish();
            }
            threads.push_back(home->thread.get());
        }
    }
    const auto end = Clock::real()->now() + time;
    bool all = true;
    for (ActorThread *thread : threads) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::real()->now());
        all &= thread->join(time.count() < 0 ? time : std::max(left, std::chrono::milliseconds(0)));
    }
    return all;
}

void Workers::close()
{
    finish(std::chrono::milliseconds(-1));
    std::vector<std::shared_ptr<LoopWorker>> ports;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        ports = m_ports;
        for (const auto &home : m_homes)
            home->thread->end();
    }
    const auto here = portsOfThread().find(m_id);
    for (const auto &port : ports) {
        if (port != here) {
            port->leaveSoon();
            continue;
        }
        // The answers of the last actors.
        port->serve([&port] { return !port->hasWork(); }, {});
        port->leave();
    }
}

void Workers::forEach(const std::function<void(Worker &)> &visit)
{
    const std::lock_guard lock(m_mutex);
    if (m_only)
        visit(*m_only);
    for (const auto &home : m_homes)
        visit(home->thread->worker());
    for (const auto &port : m_ports)
        visit(*port);
}

void Workers::forEachPlace(
    const std::function<void(Worker &, Dispatcher::Kind, const QString &)> &visit)
{
    const std::lock_guard lock(m_mutex);
    const auto nameOfPool = [this](quint64 id) {
        if (id == 0)
            return QStringLiteral("pool");
        for (auto named = m_named.cbegin(); named != m_named.cend(); ++named) {
            if (named->kind() == Dispatcher::Kind::Pool && named->poolId() == id)
                return named.key();
        }
        return QStringLiteral("pool%1").arg(id);
    };
    if (m_only)
        visit(*m_only, Dispatcher::Kind::Automatic, m_only->name());
    for (const auto &home : m_homes) {
        Worker &worker = home->thread->worker();
        if (home->dedicated)
            visit(worker, Dispatcher::Kind::Dedicated, worker.name());
        else
            visit(worker, Dispatcher::Kind::Pool, nameOfPool(home->poolId));
    }
    for (const auto &port : m_ports) {
        if (port->thread() == QCoreApplication::instance()->thread())
            visit(*port, Dispatcher::Kind::Gui, port->name());
    }
}

void Workers::forEachThread(const std::function<void(Worker &)> &visit)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &home : m_homes)
        visit(home->thread->worker());
}

} // namespace Actors::Internal
