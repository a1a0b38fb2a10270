// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actorsystem.h"

#include "actor/actoroptions_p.h"
#include "actor/life_p.h"
#include "cell/guardedqueue_p.h"
#include "dispatch/deterministicworker_p.h"
#include "dispatch/watchdog_p.h"
#include "refs/payload_p.h"
#include "system/actorsystem_p.h"
#include "system/observation.h"
#include "system/supervisor.h"

#include <Actors/Core/diagnostics.h>
#include <Actors/Core/instrumentation.h>

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <array>

namespace Actors {

using namespace Internal;

namespace Internal {

Spawner::~Spawner() = default;

} // namespace Internal

namespace {

//! Systems that are still there when the application ends.
class LivingSystems
{
public:
    void add(ActorSystem *system)
    {
        const std::lock_guard lock(m_mutex);
        m_systems.push_back(system);
        if (!std::exchange(m_registered, true))
            qAddPostRoutine(&closeAll);
    }
    void remove(ActorSystem *system)
    {
        const std::lock_guard lock(m_mutex);
        std::erase(m_systems, system);
    }
    std::vector<ActorSystem *> all()
    {
        const std::lock_guard lock(m_mutex);
        m_registered = false;
        return m_systems;
    }

private:
    static void closeAll();

    std::mutex m_mutex;
    std::vector<ActorSystem *> m_systems;
    bool m_registered = false;
};

LivingSystems &livingSystems()
{
    static LivingSystems systems;
    return systems;
}

void LivingSystems::closeAll()
{
    for (ActorSystem *system : livingSystems().all()) {
        report(Diagnostic::SystemOutlivesApplication, QString(), system->name(),
               QStringLiteral("the application ends before the actor system"),
               QStringLiteral("destroy the system before QCoreApplication"));
        system->priv().beginShutdown();
        system->priv().workers.port().waitFor(
            [system] { return system->state() == ActorSystem::State::Closed; },
            system->priv().runtime.clock().now() + system->priv().options.shutdownTimeout);
    }
}

QString withoutSlash(const QString &path)
{
    return path.startsWith(u'/') ? path : QStringLiteral("/user/") + path;
}

//! Whether a cell without options has such a one.
bool isPlain(const Mailbox &mailbox)
{
    return !mailbox.data().isGuarded() && mailbox.data().name.isEmpty();
}

bool isPossible(const Mailbox &mailbox)
{
    const auto &data = mailbox.data();
    const bool limits = std::all_of(data.limits.begin(), data.limits.end(),
                                    [](const auto &it) { return it.count > 0; });
    const bool waits =
        data.overflow.policy() != Overflow::Waits || data.overflow.timeout().count() >= 0;
    const bool lives = data.lifetime.count() >= 0;
    const bool marks = data.highWater >= 0 && data.lowWater >= 0
        && (data.highWater == 0 || data.lowWater < data.highWater);
    return limits && waits && lives && marks
        && (mailbox.kind() != Mailbox::Kind::Bounded || mailbox.capacity() > 0);
}

//! Lets a new actor begin its life.
template<class Begin>
void launch(Cell &cell, Begin begin)
{
    Runtime &runtime = cell.runtime();
    if (Instrumentation *observer = runtime.instrumentation.load(std::memory_order_relaxed))
        observer->spawned(cell.id().toInteger(), cell.parent()->id().toInteger(), cell.path(),
                          cell.className());
    begin();
    // The system may have begun to close in the meantime, and not have seen this actor.
    if (runtime.closing.load())
        cell.stop(QStringLiteral("the shutdown of the system"));
}

//! Tells two what happens.
class Both final : public Instrumentation
{
public:
    Both(Instrumentation &first, Instrumentation &second)
        : m_both{&first, &second}
    {
    }

    void spawned(quint64 actor, quint64 parent, const QString &path, const char *className) override
    {
        tell([&](Instrumentation &one) { one.spawned(actor, parent, path, className); });
    }
    void started(quint64 actor) override
    {
        tell([&](Instrumentation &one) { one.started(actor); });
    }
    void stopped(quint64 actor, const QString &cause) override
    {
        tell([&](Instrumentation &one) { one.stopped(actor, cause); });
    }
    void failed(quint64 actor, const QString &error, const QString &message) override
    {
        tell([&](Instrumentation &one) { one.failed(actor, error, message); });
    }
    void decided(quint64 actor, const char *directive, std::chrono::nanoseconds delay) override
    {
        tell([&](Instrumentation &one) { one.decided(actor, directive, delay); });
    }
    void restarted(quint64 actor, quint64 incarnation) override
    {
        tell([&](Instrumentation &one) { one.restarted(actor, incarnation); });
    }
    void deadLetter(quint64 recipient, quint64 sender, const char *reason,
                    const ObservedType &type) override
    {
        tell([&](Instrumentation &one) { one.deadLetter(recipient, sender, reason, type); });
    }

private:
    template<class Tell>
    void tell(Tell tell)
    {
        for (Instrumentation *one : m_both)
            tell(*one);
    }

