// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/guardedqueue_p.h"
#include "cell/runtime_p.h"
#include "cell/side_p.h"

#include <Actors/Core/actorerror.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>
#include <Actors/Core/instrumentation.h>
#include <Actors/Core/processor.h>

#include <QCoreApplication>
#include <QEvent>
#include <QScopeGuard>
#include <QThread>

#include <algorithm>

namespace Actors::Internal {

using Reason = DeadLetter::Reason;

namespace {

//! So many messages that waited become dead letters before the actor has stopped; the others after,
//! for they may be millions, and the other actors of the thread must go on.
constexpr int LostAtOnce = 1024;

//! A restart that waits for the end of its back-off.
class RestartLater final : public Appointment
{
public:
    RestartLater(Worker &worker, std::function<void()> restart)
        : m_worker(worker)
        , m_restart(std::move(restart))
    {
    }
    ~RestartLater() override
    {
        if (isQueued())
            m_worker.remove(*this, Worker::Wheel::Supervision);
    }
    void happen() override
    {
        const auto restart = std::move(m_restart);
        restart();
    }

private:
    Worker &m_worker;
    std::function<void()> m_restart;
};

//! What Qt keeps of an object.
struct Kept : QObject
{
    static bool hasPostedEvents(QObject *object)
    {
        return (object->*&Kept::d_ptr)->postedEvents.loadRelaxed() > 0;
    }
};

//! The object that was made for \a cell; throws if it cannot be.
QObject *accepted(const Cell &cell, QObject *object)
{
    QString fault;
    if (!object)
        fault = QStringLiteral("its factory made no object");
    else if (object->parent())
        fault = QStringLiteral("the object has a parent, which would delete it");
    else if (object->thread() != cell.worker().thread())
        fault = QStringLiteral("the object belongs to another thread");
    if (fault.isNull())
        return object;
    report(Diagnostic::NotAWorker, QString(), cell.path(), fault,
           QStringLiteral("make a new object without a parent in the factory"));
    std::rethrow_exception(ActorError(ActorError::Code::BadProps, fault).toExceptionPtr());
}

} // namespace

//! The actor's own code runs outside of a message.
class Cell::HookScope
{
public:
    explicit HookScope(Cell &cell)
        : m_outer(sender().current)
        , m_cell(cell)
        , m_ambience(sender().ambience)
        , m_nested(cell.m_hindrances & Running)
        , m_outerId(sender().id)
    {
        Sender &self = sender();
        self.current = &cell;
        self.id = cell.m_id;
        self.ambience = nullptr;
        cell.m_hindrances |= Running;
    }

    ~HookScope()
    {
        Sender &self = sender();
        self.current = m_outer;
        self.id = m_outerId;
        self.ambience = m_ambience;
        if (m_nested)
            return;
        m_cell.m_hindrances &= ~quint32(Running);
        if (m_cell.m_hindrances & PutOff) {
            m_cell.m_hindrances &= ~quint32(PutOff);
            m_cell.perform([cell = &m_cell] { cell->catchUp(); });
        }
    }

