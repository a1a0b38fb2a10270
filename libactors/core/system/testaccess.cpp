// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "testaccess.h"

#include "actor/life_p.h"
#include "dispatch/deterministicworker_p.h"
#include "system/actorsystem_p.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>

namespace Actors::Internal {

namespace {

DeterministicWorker &deterministic(const ActorSystemPrivate &d)
{
    return static_cast<DeterministicWorker &>(*d.workers.only());
}

//! While it exists, a worker that falls asleep wakes \c port.
class SleepWatch
{
public:
    SleepWatch(ActorSystemPrivate &system, Worker &port)
        : m_system(system)
        , m_port(port)
    {
        {
            const std::lock_guard lock(system.observingMutex);
            system.observing.push_back(&port);
        }
        system.observers.fetch_add(1, std::memory_order_seq_cst);
        std::atomic_thread_fence(std::memory_order_seq_cst);
    }
    ~SleepWatch()
    {
        m_system.observers.fetch_sub(1, std::memory_order_seq_cst);
        {
            const std::lock_guard lock(m_system.observingMutex);
            auto &observing = m_system.observing;
            observing.erase(std::find(observing.begin(), observing.end(), &m_port));
        }
        // Whoever fell asleep last may have woken it once more.
        m_port.serve([] { return true; }, {});
    }
    Q_DISABLE_COPY_MOVE(SleepWatch)

private:
    ActorSystemPrivate &m_system;
    Worker &m_port;
};

} // namespace

TestAccess::TestAccess(ActorSystem &system)
    : d(&system.priv())
{
}

bool TestAccess::isDeterministic() const
{
    return d->workers.only() != nullptr;
}

bool TestAccess::step()
{
    return deterministic(*d).step();
}

int TestAccess::runnable() const
{
    return deterministic(*d).runnable();
}

void TestAccess::observeSteps(std::function<void(Cell *receiver, const QString &what)> observer)
{
    auto &trace = deterministic(*d).trace;
    if (!observer) {
        trace = {};
        return;
    }
    trace = [observer = std::move(observer)](Target *target, const QString &what) {
        observer(static_cast<Cell *>(target), what);
    };
}

void TestAccess::admitOnly(std::function<bool(Cell *receiver)> admits)
{
    if (!admits) {
        deterministic(*d).admits = {};
        return;
    }
    deterministic(*d).admits = [admits = std::move(admits)](Target *target) {
        return admits(static_cast<Cell *>(target));
    };
}

void TestAccess::giveUp(const ActorRef &actor)
{
    if (actor.cell() && !actor.cell()->object())
        actor.cell()->beginStop(QStringLiteral("its test, which never ran it"));
}

void TestAccess::plantFaults(std::function<Fault(const Envelope &envelope)> decide)
{
    auto &fault = deterministic(*d).fault;
    if (!decide) {
        fault = {};
        return;
    }
    fault = [decide = std::move(decide)](const Envelope &envelope) {
        return DeterministicWorker::Fault(decide(envelope));
    };
}

void TestAccess::releaseHeld(int count)
{
    deterministic(*d).releaseHeld(count);
}

void TestAccess::setWait(std::function<bool(const Predicate &isDone, Until until)> wait)
{
    d->environment.wait = [wait = std::move(wait)](Worker &, const Predicate &isDone, Until until) {
        return wait(isDone, until);
    };
}

bool TestAccess::isQuietBut(Worker &own) const
{
    const auto look = [this, &own](quint64 &passes) {
        bool quiet = d->workers.blockingJobs() == 0;
        d->workers.forEach([&](Worker &worker) {
            passes += worker.passes();
            quiet &= &worker == &own ? !worker.hasWork() : worker.isQuiet();
        });
        return quiet;
    };
    quint64 before = 0;
    quint64 after = 0;
    return look(before) && look(after) && before == after;
}

TestAccess::Outcome TestAccess::serve(const Predicate &isDone)
{
    if (isDeterministic()) {
        for (;;) {
            if (isDone())
                return Outcome::Done;
            if (step())
                continue;
            if (d->workers.blockingJobs() == 0)
                return Outcome::Quiet;
            d->workers.waitForBlockingJobs();
            deliverEvents();
        }
    }
    Worker &port = d->workers.port();
    const SleepWatch watch(*d, port);
    bool done = false;
    port.serve([&] { return (done = isDone()) || isQuietBut(port); }, {});
    return done ? Outcome::Done : Outcome::Quiet;
}

bool TestAccess::serveUntil(const Predicate &isDone, Until until)
{
    Worker &port = d->workers.port();
    const SleepWatch watch(*d, port);
    return port.serve(
        [&isDone] {
            QCoreApplication::sendPostedEvents();
            return isDone();
        },
        until);
}

void TestAccess::nudge()
{
    if (d->observers.load(std::memory_order_seq_cst) > 0)
        d->environment.fellAsleep();
}

void TestAccess::deliverEvents()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    if (isDeterministic())
        return;
    Worker &port = d->workers.port();
    std::vector<Worker *> others;
    d->workers.forEachThread([&](Worker &worker) {
        if (worker.state() != Inlet::Closed)
            others.push_back(&worker);
    });
    std::atomic<int> pending = int(others.size());
    for (Worker *worker : others) {
        worker->call(nullptr, [&pending, &port] {
            QCoreApplication::sendPostedEvents();
            port.call(nullptr, [&pending] { pending.fetch_sub(1); });
        });
    }
    port.serve([&pending] { return pending.load() == 0; }, {});
}

quint64 TestAccess::activity() const
{
    const ActorSystem::Ledger ledger = d->q->ledger();
    return ledger.sent + ledger.handled + ledger.dead;
}

ActorRef TestAccess::spawn(PropsBase props, const QString &name)
{
    return d->spawn(std::move(props), name, nullptr);
}

ActorRef TestAccess::actor(CellId id) const
{
    Cell *cell = id.isNull() ? nullptr : d->runtime.resolve(id);
    return cell ? ActorRef(cell, ActorRef::Ownership::Adopt) : ActorRef();
}

void TestAccess::visitObjects(
    const std::function<void(const ActorRef &actor, QObject *object)> &visit)
{
    std::vector<ActorRef> actors;
    d->runtime.forEach([&](Cell &cell) {
        if (cell.blueprint() && !cell.isStopped())
            actors.emplace_back(&cell);
    });
    Worker &port = d->workers.port();
    for (const ActorRef &actor : actors) {
        Worker &worker = actor.cell()->worker();
        if (worker.thread() == QThread::currentThread()) {
            if (QObject *object = actor.cell()->object())
                visit(actor, object);
            continue;
        }
        std::atomic<bool> pending = true;
        worker.call(nullptr, [&] {
            if (QObject *object = actor.cell()->object())
                visit(actor, object);
            port.call(nullptr, [&pending] { pending = false; });
        });
        port.serve([&pending] { return !pending.load(); }, {});
    }
}

QString TestAccess::running() const
{
    QString text;
    d->workers.forEach([&](Worker &worker) {
        if (Target *target = worker.running())
            text += static_cast<Cell *>(target)->path() + u' ';
    });
    return text.trimmed();
}

} // namespace Actors::Internal