    const std::array<Instrumentation *, 2> m_both;
};

} // namespace

// ---------------------------------------------------------------- the parts

ActorSystemPrivate::ActorSystemPrivate(ActorSystem *system, const QString &name,
                                       const ActorSystemOptions &given)
    : q(system)
    , options(given)
    , spawnsPlainly(isPlain(given.mailbox) && isPossible(given.mailbox)
                    && given.topLevelStrategy.redeliver() == 0)
    , environment{options.clock ? options.clock : Clock::real(),
                  options.timers ? options.timers : Timers::real(),
                  &observers,
                  [this] {
                      const std::lock_guard lock(observingMutex);
                      for (Worker *worker : observing) {
                          if (worker->thread() != QThread::currentThread())
                              worker->call(nullptr, [] {});
                      }
                  },
                  {}}
    , workers(environment)
    , runtime(name, environment)
    , supervision(runtime)
    , deadLetters(environment.clock.load(),
                  [this](std::chrono::nanoseconds due) {
                      if (state.load() == ActorSystem::State::Closed)
                          return;
                      Worker &worker = runtime.service();
                      worker.call(nullptr, [this, &worker, due] { flushLater(worker, due); });
                  })
    , scheduler(std::make_unique<Scheduler>(runtime))
    , directory(options.directory)
{
    environment.lifetime.over = [this] { delete this; };
    runtime.workers = &workers;
    runtime.spawner = static_cast<Spawner *>(this);
    runtime.superior = &supervision;
    runtime.deadLetters = &deadLetters;
    runtime.askTimeout = options.askTimeout;
    if (options.random)
        runtime.random = options.random;
    environment.departed = [this] {
        if (runtime.closing.load())
            advanceShutdown();
    };
    runtime.cellStopped = [this](Cell &cell) { cellStopped(cell); };
    runtime.keepPayload = [](Envelope &envelope) { return MessagePayload::of(envelope); };
    supervision.timeout = options.supervisorTimeout;
    supervision.topLevel = options.topLevelStrategy;
    supervision.children = options.childStrategy;
    supervision.askSupervisor = [this](const QString &supervisorName,
                                       const Supervised &supervised) {
        ActorRef supervisor;
        {
            const std::lock_guard lock(mutex);
            supervisor = supervisors.value(supervisorName);
        }
        if (supervisor.isNull() || supervisor.isStopped())
            return false;
        Ref<Supervisor>(supervisor).tell(&Supervisor::inform, supervised.error(), supervised);
        return true;
    };
    supervision.escalated = [this](const Failure &failure) {
        QMetaObject::invokeMethod(
            q, [this, failure] { Q_EMIT q->escalated(failure); }, Qt::QueuedConnection);
    };
    environment.caught = [this](Worker &worker, QObject *receiver, const auto &error) {
        caught(worker, receiver, error);
    };
    environment.pathOf = [](Target &target) { return static_cast<Cell &>(target).path(); };
    environment.tookLong = [this](Worker &worker, Target &target, const QString &method,
                                  auto time) {
        Watchdog::reportEnded(
            worker, &worker == workers.only() ? Diagnostic::HandlerBlocks : Diagnostic::LongHandler,
            static_cast<Cell &>(target).path(), method, time);
    };
    workers.setDefault(options.dispatcher);
    workers.setEventLoop(options.eventLoop);
    if (options.dedicatedThreads > 0)
        workers.setDedicatedBudget(options.dedicatedThreads);
    workers.fellBack = [this](const QString &actor) {
        report(Diagnostic::PlacementFellBack, QString(), QStringLiteral("/user/") + actor,
               QStringLiteral("all %1 threads for single actors are in use")
                   .arg(workers.dedicatedBudget()),
               QStringLiteral(
                   "raise ActorSystemOptions::dedicatedThreads, or choose Dispatcher::pool()"));
    };
    if (options.executor)
        workers.useOnly(std::make_unique<DeterministicWorker>(environment, options.executor));
    runtime.createGuardians();
}

ActorSystemPrivate::~ActorSystemPrivate() = default;

void ActorSystemPrivate::flushLater(Worker &worker, std::chrono::nanoseconds due)
{
    struct Flush final : Appointment
    {
        explicit Flush(ActorSystemPrivate &system)
            : d(system)
        {
        }
        void happen() override
        {
            d.deadLetters.flush();
            const std::lock_guard lock(d.mutex);
            std::erase_if(d.flushes, [this](const auto &it) { return it.get() == this; });
        }
        ActorSystemPrivate &d;
    };
    auto flush = std::make_unique<Flush>(*this);
    Flush &appointment = *flush;
    {
        const std::lock_guard lock(mutex);
        flushes.push_back(std::move(flush));
    }
    worker.insert(appointment, due);
}

ActorRef ActorSystemPrivate::refuse(ActorError::Code code, Diagnostic diagnostic,
                                    const QString &path, const QString &cause, const QString &cure)
{
    report(diagnostic, QString(), path, cause, cure);
    return ActorRef::refused(
        SpawnRefused(code, QStringLiteral("%1: %2; %3").arg(path, cause, cure)));
}

ActorRef ActorSystemPrivate::spawnPlain(PropsBase &props)
{
    if (runtime.closing.load())
        return {};
    Worker *worker = workers.place(props.dispatcher(), nullptr, QStringLiteral("\"\""));
    Cell *cell = runtime.create(*worker, runtime.user, props.takeBlueprint(), QString());
    ActorRef ref(cell, ActorRef::Ownership::Adopt);
    runtime.publish(*cell);
    launch(*cell, [cell] { cell->sendConstruction(); });
    return ref;
}

ActorRef ActorSystemPrivate::spawn(PropsBase &&props, const QString &name, Cell *parent)
{
    if (!parent && name.isNull() && !props.options() && spawnsPlainly && props.blueprint()
        && props.blueprint()->isPlain()) {
        if (ActorRef ref = spawnPlain(props); !ref.isNull())
            return ref;
    }
    Cell *above = parent ? parent : runtime.user;
    const auto path = [&] {
        const QString shown = name.isEmpty() ? QStringLiteral("\"\"") : name;
        return (above == runtime.user ? QStringLiteral("/user") : above->path()) + u'/' + shown;
    };
    using Code = ActorError::Code;

    if (runtime.closing.load() || (parent && parent->state() >= Cell::State::Stopping)) {
        return refuse(Code::ShuttingDown, Diagnostic::SpawnDuringShutdown, path(),
                      parent && !runtime.closing.load()
                          ? QStringLiteral("its parent is stopping")
                          : QStringLiteral("the system is shutting down"),
                      QStringLiteral("spawn before, or not at all"));
    }
    if (!props.blueprint()) {
        return refuse(Code::BadProps, Diagnostic::NotAWorker, path(),
                      QStringLiteral("the Props are empty"),
                      QStringLiteral("make them by Props<T>(arguments)"));
    }
    if (!name.isNull() && (name.isEmpty() || name.contains(u'/') || name.startsWith(u'$'))) {
        return refuse(
            Code::BadName, Diagnostic::IllegalName, path(),
            name.isEmpty()            ? QStringLiteral("the name is empty")
                : name.contains(u'/') ? QStringLiteral("the name contains a slash")
                                      : QStringLiteral("names that begin with $ are the system's"),
            QStringLiteral("choose a name that can be in a path, or use spawnAnonymous()"));
    }
    const auto *given = static_cast<const ActorOptions *>(props.options());
    const Mailbox *mailbox = &options.mailbox;
    std::optional<Mailbox> own;
    if (given && given->hasMailbox)
        mailbox = &given->mailbox;
    else if (props.blueprint()->has(Blueprint::DeclaresMailbox))
        mailbox = &own.emplace(*props.blueprint()->incarnation().classMailbox());
    if (const QString &known = mailbox->data().name; !known.isEmpty()) {
        const std::lock_guard lock(mutex);
        const auto named = mailboxes.constFind(known);
        if (named == mailboxes.constEnd()) {
            return refuse(Code::BadMailbox, Diagnostic::BadMailbox, path(),
                          QStringLiteral("no mailbox is configured as \"%1\"").arg(known),
                          QStringLiteral("call ActorSystem::configureMailbox() before"));
        }
        own = *named;
        mailbox = &*own;
    }
    if (!isPossible(*mailbox)) {
        return refuse(Code::BadMailbox, Diagnostic::BadMailbox, path(),
                      QStringLiteral("a mailbox of capacity %1, or a limit or timeout below zero")
                          .arg(mailbox->capacity()),
                      QStringLiteral("give it room for one message at least"));
    }
    if (given && !given->supervisor.isEmpty()) {
        const std::lock_guard lock(mutex);
        if (!supervisors.contains(given->supervisor)) {
            return refuse(
                Code::UnknownSupervisor, Diagnostic::UnknownSupervisor, path(),
                QStringLiteral("no supervisor is registered as \"%1\"").arg(given->supervisor),
                QStringLiteral("call ActorSystem::registerSupervisor() before"));
        }
    }
    const Dispatcher &dispatcher = props.dispatcher();
    if (dispatcher.kind() == Dispatcher::Kind::Named && !workers.isConfigured(dispatcher.name())) {
        return refuse(
            Code::UnknownDispatcher, Diagnostic::UnknownDispatcher, path(),
            QStringLiteral("no dispatcher is configured as \"%1\"").arg(dispatcher.name()),
            QStringLiteral("call ActorSystem::configureDispatcher() before"));
    }

    Worker *worker = workers.place(dispatcher, parent ? &parent->worker() : nullptr,
                                   name.isEmpty() ? QStringLiteral("\"\"") : name);
    // What is said of it once others know it would be said on a line that its thread reads.
    Cell *cell = runtime.create(*worker, above, props.takeBlueprint(), name);
    ActorRef ref(cell, ActorRef::Ownership::Adopt);
    bool attentive = false;
    const bool hasOptions = given || mailbox->data().isGuarded();
    if (hasOptions) {
        auto kept =
            given ? std::make_shared<ActorOptions>(*given) : std::make_shared<ActorOptions>();
        kept->mailbox = *mailbox;
        attentive = kept->isAttentive() || kept->stashCapacity >= 0 || kept->carriesState;
        cell->setOptions(kept);
    }
    const bool redelivers = supervision.mayRedeliver(*cell, given);
    if (redelivers)
        cell->expectRedelivery();
    const auto giveUp = [&] {
        workers.vacated(*worker);
        worker->depart(1);
        cell->release();
    };
    // Only now: whoever finds it may use it.
    if (!name.isNull() && !runtime.claim(*cell)) {
        giveUp();
        return refuse(
            Code::NameTaken, Diagnostic::NameTaken, path(),
            QStringLiteral("a living actor has that name"),
            QStringLiteral("stop it first and wait for terminated(), or choose another name"));
    }
    runtime.publish(*cell);
    const Definition *definition = cell->blueprint()->definition();
    if (definition && !enter(definition->address(), ref)) {
        if (!name.isNull())
            runtime.disclaim(*cell);
        giveUp();
        return refuse(Code::NameTaken, Diagnostic::AddressTaken, path(),
                      QStringLiteral("a living actor has the address %1")
                          .arg(definition->address().toString()),
                      QStringLiteral("give each actor an address of its own"));
    }
    if (parent && sender().worker == &parent->worker()) {
        parent->addChild(*cell);
    } else if (parent) {
        parent->perform([parent, ref] {
            if (ref.isStopped())
                return;
            if (parent->state() >= Cell::State::Stopping)
                ref.cell()->stop(QStringLiteral("its parent"));
            else
                parent->addChild(*ref.cell());
        });
    }
    if (given) {
        for (const auto &connect : given->connections)
            connect(ref);
    }
    launch(*cell, [&] {
        if (!hasOptions && !redelivers) {
            cell->sendConstruction();
            return;
        }
        worker->call(cell, [cell, attentive] {
            if (attentive)
                Life::of(*cell);
            cell->construct();
        });
    });
    return ref;
}

// ---------------------------------------------------------------- shutdown

void ActorSystemPrivate::setState(ActorSystem::State next)
{
    state.store(next);
    QMetaObject::invokeMethod(
        q, [this, next] { Q_EMIT q->stateChanged(next); }, Qt::QueuedConnection);
}

void ActorSystemPrivate::caught(Worker &worker, QObject *receiver, const std::exception_ptr &error)
{
    std::vector<ActorRef> tenants;
    runtime.forEach([&](Cell &cell) {
        if (cell.blueprint() && &cell.worker() == &worker && cell.object())
            tenants.emplace_back(&cell);
    });
    Cell *owner = nullptr;
    for (const QObject *object = receiver; object && !owner; object = object->parent()) {
        for (const ActorRef &tenant : tenants) {
            if (tenant.cell()->object() == object)
                owner = tenant.cell();
        }
    }
    if (!owner && tenants.size() == 1)
        owner = tenants.front().cell();
    if (owner) {
        owner->perform([owner, error] { owner->fail(error); });
        return;
    }
    const QString who = receiver
        ? QStringLiteral("a slot of %1").arg(QLatin1String(receiver->metaObject()->className()))
        : QStringLiteral("a slot");
    report(Diagnostic::UnownedException, QString(), QString(),
           QStringLiteral("%1 on thread \"%2\" threw: %3")
               .arg(who, Worker::nameOf(worker.thread()), errorFrom(error).text()),
           QStringLiteral("give the object an actor as its parent, or catch what its slots throw"));
}

QStringList ActorSystemPrivate::alive() const
{
    QStringList paths;
    const_cast<Runtime &>(runtime).forEach([&paths](Cell &cell) {
        if (cell.blueprint() && !cell.isStopped())
            paths.append(cell.path());
    });
    return paths;
}

void ActorSystemPrivate::beginShutdown()
{
    if (runtime.closing.exchange(true))
        return;
    setState(ActorSystem::State::Closing);
    {
        const std::lock_guard lock(mutex);
        phase = 1;
    }
    QList<ActorRef> keep;
    {
        const std::lock_guard lock(mutex);
        keep = supervisors.values();
    }
    runtime.forEach([&](Cell &cell) {
        if (cell.blueprint() && cell.parent() == runtime.user && !keep.contains(ActorRef(&cell)))
            cell.stop(QStringLiteral("the shutdown of the system"));
    });
    advanceShutdown();
}

bool ActorSystemPrivate::enter(const Address &address, const ActorRef &actor)
{
    while (!directory.insertIfAbsent(address, actor)) {
        const auto present = directory.value(address);
        if (present && !present->isStopped())
            return false;
        if (present)
            directory.removeIf(address, *present);
    }
    return true;
}

void ActorSystemPrivate::cellStopped(Cell &cell)
{
    if (cell.blueprint()->has(Blueprint::IsDefined))
        directory.removeIf(cell.blueprint()->definition()->address(), ActorRef(&cell));
}

void ActorSystemPrivate::advanceShutdown()
{
    QList<ActorRef> toStop;
    bool isOver = false;
    {
        const std::lock_guard lock(mutex);
        if (phase == 1) {
            int supervisorsAlive = 0;
            for (const ActorRef &supervisor : std::as_const(supervisors))
                supervisorsAlive += supervisor.isStopped() ? 0 : 1;
            if (runtime.alive() > supervisorsAlive)
                return;
            phase = 2;
            toStop = supervisors.values();
        }
        if (phase == 2 && runtime.alive() == 0) {
            phase = 3;
            isOver = true;
        }
    }
    for (const ActorRef &supervisor : toStop)
        supervisor.cell()->stop(QStringLiteral("the shutdown of the system"));
    if (!isOver)
        return;
    scheduler->close();
    std::vector<Completion> completions;
    {
        const std::lock_guard lock(mutex);
        setState(ActorSystem::State::Closed);
        completions = std::exchange(closed, {});
    }
    for (auto &completion : completions)
        completion({});
    workers.forEach([](Worker &worker) { worker.call(nullptr, [] {}); });
}

void ActorSystemPrivate::close()
{
    workers.close();
    runtime.instrumentation = nullptr;
    environment.clock = Clock::real();
    deadLetters.close();
    deadLetters.detach();
    eventStream.close();
    scheduler->close();
    supervisors.clear();
    directory.clear();
    closed.clear();
    flushes.clear();
}

void ActorSystemPrivate::setInstrumentation(Instrumentation *chosen)
{
    const std::lock_guard lock(mutex);
    chosenInstrumentation = chosen;
    updateInstrumentation();
}

void ActorSystemPrivate::setInspector(std::shared_ptr<Instrumentation> inspector)
{
    const std::lock_guard lock(mutex);
    inspectors.push_back(std::move(inspector));
    updateInstrumentation();
}

void ActorSystemPrivate::updateInstrumentation()
{
    Instrumentation *inspector = inspectors.empty() ? nullptr : inspectors.back().get();
    if (chosenInstrumentation && inspector) {
        inspectors.insert(std::prev(inspectors.end()),
                          std::make_shared<Both>(*chosenInstrumentation, *inspector));
        runtime.instrumentation.store(std::prev(inspectors.end(), 2)->get());
        return;
    }
    runtime.instrumentation.store(inspector ? inspector : chosenInstrumentation);
}

void ActorSystemPrivate::whenClosed(Completion completion)
{
    {
        const std::lock_guard lock(mutex);
        if (state.load() != ActorSystem::State::Closed) {
            closed.push_back(std::move(completion));
            return;
        }
    }
    completion({});
}

// ---------------------------------------------------------------- the system

ActorSystem::ActorSystem(const QString &name, QObject *parent)
    : ActorSystem(name, {}, parent)
{
}

ActorSystem::ActorSystem(const QString &name, const ActorSystemOptions &options, QObject *parent)
    : QObject(parent)
    , d(new ActorSystemPrivate(this, name, options))
{
    if (!QCoreApplication::instance()) {
        report(Diagnostic::NoApplication, QString(), name,
               QStringLiteral("there is no QCoreApplication"),
               QStringLiteral("make the application object first"));
        d->runtime.closing = true;
        d->phase = 3;
        d->state = State::Closed;
        return;
    }
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this,
            [this] { d->beginShutdown(); });
    livingSystems().add(this);
    if (SystemWitness *witness = SystemWitness::present())
        witness->made(*this);
}

