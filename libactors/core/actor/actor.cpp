// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actor.h"

#include "actor/childguard_p.h"
#include "actor/life_p.h"
#include "actor/notice_p.h"
#include "actor/spawner_p.h"
#include "refs/dynamicmessage_p.h"

#include <Actors/Core/context.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>
#include <Actors/Core/logging.h>

#include <QEvent>
#include <QMetaProperty>
#include <QThread>

#include <map>

namespace Actors {

using namespace Internal;

namespace Internal {

namespace {

Actor *asActor(QObject *object)
{
    return static_cast<Actor *>(object);
}

struct TerminatedMessage
{
    Terminated terminated;

    static void invoke(void *memory, Target &target)
    {
        auto &message = *static_cast<TerminatedMessage *>(memory);
        auto &cell = static_cast<Cell &>(target);
        std::function<void()> notify;
        bool linked = false;
        // Not watched any more: as good as never sent.
        if (!Life::of(cell).takeWatched(message.terminated, notify, linked))
            return;
        if (notify)
            notify();
        else
            HookedIncarnation::terminated(target.object(), message.terminated, linked);
    }
    static QString name(const void *) { return QStringLiteral("Terminated"); }
    static QString describe(const void *memory)
    {
        return memory ? QStringLiteral("Terminated(%1)")
                            .arg(static_cast<const TerminatedMessage *>(memory)->terminated.path())
                      : QString();
    }
    static QVariantList variants(const void *memory)
    {
        return {QVariant::fromValue(static_cast<const TerminatedMessage *>(memory)->terminated)};
    }
    static const void *type(const void *) { return &table; }
    using Functions = MessageFunctions<TerminatedMessage>;
    static const MessageTable table;
};

constexpr MessageTable TerminatedMessage::table{.invoke = &TerminatedMessage::invoke,
                                                .move = &Functions::move,
                                                .copy = &Functions::copy,
                                                .destroy = &Functions::destroy,
                                                .fail = nullptr,
                                                .route = nullptr,
                                                .name = &TerminatedMessage::name,
                                                .describe = &TerminatedMessage::describe,
                                                .variants = &TerminatedMessage::variants,
                                                .value = nullptr,
                                                .type = &TerminatedMessage::type,
                                                .size = Functions::size(),
                                                .alignment = alignof(TerminatedMessage),
                                                .kind = MessageKind::Value,
                                                .traits = Indispensable};

struct ReceiveTimeoutMessage
{
    static void invoke(void *, Target &target)
    {
        HookedIncarnation::receiveTimeout(target.object());
    }
    static QString name(const void *) { return QStringLiteral("ReceiveTimeout"); }
    static QVariantList variants(const void *) { return {}; }
    static const void *type(const void *) { return &table; }
    static bool fits(const Incarnation &) { return false; }
    static const MessageTable table;
};

constexpr MessageTable ReceiveTimeoutMessage::table{.invoke = &ReceiveTimeoutMessage::invoke,
                                                    .move = nullptr,
                                                    .copy = nullptr,
                                                    .destroy = nullptr,
                                                    .fail = nullptr,
                                                    .route = nullptr,
                                                    .name = &ReceiveTimeoutMessage::name,
                                                    .describe = &ReceiveTimeoutMessage::name,
                                                    .variants = &ReceiveTimeoutMessage::variants,
                                                    .value = nullptr,
                                                    .type = &ReceiveTimeoutMessage::type,
                                                    .size = 8,
                                                    .alignment = 1,
                                                    .kind = MessageKind::Notice,
                                                    .traits = KeepsReceiveTimeout,
                                                    .fits = &ReceiveTimeoutMessage::fits};

} // namespace

void sendTerminated(Cell &watcher, const Terminated &terminated)
{
    Outgoing out(watcher, &TerminatedMessage::table);
    new (out.arguments()) TerminatedMessage{terminated};
    out.commit();
}

void sendReceiveTimeout(Cell &cell)
{
    Outgoing out(cell, &ReceiveTimeoutMessage::table);
    out.arguments();
    out.commit();
}

void HookedIncarnation::beforeStart(QObject *object) const
{
    asActor(object)->beforeStart();
}

void HookedIncarnation::beforeStop(QObject *object) const
{
    asActor(object)->beforeStop();
}

void HookedIncarnation::afterStop(QObject *object) const
{
    asActor(object)->afterStop();
}

void HookedIncarnation::beforeRestart(QObject *object, const Failure &failure) const
{
    asActor(object)->beforeRestart(failure);
}

void HookedIncarnation::afterRestart(QObject *object, const Failure &failure) const
{
    asActor(object)->afterRestart(failure);
}

void HookedIncarnation::beforeResume(QObject *object, const Failure &failure) const
{
    asActor(object)->beforeResume(failure);
}

std::optional<Directive> HookedIncarnation::onChildFailure(QObject *object, const ActorRef &child,
                                                           const Failure &failure) const
{
    return asActor(object)->onChildFailure(child, failure);
}

std::optional<SupervisorStrategy> HookedIncarnation::supervisorStrategy(QObject *object) const
{
    return asActor(object)->supervisorStrategy();
}

void HookedIncarnation::terminated(QObject *object, const Terminated &terminated, bool linked)
{
    Actor *actor = asActor(object);
    actor->m_deathPact = linked;
    actor->onTerminated(terminated);
    actor->m_deathPact = false;
}

void HookedIncarnation::receiveTimeout(QObject *object)
{
    asActor(object)->onReceiveTimeout();
}

void HookedIncarnation::unhandled(QObject *object, const QVariant &message) const
{
    asActor(object)->unhandled(message);
}

} // namespace Internal

namespace {

//! Whether a reference that was given to a function is not null; else that is reported.
bool isSomebody(const Cell &cell, const char *function, const ActorRef &actor)
{
    if (actor.cell())
        return true;
    report(Diagnostic::TellToNullReference,
           QStringLiteral("%1 with a null reference").arg(QLatin1String(function)), cell.path(),
           actor.error().isNull() ? QStringLiteral("the reference leads to nobody")
                                  : actor.error().text(),
           QStringLiteral("check isNull() after a spawn or a lookup"));
    return false;
}

} // namespace

Actor::Actor()
    : m_cell(static_cast<Cell *>(std::exchange(Internal::sender().constructing, nullptr)))
{
}

Actor::~Actor()
{
    if (m_cell && m_cell->object() == this)
        m_cell->objectGone();
}

Cell *Actor::cell(const char *function) const
{
    if (!m_cell) {
        report(Diagnostic::ActorWithoutSpawn,
               QStringLiteral("%1 was called").arg(QLatin1String(function)),
               QString::fromLatin1(metaObject()->className()),
               QStringLiteral("the object was made without spawn and has no address"),
               QStringLiteral("create actors by spawn()"));
        return nullptr;
    }
    return m_cell->isHere(function) ? m_cell : nullptr;
}

void Actor::deleteLater()
{
    report(Diagnostic::DeleteLaterIsStop, QString(), m_cell ? m_cell->path() : QString(),
           QStringLiteral("the object is deleted when the actor has stopped"),
           QStringLiteral("call stop()"));
    stop();
}

bool Actor::moveToThread(QThread *)
{
    report(Diagnostic::MoveToThreadRefused, QString(), m_cell ? m_cell->path() : QString(),
           QStringLiteral("an actor stays on its thread"),
           QStringLiteral("choose the thread by Props::withDispatcher()"));
    return false;
}

void Actor::setParent(QObject *)
{
    report(Diagnostic::SetParentRefused, QString(), m_cell ? m_cell->path() : QString(),
           QStringLiteral("the actor's life is its supervisor's business"),
           QStringLiteral("spawn it as a child"));
}

ActorRef Actor::current()
{
    Cell *current = Cell::current();
    return current && current->blueprint() ? ActorRef(current) : ActorRef();
}

bool Actor::event(QEvent *event)
{
    if (m_cell) {
        switch (event->type()) {
        case QEvent::ChildAdded:
            if (!m_guard)
                m_guard = std::make_unique<ChildGuard>(*m_cell);
            static_cast<ChildGuard &>(*m_guard).guard(static_cast<QChildEvent *>(event)->child());
            break;
        case QEvent::ChildRemoved:
            if (m_guard)
                static_cast<ChildGuard &>(*m_guard).release(
                    static_cast<QChildEvent *>(event)->child());
            break;
        case QEvent::MetaCall:
            if (!m_cell->admitPlainCall(this))
                return true;
            break;
        case QEvent::DeferredDelete:
            // QObject's deleteLater(), called or connected by who does not know that it is an
            // actor.
            if (m_cell->object() == this) {
                m_cell->stop(QStringLiteral("deleteLater()"));
                return true;
            }
            break;
        default:
            break;
        }
    }
    // What a queued call throws is the actor's failure, on every event dispatcher.
    bool handled = false;
    const auto error = Cell::caught([&] { handled = QObject::event(event); });
    if (error && m_cell)
        m_cell->perform([cell = m_cell, error] { cell->fail(error); });
    else if (error)
        std::rethrow_exception(error);
    return handled;
}

// ---------------------------------------------------------------- hooks

void Actor::beforeStart() { }
void Actor::beforeStop() { }
void Actor::afterStop() { }
void Actor::beforeResume(const Failure &) { }
void Actor::onReceiveTimeout() { }
void Actor::unhandled(const QVariant &) { }

void Actor::beforeRestart(const Failure &)
{
    beforeStop();
}

void Actor::afterRestart(const Failure &)
{
    beforeStart();
}

std::optional<Directive> Actor::onChildFailure(const ActorRef &, const Failure &)
{
    return {};
}

SupervisorStrategy Actor::supervisorStrategy() const
{
    return m_cell ? spawnerOf(m_cell->runtime()).childStrategy() : SupervisorStrategy::children();
}

void Actor::onTerminated(const Terminated &terminated)
{
    if (!m_deathPact)
        return;
    throwError(ActorError(
        ActorError::Code::Failed,
        QStringLiteral("%1, to which it was linked, has stopped").arg(terminated.path())));
}

// ---------------------------------------------------------------- the actor and its kin

ActorRef Actor::self() const
{
    Cell *cell = this->cell("self()");
    return cell ? ActorRef(cell) : ActorRef();
}

ActorRef Actor::currentSender() const
{
    Cell *cell = this->cell("currentSender()");
    const Record *record = cell ? cell->worker().handling().record : nullptr;
    if (!record)
        return {};
    Cell *from = cell->runtime().resolve(record->sender);
    return from ? ActorRef(from, ActorRef::Ownership::Adopt) : ActorRef();
}

ActorRef Actor::parentActor() const
{
    Cell *cell = this->cell("parentActor()");
    return cell ? ActorRef(cell).parent() : ActorRef();
}

QList<ActorRef> Actor::childActors() const
{
    QList<ActorRef> children;
    if (Cell *cell = this->cell("childActors()")) {
        for (Cell *child : cell->children())
            children.append(ActorRef(child));
    }
    return children;
}

ActorRef Actor::childActor(const QString &name) const
{
    Cell *cell = this->cell("childActor()");
    Cell *child = cell ? cell->runtime().child(cell, name) : nullptr;
    return child ? ActorRef(child, ActorRef::Ownership::Adopt) : ActorRef();
}

ActorSystem *Actor::system() const
{
    cell("system()");
    return m_cell ? &spawnerOf(m_cell->runtime()).system() : nullptr;
}

Actor::Phase Actor::phase() const
{
    switch (m_cell ? m_cell->state() : Cell::State::Stopped) {
    case Cell::State::Starting:
    case Cell::State::Restarting:
        return Phase::Starting;
    case Cell::State::Running:
        return Phase::Running;
    default:
        return Phase::Stopping;
    }
}

ExecutionContext &Actor::executionContext() const
{
    return Actors::executionContext();
}

const QLoggingCategory &Actor::log() const
{
    static std::mutex mutex;
    static std::map<QByteArray, std::unique_ptr<QLoggingCategory>> categories;
    const QByteArray name = "actors.user." + QByteArray(metaObject()->className());
    const std::lock_guard lock(mutex);
    const auto place = categories.try_emplace(name).first;
    if (!place->second)
        place->second = std::make_unique<QLoggingCategory>(place->first.constData());
    return *place->second;
}

// ---------------------------------------------------------------- children

ActorRef Actor::spawnChild(PropsBase &&props, const QString &name)
{
    Cell *cell = this->cell("spawn()");
    if (!cell)
        return ActorRef::refused(ActorError(ActorError::Code::ForeignThread,
                                            QStringLiteral("no actor to be the parent")));
    return spawnerOf(cell->runtime()).spawn(std::move(props), name, cell);
}

ActorRef Actor::spawnNamed(PropsBase &&props, const QString &name)
{
    return spawnChild(std::move(props), name.isNull() ? QStringLiteral("") : name);
}

Reply<void> Actor::stopChild(const ActorRef &child)
{
    Cell *cell = this->cell("stopChild()");
    if (!cell || !isSomebody(*cell, "stopChild()", child))
        return {};
    if (child.cell()->parent() != cell) {
        report(Diagnostic::NotMyChild, QString(), cell->path(),
               QStringLiteral("%1 is no child of it").arg(child.path()),
               QStringLiteral("ask its parent, or call ActorRef::stop()"));
        return {};
    }
    return child.stop();
}

Reply<void> Actor::stopChild(const QString &name)
{
    return stopChild(childActor(name));
}

void Actor::stopAllChildren()
{
    for (const ActorRef &child : childActors())
        child.cell()->stop(QStringLiteral("its parent"));
}

bool Actor::restartChild(const ActorRef &child)
{
    Cell *cell = this->cell("restartChild()");
    if (!cell || !isSomebody(*cell, "restartChild()", child))
        return false;
    if (child.cell()->parent() != cell) {
        report(Diagnostic::NotMyChild, QString(), cell->path(),
               QStringLiteral("%1 is no child of it").arg(child.path()),
               QStringLiteral("ask its parent"));
        return false;
    }
    child.cell()->perform([child] {
        child.cell()->suspend(Cell::Cause::Failure);
        child.cell()->restart({});
    });
    return true;
}

// ---------------------------------------------------------------- the message that is handled

AnswerRoute Actor::takeRoute()
{
    Cell *cell = this->cell("reply()");
    if (!cell)
        return {};
    const Worker::Handling &handling = cell->worker().handling();
    if (!handling.record || !handling.record->table->route)
        return {};
    return std::exchange(
        *static_cast<AnswerRoute *>(handling.record->table->route(handling.arguments())), {});
}

void Actor::forward(const ActorRef &receiver)
{
    Cell *cell = this->cell("forward()");
    if (!cell || !cell->worker().handling().record || !isSomebody(*cell, "forward()", receiver))
        return;
    const Worker::Handling &handling = cell->worker().handling();
    const MessageTable *table = handling.record->table;
    if (handling.state == Worker::Handling::Present && table->kind == MessageKind::Value
        && !receiver.cell()->handles(*table)) {
        const QVariant value = table->variants(handling.arguments()).value(0);
        if (value.isValid()) {
            forwardDynamic(*receiver.cell(), value, takeRoute(), handling.record->sender);
            return;
        }
    }
    cell->forwardHandled(*receiver.cell());
}

bool Actor::stash()
{
    Cell *cell = this->cell("stash()");
    return cell && Life::of(*cell).stash();
}

void Actor::unstashAll()
{
    if (Cell *cell = this->cell("unstashAll()"))
        Life::of(*cell).unstash(std::numeric_limits<int>::max());
}

void Actor::unstash(int count)
{
    if (Cell *cell = this->cell("unstash()"))
        Life::of(*cell).unstash(count);
}

int Actor::stashSize() const
{
    Cell *cell = this->cell("stashSize()");
    return cell ? Life::of(*cell).stashSize() : 0;
}

bool Actor::isInterruptionRequested() const
{
    return m_cell && m_cell->isInterruptionRequested();
}

// ---------------------------------------------------------------- behaviour, time, watch

void Actor::become(const Behavior &behavior)
{
    if (Cell *cell = this->cell("become()"))
        Life::of(*cell).become(behavior, Life::Former::Forgotten);
}

void Actor::becomeStacked(const Behavior &behavior)
{
    if (Cell *cell = this->cell("becomeStacked()"))
        Life::of(*cell).become(behavior, Life::Former::Kept);
}

void Actor::unbecome()
{
    if (Cell *cell = this->cell("unbecome()"))
        Life::of(*cell).unbecome();
}

ActorTimers &Actor::timers()
{
    Cell *cell = this->cell("timers()");
    return cell ? Life::of(*cell).timers() : ActorTimers::none();
}

void Actor::setReceiveTimeout(std::chrono::nanoseconds time)
{
    Cell *cell = this->cell("setReceiveTimeout()");
    if (!cell)
        return;
    if (time.count() < 0) {
        report(Diagnostic::NegativeTimeout,
               QStringLiteral("setReceiveTimeout() with a negative time"), cell->path(),
               QStringLiteral("a time limit cannot lie in the past"),
               QStringLiteral("0 ends the timeout"));
        return;
    }
    Life::of(*cell).setReceiveTimeout(time);
}

void Actor::watch(const ActorRef &actor)
{
    watchWith(actor, {});
}

void Actor::watchWith(const ActorRef &actor, std::function<void()> notify)
{
    Cell *cell = this->cell("watch()");
    if (cell && isSomebody(*cell, "watch()", actor))
        Life::of(*cell).watch(actor, std::move(notify), false);
}

void Actor::link(const ActorRef &actor)
{
    Cell *cell = this->cell("link()");
    if (cell && isSomebody(*cell, "link()", actor))
        Life::of(*cell).watch(actor, {}, true);
}

void Actor::unwatch(const ActorRef &actor)
{
    Cell *cell = this->cell("unwatch()");
    if (cell && isSomebody(*cell, "unwatch()", actor))
        Life::of(*cell).unwatch(actor);
}

// ---------------------------------------------------------------- life

void Actor::stop()
{
    if (Cell *cell = this->cell("stop()"))
        cell->stopItself();
}

void Actor::fail(const ActorError &error)
{
    failWith(error.toExceptionPtr());
}

void Actor::failWith(const std::exception_ptr &error)
{
    Cell *cell = this->cell("fail()");
    if (!cell)
        return;
    if (cell->worker().handling().record && Cell::current() == cell)
        cell->failHandled(error);
    else
        cell->perform([cell, error] { cell->fail(error); });
}

void Actor::beginHold()
{
    if (Cell *cell = this->cell("hold()"))
        cell->hold();
}

void Actor::endHold(const std::exception_ptr &error)
{
    if (m_cell)
        m_cell->perform([cell = m_cell, error] { cell->releaseHold(error); });
}

// ---------------------------------------------------------------- observable state

QVariantMap Actor::observableState() const
{
    QVariantMap state;
    const QMetaObject *type = metaObject();
    for (int i = QObject::staticMetaObject.propertyCount(); i < type->propertyCount(); ++i) {
        const QMetaProperty property = type->property(i);
        if (property.isReadable() && property.isStored())
            state.insert(QString::fromLatin1(property.name()), property.read(this));
    }
    return state;
}

QVariant Actor::stateSnapshot() const
{
    return {};
}

void Actor::restoreSnapshot(const QVariant &) { }

} // namespace Actors