    Q_DISABLE_COPY_MOVE(HookScope)

private:
    // In this order, or the compiler copies two at once of what was just written one by one.
    Target *const m_outer;
    Cell &m_cell;
    Ambience *const m_ambience;
    const bool m_nested;
    const CellId m_outerId;
};

namespace {

template<class Code>
std::exception_ptr thrownBy(const Code &code)
{
    try {
        code();
    } catch (...) {
        return std::current_exception();
    }
    return {};
}

} // namespace

template<class Hook>
std::exception_ptr Cell::runHook(Hook hook)
{
    const HookScope scope(*this);
    return thrownBy(hook);
}

std::exception_ptr Cell::caught(const std::function<void()> &code)
{
    return thrownBy(code);
}

std::exception_ptr Cell::call(const std::function<void()> &code)
{
    return runHook([&code] { code(); });
}

void Cell::giveUpCopy(FailureRecord &failure)
{
    if (failure.envelope)
        bury(takeCopy(failure), int(Reason::HandlerFailed), failure.error);
}

std::shared_ptr<const SpawnOptions> Cell::options() const
{
    return m_side ? m_side->options : nullptr;
}

void Cell::setOptions(std::shared_ptr<const SpawnOptions> options)
{
    Side &side = this->side();
    side.throughput = options->throughput;
    side.reentrancy = options->reentrancy;
    side.keepsCopies = options->keepsCopies;
    if (options->mailbox.data().isGuarded()) {
        side.guarded = std::make_unique<GuardedQueue>(*this, options->mailbox);
        m_gate.store(Gate::Guarded, std::memory_order_relaxed);
    }
    if (side.keepsCopies)
        m_hindrances |= Attentive;
    side.options = std::move(options);
}

void Cell::expectRedelivery()
{
    side().redelivers = true;
    side().keepsCopies = true;
    m_hindrances |= Attentive;
}

void Cell::logHook(const char *hook, const std::exception_ptr &error) const
{
    report(Diagnostic::HookThrew, QStringLiteral("%1 failed").arg(QLatin1String(hook)), path(),
           errorFrom(error).text(),
           QStringLiteral("catch what the hook's code throws; the lifecycle goes on without it"));
}

// ---------------------------------------------------------------- holds

void Cell::hold()
{
    ++side().holds;
}

void Cell::releaseHold(const std::exception_ptr &error)
{
    Side &side = this->side();
    if (error && !side.holdError)
        side.holdError = error;
    if (--side.holds == 0 && side.afterHolds) {
        const auto next = std::exchange(side.afterHolds, {});
        next(std::exchange(side.holdError, {}));
    }
}

template<class Next>
void Cell::afterHolds(Next next)
{
    if (!m_side || m_side->holds == 0) {
        next(m_side ? std::exchange(m_side->holdError, {}) : std::exception_ptr());
        return;
    }
    m_side->afterHolds = std::move(next);
}

// ---------------------------------------------------------------- start

void Cell::makeObject()
{
    m_incarnation.store(incarnation() + 1, std::memory_order_relaxed);
    {
        Target *&constructing = sender().constructing;
        const auto outer = std::exchange(constructing, this);
        const auto restore = qScopeGuard([&] { constructing = outer; });
        m_object = accepted(*this, m_blueprint->construct());
    }
    kind().constructed(*this, m_object);
    tellAttachments([this](Attachment &attachment) { attachment.constructed(*this); });
}

namespace {

//! Where the actor was constructed already, for something has overtaken this.
void skip(void *, Target &target)
{
    static_cast<Cell &>(target).worker().handling().state = Worker::Handling::WrittenOff;
}

constexpr MessageTable ConstructionTable{
    .invoke = &skip,
    .move = nullptr,
    .copy = nullptr,
    .destroy = nullptr,
    .fail = nullptr,
    .route = nullptr,
    .name = [](const void *) { return QStringLiteral("construction"); },
    .describe = [](const void *) { return QStringLiteral("construction"); },
    .variants = [](const void *) { return QVariantList(); },
    .value = nullptr,
    .type = [](const void *) -> const void * { return &ConstructionTable; },
    .size = 0,
    .alignment = 1,
    .kind = MessageKind::Construction,
    .traits = PlainMessage};

} // namespace

void Cell::sendConstruction()
{
    // In a ring it comes just before the first messages, while everything is near at hand.
    if (!Outgoing::sendByRing(*this, ConstructionTable, m_blueprint))
        worker().call(this, [this] { construct(); });
}

void Cell::overtaken()
{
    // Those with options need more than this, and are constructed in the system lane.
    if (!m_side)
        construct();
}

void Cell::construct()
{
    if (!(m_hindrances & Unborn))
        return;
    m_hindrances &= ~quint32(Unborn);
    if (state() != State::Starting || (m_hindrances & Gone))
        return;
    const std::exception_ptr error = runHook([this] {
        makeObject();
        kind().beforeStart(m_object);
    });
    if (error) {
        const QString text = m_object ? QStringLiteral("beforeStart() of %1 failed")
                                      : QStringLiteral("the constructor of %1 failed");
        fail(StartError(text.arg(path()), error).toExceptionPtr());
        return;
    }
    afterHolds([this](const std::exception_ptr &held) {
        if (held)
            fail(StartError(
                     QStringLiteral("what beforeStart() of %1 waited for failed").arg(path()), held)
                     .toExceptionPtr());
        else
            finishStart();
    });
}

void Cell::finishStart()
{
    setState(State::Running);
    m_hindrances &= ~quint32(NotReady);
    if (m_side) {
        for (auto &completion : std::exchange(m_side->whenStarted, {}))
            completion({});
    }
    if (Instrumentation *observer = runtime().instrumentation.load(std::memory_order_relaxed))
        observer->started(m_id.toInteger());
    tellAttachments([this](Attachment &attachment) { attachment.started(*this); });
    wake();
}

void Cell::whenStarted(Completion completion)
{
    switch (state()) {
    case State::Running:
    case State::Restarting:
        completion({});
        return;
    case State::Starting:
        if (m_side && m_side->failing)
            completion(m_side->failing->error);
        else
            side().whenStarted.push_back(std::move(completion));
        return;
    case State::Stopping:
    case State::Stopped:
        completion(
            m_side && m_side->startError
                ? m_side->startError
                : ActorStopped(QStringLiteral("%1 has stopped").arg(path())).toExceptionPtr());
        return;
    }
}

// ---------------------------------------------------------------- restart

void Cell::resumeAfterFailure(const std::shared_ptr<FailureRecord> &failure)
{
    if (state() == State::Stopping || state() == State::Stopped)
        return;
    side().failing.reset();
    if (state() == State::Running && m_object) {
        if (const auto error = runHook(
                [&] { runtime().superior->tell(*this, failure, &Incarnation::beforeResume); }))
            logHook("beforeResume()", error);
    }
    if (failure->envelope)
        bury(takeCopy(*failure), int(Reason::HandlerFailed), failure->error);
    decided();
    resume(Cause::Failure);
}

void Cell::restart(Restart plan)
{
    if (state() == State::Stopping || state() == State::Stopped)
        return;
    Side &side = this->side();
    if (plan.delay.count() > 0) {
        const auto due = runtime().clock().now() + plan.delay;
        plan.delay = {};
        side.restartLater = std::make_unique<RestartLater>(
            worker(), [this, plan] { now([this, plan] { restart(plan); }); });
        worker().insert(*side.restartLater, due, Worker::Wheel::Supervision);
        return;
    }
    side.restartLater.reset();
    side.failing.reset();
    // Restarted without having failed: nothing may be handled meanwhile all the same.
    suspend(Cause::Failure);
    const bool started = state() != State::Starting;
    setState(State::Restarting);
    m_hindrances |= NotReady;
    for (Envelope *envelope : std::exchange(side.unfinished, {})) {
        side.waiting.fetch_sub(1, std::memory_order_relaxed);
        releaseLink(envelope);
        bury(envelope, int(Reason::IncarnationGone));
    }
    m_hindrances &= ~quint32(Unfinished);
    if (m_object && started) {
        if (const auto error = runHook([&] {
                runtime().superior->tell(*this, plan.failure, &Incarnation::beforeRestart);
            }))
            logHook("beforeRestart()", error);
    }
    afterHolds([this, plan](const std::exception_ptr &error) {
        if (error)
            logHook("what beforeRestart() waited for", error);
        if (plan.children == Restart::Children::Keep)
            replaceObject(plan);
        else
            stopChildrenThen([this, plan] { replaceObject(plan); });
    });
}

void Cell::replaceObject(const Restart &plan)
{
    Side &side = this->side();
    std::vector<Envelope *> back;
    for (const auto &attachment : side.attachments) {
        if (attachment)
            attachment->restarting(*this, back);
    }
    if (plan.failure && plan.failure->envelope) {
        plan.failure->envelope->flags |= Envelope::Redelivered;
        back.insert(back.begin(), takeCopy(*plan.failure));
    }
    side.waiting.fetch_add(back.size(), std::memory_order_relaxed);
    side.held.insert(side.held.begin(), back.begin(), back.end());
    if (!side.held.empty())
        m_hindrances |= Crowded;
    const bool anew = plan.object == Restart::Object::New || !m_object;
    if (anew) {
        if (m_object) {
            const HookScope scope(*this);
            destroyObject();
        }
        if (const std::exception_ptr error = runHook([this] { makeObject(); })) {
            fail(RestartError(
                     QStringLiteral("the constructor of %1 failed in a restart").arg(path()), error)
                     .toExceptionPtr());
            return;
        }
    }
    count(side.restarts);
    const std::exception_ptr error =
        runHook([&] { runtime().superior->tell(*this, plan.failure, &Incarnation::afterRestart); });
    if (error) {
        fail(RestartError(QStringLiteral("afterRestart() of %1 failed").arg(path()), error)
                 .toExceptionPtr());
        return;
    }
    afterHolds([this, plan](const std::exception_ptr &held) {
        if (held)
            fail(
                RestartError(
                    QStringLiteral("what afterRestart() of %1 waited for failed").arg(path()), held)
                    .toExceptionPtr());
        else
            finishRestart(plan);
    });
}

void Cell::finishRestart(const Restart &)
{
    setState(State::Running);
    m_hindrances &= ~quint32(NotReady);
    for (auto &completion : std::exchange(side().whenStarted, {}))
        completion({});
    if (Instrumentation *observer = runtime().instrumentation.load(std::memory_order_relaxed))
        observer->restarted(m_id.toInteger(), incarnation());
    tellAttachments([this](Attachment &attachment) { attachment.restarted(*this); });
    decided();
    resume(Cause::Failure);
    wake();
}

Envelope *Cell::takeCopy(FailureRecord &failure)
{
    side().waiting.fetch_sub(1, std::memory_order_relaxed);
    return std::exchange(failure.envelope, nullptr);
}

// ---------------------------------------------------------------- children

const std::vector<Cell *> &Cell::children() const noexcept
{
    static const std::vector<Cell *> none;
    return m_side ? m_side->children.all() : none;
}

void Cell::addChild(Cell &child)
{
    child.retain();
    side().children.add(&child);
}

void Cell::childStopped(Cell &child)
{
    ChildList &children = side().children;
    if (!children.remove(&child))
        return;
    child.release();
    if (children.isEmpty() && m_side->afterChildren) {
        const auto next = std::exchange(m_side->afterChildren, {});
        next();
    }
}

void Cell::stopChildrenThen(std::function<void()> next)
{
    if (children().empty()) {
        next();
        return;
    }
    m_side->afterChildren = std::move(next);
    for (Cell *child : m_side->children.all())
        child->stop(QStringLiteral("its parent"));
}

// ---------------------------------------------------------------- stop

void Cell::stop(const QString &cause)
{
    worker().call(this, [this, cause] {
        if (m_hindrances & Running)
            now([this, cause] { beginStop(cause); });
        else
            beginStop(cause);
    });
}

void Cell::stopItself()
{
    // What is in the system lane comes first.
    if (sender().current != this || worker().isCalled()) {
        stop(QStringLiteral("itself"));
        return;
    }
    m_stopsItself = true;
    m_hindrances |= PutOff;
}

void Cell::whenStopped(Completion completion)
{
    if (state() == State::Stopped)
        completion({});
    else
        side().whenStopped.push_back(std::move(completion));
}

void Cell::whenDecided(Completion completion)
{
    if (state() == State::Stopped)
        completion({});
    else
        side().whenDecided.push_back(std::move(completion));
}

std::exception_ptr Cell::stopError() const
{
    return m_side ? m_side->stopError : std::exception_ptr();
}

void Cell::decided()
{
    for (auto &completion : std::exchange(side().whenDecided, {}))
        completion({});
}

void Cell::beginStop(const QString &cause)
{
    const State before = state();
    if (before == State::Stopping || before == State::Stopped)
        return;
    setState(State::Stopping);
    if (m_side)
        m_side->cause = cause;
    const std::shared_ptr<FailureRecord> failure = m_side ? giveUpOngoing() : nullptr;
    m_gate.store(Gate::Closed, std::memory_order_release);
    m_hindrances |= Gone;
    tellAttachments([this](Attachment &attachment) { attachment.stoppingBegins(*this); });
    if (m_side)
        endWaiting(failure);
    if (m_object && before != State::Restarting) {
        if (const auto error = runHook([this] { kind().beforeStop(m_object); }))
            logHook("beforeStop()", error);
    }
    if (!m_side) {
        finishStop(cause);
        return;
    }
    side().cause = cause;
    afterHolds([this](const std::exception_ptr &error) {
        if (error)
            logHook("what beforeStop() waited for", error);
        stopChildrenThen([this] { finishStop(m_side->cause); });
    });
}

std::shared_ptr<FailureRecord> Cell::giveUpOngoing()
{
    m_side->restartLater.reset();
    m_side->afterHolds = {};
    m_side->holds = 0;
    auto failure = std::exchange(m_side->failing, nullptr);
    if (failure)
        m_side->stopError = failure->error;
    return failure;
}

void Cell::endWaiting(const std::shared_ptr<FailureRecord> &failure)
{
    for (auto &completion : std::exchange(m_side->whenStarted, {}))
        completion(ActorStopped(QStringLiteral("%1 was stopped before it had started").arg(path()))
                       .toExceptionPtr());
    if (failure && failure->envelope)
        bury(takeCopy(*failure), int(Reason::HandlerFailed), failure->error);
    for (Envelope *envelope : std::exchange(m_side->unfinished, {})) {
        m_side->waiting.fetch_sub(1, std::memory_order_relaxed);
        releaseLink(envelope);
        bury(envelope, int(Reason::ActorStopped));
    }
    m_hindrances &= ~quint32(Unfinished);
}

void Cell::destroyObject()
{
    QObject *object = std::exchange(m_object, nullptr);
    // A nested event loop may have code of the object on the stack.
    const bool alone = !worker().isNested() && worker().thread()->loopLevel() <= 1;
    // Calls that are queued to the object would vanish with it.
    m_discarding = true;
    if (Kept::hasPostedEvents(object))
        QCoreApplication::sendPostedEvents(object, QEvent::MetaCall);
    if (alone) {
        delete object;
    } else {
        // It looks into its cell for as long as it is there.
        retain();
        QObject::connect(object, &QObject::destroyed, [this] { release(); });
        object->deleteLater();
    }
    m_discarding = false;
}

void Cell::loseWaiting()
{
    std::vector<Envelope *> lost;
    tellAttachments([&](Attachment &attachment) { attachment.stopping(*this, lost); });
    if (m_side->guarded) {
        const auto rest = m_side->guarded->close();
        count(arrived, rest.size());
        lost.insert(lost.end(), rest.begin(), rest.end());
    }
    m_side->lost.insert(m_side->lost.end(), lost.begin(), lost.end());
    m_side->waiting.fetch_add(lost.size(), std::memory_order_relaxed);
    loseHeld();
}

void Cell::loseHeld()
{
    const auto held = std::exchange(m_side->held, {});
    m_side->lost.insert(m_side->lost.end(), held.begin(), held.end());
    buryLost(LostAtOnce);
}

void Cell::finishStop(const QString &cause)
{
    // Guarded mailboxes come with options, which are kept there.
    if (m_side)
        loseWaiting();
    if (hasName())
        runtime().disclaim(*this);
    if (m_object) {
        const HookScope scope(*this);
        if (const auto error = thrownBy([this] { kind().afterStop(m_object); }))
            logHook("afterStop()", error);
        destroyObject();
    }
    setState(State::Stopped);
    // The hook may have run an event loop, and messages have come there.
    if (m_side)
        loseHeld();
    runtime().addTombstone(*this, cause);
    if (Instrumentation *observer = runtime().instrumentation.load(std::memory_order_relaxed))
        observer->stopped(m_id.toInteger(), cause);
    if (m_side)
        tellAttachments(
            [&](Attachment &attachment) { attachment.stopped(*this, cause, m_side->stopError); });
    if (Cell *above = parent(); above && above->blueprint())
        above->perform([above, self = this] { above->childStopped(*self); });
    Worker &home = worker();
    const bool isAwaited = home.endsWhenVacant || (m_side && m_side->isAwaited());
    if (isAwaited) {
        // Whoever waits for the end may count on its thread being free again.
        home.settleDepartures();
        runtime().workers->vacated(home);
        tellThoseWhoWait();
        home.depart(1);
    }
    if (runtime().cellStopped)
        runtime().cellStopped(*this);
    if (m_side && !m_side->lost.empty() && !std::exchange(m_side->scheduled, true)) {
        retain();
        worker().schedule(this);
    }
    if (isAwaited) {
        retire();
    } else {
        // Its spawner may have counted last.
        prefetchToWrite(m_references);
        home.departLater(*this);
    }
}

void Cell::tellThoseWhoWait()
{
    if (!m_side)
        return;
    for (auto *completions : {&m_side->whenStopped, &m_side->whenDecided}) {
        for (auto &completion : std::exchange(*completions, {}))
            completion({});
    }
}

void Cell::buryLost(int most)
{
    Side &side = this->side();
    while (most-- > 0 && !side.lost.empty()) {
        Envelope *envelope = side.lost.front();
        side.lost.pop_front();
        side.waiting.fetch_sub(1, std::memory_order_relaxed);
        count(begun);
        bury(envelope, int(runtime().closing.load() ? Reason::SystemClosed : Reason::ActorStopped));
    }
}

Attachment *Cell::attachment(Keeper keeper) const noexcept
{
    return m_side ? m_side->attachments[int(keeper)].get() : nullptr;
}

void Cell::attach(Keeper keeper, std::unique_ptr<Attachment> attachment)
{
    side().attachments[int(keeper)] = std::move(attachment);
}

void Cell::setAttentive(Keeper keeper, bool attentive) noexcept
{
    Side &side = this->side();
    side.attentive[int(keeper)] = attentive ? side.attachments[int(keeper)].get() : nullptr;
    const bool any = side.keepsCopies || !side.cancelled.empty()
        || std::any_of(std::begin(side.attentive), std::end(side.attentive),
                       [](auto *it) { return it; });
    if (any)
        m_hindrances |= Attentive;
    else
        m_hindrances &= ~quint32(Attentive);
}

} // namespace Actors::Internal