ActorSystem::~ActorSystem()
{
    livingSystems().remove(this);
    if (state() != State::Closed) {
        d->beginShutdown();
        const auto until = Clock::real()->now() + d->options.shutdownTimeout;
        Worker &port = d->workers.port();
        port.waitFor(
            [this, until] { return state() == State::Closed || Clock::real()->now() >= until; },
            d->options.clock ? std::nullopt : std::optional(until));
    }
    if (SystemWitness *witness = SystemWitness::present())
        witness->ending(*this);
    d->workers.endWatch();
    const QStringList alive = d->alive();
    if (!alive.isEmpty()) {
        report(Diagnostic::ClosedWithActorsAlive, QString(), alive.join(QStringLiteral(", ")),
               QStringLiteral("they did not stop in time; their threads are left running"),
               QStringLiteral("let no handler block for long"));
        // Their threads would use what is freed here.
        static_cast<void>(const_cast<std::unique_ptr<ActorSystemPrivate> &>(d).release());
        return;
    }
    d->close();
    // Whoever lets go of the last reference frees it.
    const_cast<std::unique_ptr<ActorSystemPrivate> &>(d).release()->environment.lifetime.release();
}

QString ActorSystem::name() const
{
    return d->runtime.name();
}

ActorSystem::State ActorSystem::state() const
{
    return d->state.load();
}

