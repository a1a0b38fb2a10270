// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "observation.h"

#include "actor/life_p.h"
#include "cell/guardedqueue_p.h"
#include "system/actorsystem_p.h"

#include <Actors/Core/instrumentation.h>

#include <unordered_map>

namespace Actors::Internal {

namespace {

// What is beyond has come to a thread whose handler runs for long, and is not worth the time.
constexpr quint64 MostCounted = 1'000'000;
constexpr quint64 MostDated = 50'000;

using Published = std::unordered_map<const Target *, Backlog>;

//! What lies in the rings of \a worker, for each receiver.
void addPublished(Worker &worker, Published &published)
{
    const Target *last = nullptr;
    Backlog *backlog = nullptr;
    // Messages come in runs.
    const auto of = [&](const Target &target) -> Backlog & {
        if (&target != last) {
            backlog = &published[&target];
            last = &target;
        }
        return *backlog;
    };
    worker.showRings(Worker::Start::Scanning, MostCounted,
                     [&](const Target &target, quint32) { ++of(target).count; });
    worker.showRings(Worker::Start::Reading, MostDated,
                     [&](const Target &target, quint32 stamp) { of(target).date(stamp); });
}

QString describe(Mailbox::Kind kind, int capacity)
{
    switch (kind) {
    case Mailbox::Kind::Unbounded:
        return QStringLiteral("unbounded");
    case Mailbox::Kind::Bounded:
        return QStringLiteral("bounded (%1)").arg(capacity);
    case Mailbox::Kind::Priority:
        return QStringLiteral("priority");
    case Mailbox::Kind::ControlAware:
        return QStringLiteral("control-aware");
    case Mailbox::Kind::QtQueued:
        return QStringLiteral("Qt queued");
    }
    Q_UNREACHABLE();
}

RunningLook lookAt(const Worker &worker)
{
    return {worker.id(), worker.running(), worker.runningTable(), worker.handled()};
}

//! Suspends its actor again once that has handled a message.
class OneStep final : public Attachment
{
public:
    void afterMessage(Cell &cell, const MessageTable &) override
    {
        cell.setAttentive(Cell::Keeper::Inspector, false);
        cell.suspend(Cell::Cause::Inspector);
    }
};

SystemWitness *theWitness = nullptr;

} // namespace

Observation::Observation(ActorSystem &system)
    : d(&system.priv())
{
}

void Observation::survey(const std::function<void(const ActorLook &)> &visit) const
{
    Published published;
    d->workers.forEach([&published](Worker &worker) { addPublished(worker, published); });
    d->runtime.forEach([&](Cell &cell) {
        const bool isGuardian =
            &cell == d->runtime.root || &cell == d->runtime.user || &cell == d->runtime.system;
        if (cell.isStopped() || (!cell.blueprint() && !isGuardian))
            return;
        ActorLook look;
        look.id = cell.id();
        look.address = &cell;
        if (const Cell *parent = cell.parent())
            look.parent = parent->id();
        if (const Blueprint *blueprint = cell.blueprint())
            look.type = blueprint->incarnation().metaObject();
        look.thread = cell.inlet().id();
        look.state = cell.state();
        look.isSuspended = cell.isSuspended();
        look.hasFailed = look.isSuspended && cell.hasFailed();
        look.handled = cell.handled.load(std::memory_order_relaxed);
        look.begun = cell.begun.load(std::memory_order_acquire);
        const auto found = published.find(&cell);
        Backlog backlog = found == published.end() ? Backlog() : found->second;
        backlog.seen = quint32(cell.arrived.load(std::memory_order_acquire));
        backlog.addPosted(cell, cell.delivered.load(std::memory_order_acquire));
        look.depth = cell.depth(backlog);
        if (look.depth > 0)
            look.oldest = cell.oldestStamp(backlog);
        look.failures = cell.failures();
        look.restarts = cell.restarts();
        look.birth = cell.birth();
        visit(look);
    });
}

std::vector<ThreadLook> Observation::threads() const
{
    std::vector<ThreadLook> all;
    d->workers.forEachPlace([&all](Worker &worker, Dispatcher::Kind kind, const QString &) {
        if (worker.tenants() > 0)
            all.push_back({lookAt(worker), worker.name(), kind, worker.tenants()});
    });
    return all;
}

void Observation::showRunning(const std::function<void(const RunningLook &)> &visit) const
{
    d->workers.forEach([&visit](Worker &worker) {
        if (worker.tenants() > 0)
            visit(lookAt(worker));
    });
}

bool Observation::call(quint32 thread, std::function<void()> step) const
{
    bool isThere = false;
    d->workers.forEach([&](Worker &worker) {
        if (worker.id() != thread || worker.tenants() == 0 || worker.state() == Inlet::Closed)
            return;
        worker.call(nullptr, std::function(step));
        isThere = true;
    });
    return isThere;
}

QString Observation::mailbox(CellId id) const
{
    const ActorRef actor = this->actor(id);
    if (actor.isNull())
        return {};
    const GuardedQueue *guarded = actor.cell()->guardedQueue();
    return guarded ? describe(guarded->mailbox().kind, guarded->mailbox().capacity)
                   : describe(Mailbox::Kind::Unbounded, -1);
}

QString Observation::path(CellId id) const
{
    return id.isNull() ? QString() : d->runtime.pathOf(id);
}

std::optional<Observation::Epitaph> Observation::epitaph(CellId id) const
{
    const auto stone = d->runtime.tombstone(id);
    return stone ? std::optional(Epitaph{stone->cause, stone->time}) : std::nullopt;
}

QString Observation::typeName(const MessageTable &table)
{
    return table.name ? table.name(nullptr) : QString();
}

ActorRef Observation::actor(CellId id) const
{
    Cell *cell = id.isNull() ? nullptr : d->runtime.resolve(id);
    return cell ? ActorRef(cell, ActorRef::Ownership::Adopt) : ActorRef();
}

void Observation::setInstrumentation(std::shared_ptr<Instrumentation> instrumentation) const
{
    d->setInspector(std::move(instrumentation));
}

bool Observation::perform(CellId id, std::function<void(Cell &)> step) const
{
    const ActorRef actor = this->actor(id);
    if (actor.isNull() || actor.isStopped() || actor.cell()->worker().state() == Inlet::Closed)
        return false;
    actor.cell()->perform([actor, step = std::move(step)] { step(*actor.cell()); });
    return true;
}

void Observation::step(Cell &cell)
{
    if (!cell.attachment(Cell::Keeper::Inspector))
        cell.attach(Cell::Keeper::Inspector, std::make_unique<OneStep>());
    cell.setAttentive(Cell::Keeper::Inspector, true);
    cell.resume(Cell::Cause::Inspector);
}

ActorSetup ActorSetup::of(Cell &cell)
{
    Life *life = Life::ifThere(cell);
    if (!life)
        return {};
    return {life->timers().keys(), life->watched(), life->stashSize(), life->behaviorCount(),
            life->receiveTimeout()};
}

SystemWitness::~SystemWitness() = default;

void SystemWitness::set(SystemWitness *witness)
{
    theWitness = witness;
}

SystemWitness *SystemWitness::present()
{
    return theWitness;
}

} // namespace Actors::Internal