ActorRef ActorSystem::spawnNamed(PropsBase &&props, const QString &name)
{
    return d->spawn(std::move(props), name.isNull() ? QStringLiteral("") : name, nullptr);
}

ActorRef ActorSystem::spawnAny(PropsBase &&props)
{
    return d->spawn(std::move(props), QString(), nullptr);
}

ActorRef ActorSystem::adoptNamed(const PropsBase &props, const QString &name)
{
    const QMetaObject *type =
        props.blueprint() ? props.blueprint()->incarnation().metaObject() : nullptr;
    for (const QMetaObject *it = type; it; it = it->superClass()) {
        if (qstrcmp(it->className(), "QWidget") == 0
            && props.dispatcher().kind() != Dispatcher::Kind::Gui) {
            return d->refuse(ActorError::Code::BadProps, Diagnostic::NotAWorker,
                             QStringLiteral("/user/") + name,
                             QStringLiteral("a widget lives on the GUI thread"),
                             QStringLiteral("adopt it with Dispatcher::gui()"));
        }
    }
    return spawnNamed(PropsBase(props), name);
}

ActorRef ActorSystem::lookup(const QString &path) const
{
    Cell *cell = d->runtime.find(withoutSlash(path));
    if (!cell)
        return {};
    const ActorRef found(cell, ActorRef::Ownership::Adopt);
    return cell->blueprint() && !cell->isStopped() ? found : ActorRef();
}

Definition ActorSystem::completed(const Definition &definition, const QString &type)
{
    return Definition(definition.type().isEmpty() ? type : definition.type(),
                      definition.address().isNull() ? Address(Uuid7Address::create())
                                                    : definition.address(),
                      definition.parameters());
}

ActorRef ActorSystem::spawnDefined(PropsBase props, const Definition &definition,
                                   const ActorRef &parent)
{
    return d->spawn(std::move(props), definition.type() + u'-' + definition.address().toString(),
                    parent.cell());
}

ActorRef ActorSystem::actorOf(const Address &address) const
{
    if (const auto found = d->directory.value(address))
        return found->isStopped() ? ActorRef() : *found;
    const quint64 id = address.toNumeric().value();
    Cell *cell = d->runtime.resolve(CellId::fromInteger(id));
    if (!cell)
        return {};
    const ActorRef found(cell, ActorRef::Ownership::Adopt);
    // Whoever was given an address has that one only.
    const bool isThere =
        cell->blueprint() && !cell->isStopped() && !cell->blueprint()->definition();
    return isThere ? found : ActorRef();
}

QList<ActorRef> ActorSystem::findByTypeName(const QString &type) const
{
    QList<ActorRef> actors = findByMetaObject(&QObject::staticMetaObject);
    actors.removeIf([&type](const ActorRef &actor) {
        return actor.definition().type != type && actor.type() != type;
    });
    return actors;
}

QList<ActorRef> ActorSystem::findByMetaObject(const QMetaObject *type) const
{
    std::vector<std::pair<quint64, ActorRef>> found;
    d->runtime.forEach([&](Cell &cell) {
        if (cell.blueprint() && !cell.isStopped()
            && cell.blueprint()->incarnation().metaObject()->inherits(type))
            found.emplace_back(cell.birth(), ActorRef(&cell));
    });
    std::sort(found.begin(), found.end(),
              [](const auto &left, const auto &right) { return left.first < right.first; });
    QList<ActorRef> actors;
    for (const auto &[birth, actor] : found)
        actors.append(actor);
    return actors;
}

QList<ActorRef> ActorSystem::topLevelActors() const
{
    QList<ActorRef> actors;
    for (const ActorRef &actor : findByMetaObject(&QObject::staticMetaObject)) {
        if (actor.cell()->parent() == d->runtime.user)
            actors.append(actor);
    }
    return actors;
}

int ActorSystem::actorCount() const
{
    return d->runtime.alive();
}

QString ActorSystem::dumpTree() const
{
    const QList<ActorRef> actors = findByMetaObject(&QObject::staticMetaObject);
    QString text;
    const std::function<void(const Cell *, qsizetype)> below = [&](const Cell *parent,
                                                                   qsizetype depth) {
        for (const ActorRef &actor : actors) {
            if (actor.cell()->parent() != parent)
                continue;
            text += QStringLiteral("%1%2  %3  %4  depth %5\n")
                        .arg(QString(depth * 2, u' '), actor.name(), actor.type(),
                             actor.isSuspended() ? QStringLiteral("suspended")
                                                 : QStringLiteral("running"))
                        .arg(actor.mailboxSize());
            below(actor.cell(), depth + 1);
        }
    };
    text += QStringLiteral("/user\n");
    below(d->runtime.user, 1);
    return text;
}

DeadLetters *ActorSystem::deadLetters() const
{
    return &d->deadLetters;
}

EventStream *ActorSystem::eventStream() const
{
    return &d->eventStream;
}

Scheduler *ActorSystem::scheduler() const
{
    return d->scheduler.get();
}

bool ActorSystem::replay(quint64 letterId, const ActorRef &receiver)
{
    const auto payload = d->deadLetters.takePayload(letterId);
    return payload && payload->redeliver(receiver);
}

const Clock &ActorSystem::clock() const
{
    return *d->environment.clock.load();
}

void ActorSystem::setInstrumentation(Instrumentation *instrumentation)
{
    d->setInstrumentation(instrumentation);
}

void ActorSystem::configureDispatcher(const QString &name, const Dispatcher &dispatcher)
{
    d->workers.configure(name, dispatcher);
}

void ActorSystem::configureMailbox(const QString &name, const Mailbox &mailbox)
{
    const std::lock_guard lock(d->mutex);
    d->mailboxes.insert(name, mailbox);
}

void ActorSystem::registerSupervisor(const QString &name, const ActorRef &supervisor)
{
    if (supervisor.isNull() || supervisor.as<Supervisor>().isNull()) {
        report(Diagnostic::UnknownSupervisor, QString(), supervisor.path(),
               QStringLiteral("\"%1\" was to be registered, but is no Supervisor").arg(name),
               QStringLiteral("derive its class from Actors::Supervisor"));
        return;
    }
    const std::lock_guard lock(d->mutex);
    d->supervisors.insert(name, supervisor);
}

void ActorSystem::runBlocking(std::function<void()> function)
{
    d->workers.runBlocking(std::move(function));
}

Reply<void> ActorSystem::shutdown(std::chrono::nanoseconds timeout)
{
    Reply<void> reply = terminated();
    if (timeout.count() <= 0)
        timeout = d->options.shutdownTimeout;
    if (!reply.isFinished()) {
        reply.state()->failAfter(timeout, [this] {
            const QStringList alive = d->alive();
            {
                const std::lock_guard lock(d->mutex);
                d->culprits = alive;
            }
            const QString names = alive.join(QStringLiteral(", "));
            report(Diagnostic::StopTimedOut, QString(), names,
                   QStringLiteral("they did not stop in time"),
                   QStringLiteral("look at what their handlers wait for"));
            return StopTimeout(QStringLiteral("not stopped: %1").arg(names)).toExceptionPtr();
        });
    }
    d->beginShutdown();
    return reply;
}

Reply<void> ActorSystem::terminated()
{
    auto *state = ReplyState<void>::create(d->runtime);
    Reply<void> reply(state);
    const AnswerRoute route = openRoute(state);
    d->whenClosed([route](const std::exception_ptr &) { answerWith<void>(route); });
    return reply;
}

QStringList ActorSystem::culprits() const
{
    const std::lock_guard lock(d->mutex);
    return d->culprits;
}

// ---------------------------------------------------------------- the account

ActorSystem::Ledger ActorSystem::ledger() const
{
    Ledger ledger;
    ledger.sent = quint64(d->runtime.sentDirectly.load());
    d->workers.forEach([&ledger](Worker &worker) {
        ledger.sent += worker.sent();
        ledger.handled += worker.handled();
        ledger.waiting += worker.waiting();
    });
    ledger.sent += d->workers.retiredSent();
    ledger.handled += d->workers.retiredHandled();
    ledger.dead = d->deadLetters.count();
    d->runtime.forEach([&ledger](Cell &cell) {
        ledger.waiting += cell.waiting();
        if (const Attachment *life = cell.attachment(Cell::Keeper::Life))
            ledger.waiting += life->waiting();
        if (const GuardedQueue *queue = cell.guardedQueue())
            ledger.waiting += quint64(queue->size());
    });
    return ledger;
}

QList<DispatcherMetrics> ActorSystem::dispatcherMetrics() const
{
    const auto cycles = double(Internal::cycleCounter() - d->begunAtCycle);
    const auto passed = double((Clock::real()->now() - d->begunAt).count());
    QHash<const Worker *, quint64> waiting;
    d->runtime.forEach([&waiting](Cell &cell) { waiting[&cell.worker()] += cell.depth(); });
    QList<DispatcherMetrics> all;
    d->workers.forEachPlace([&](Worker &worker, Dispatcher::Kind kind, const QString &name) {
        const auto known =
            std::find_if(all.begin(), all.end(), [&](const DispatcherMetrics &metrics) {
                return kind == Dispatcher::Kind::Pool && metrics.kind == kind
                    && metrics.name == name;
            });
        DispatcherMetrics &metrics = known == all.end() ? all.emplaceBack() : *known;
        metrics.name = name;
        metrics.kind = kind;
        ++metrics.threads;
        metrics.actors += worker.tenants();
        metrics.handledMessages += worker.handled();
        metrics.handlingTime += std::chrono::nanoseconds(
            cycles > 0 ? qint64(double(worker.handlingCycles()) / cycles * passed) : 0);
        metrics.waitingMessages += waiting.value(&worker);
        metrics.failures += worker.failures.load(std::memory_order_relaxed);
        metrics.longHandlers += worker.longHandlers.load(std::memory_order_relaxed);
    });
    return all;
}

bool ActorSystem::isQuiet() const
{
    const auto look = [this](quint64 &passes) {
        bool quiet = true;
        d->workers.forEach([&](Worker &worker) {
            passes += worker.passes();
            quiet &= worker.isQuiet();
        });
        return quiet;
    };
    quint64 before = 0;
    quint64 after = 0;
    return look(before) && look(after) && before == after;
}

} // namespace Actors
