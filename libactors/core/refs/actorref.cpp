// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actorref.h"

#include "cell/chain_p.h"
#include "cell/guardedqueue_p.h"
#include "cell/runtime_p.h"
#include "cell/side_p.h"
#include "refs/dynamicmessage_p.h"

#include <Actors/Core/diagnostics.h>

#include <QMetaMethod>
#include <QMutex>

#include <map>
#include <utility>

namespace Actors {

using namespace Internal;

namespace {

//! What leads to nobody, and why.
struct Refused
{
    std::atomic<int> references = 1;
    ActorError error;
};

Refused *refusedOf(quintptr bits)
{
    return reinterpret_cast<Refused *>(bits & ~quintptr(1));
}

ActorError noActor()
{
    return ActorError(ActorError::Code::NoSuchActor, QStringLiteral("the reference is null"));
}

//! A Reply that the given function finishes by the completion it gets.
template<class Begin>
Reply<void> completed(Cell *cell, Begin begin)
{
    if (!cell)
        return {};
    auto *state = ReplyState<void>::create(cell->runtime());
    Reply<void> reply(state);
    state->setTarget(cell->id());
    const AnswerRoute route = openRoute(state);
    begin([route, chain = KeptChain()](const std::exception_ptr &error) {
        const KeptChain::Scope scope(chain);
        if (error)
            answerFailure(route, error);
        else
            answerWith<void>(route);
    });
    return reply;
}

} // namespace

ActorRef::ActorRef(Cell *cell, Ownership ownership) noexcept
    : m_bits(reinterpret_cast<quintptr>(cell))
{
    if (cell && ownership == Ownership::Share)
        cell->retain();
}

ActorRef::ActorRef(const ActorRef &other) noexcept
    : m_bits(other.m_bits)
{
    if (Cell *cell = this->cell())
        cell->retain();
    else if (m_bits)
        refusedOf(m_bits)->references.fetch_add(1, std::memory_order_relaxed);
}

void ActorRef::release() noexcept
{
    if (Cell *cell = this->cell()) {
        cell->release();
        return;
    }
    Refused *refused = refusedOf(m_bits);
    if (refused->references.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete refused;
}

ActorRef ActorRef::refused(const ActorError &error)
{
    ActorRef ref;
    auto *refused = new Refused;
    refused->error = error;
    ref.m_bits = reinterpret_cast<quintptr>(refused) | 1;
    return ref;
}

ActorError ActorRef::error() const
{
    return m_bits & 1 ? refusedOf(m_bits)->error : ActorError();
}

QString ActorRef::path() const
{
    return cell() ? cell()->path() : QString();
}

QString ActorRef::name() const
{
    return cell() ? cell()->name() : QString();
}

quint64 ActorRef::id() const
{
    return cell() ? cell()->id().toInteger() : 0;
}

QString ActorRef::type() const
{
    return cell() ? QString::fromLatin1(cell()->className()) : QString();
}

ActorDefinition ActorRef::definition() const
{
    Cell *cell = this->cell();
    if (!cell)
        return {};
    if (!cell->blueprint())
        return {type(), path(), {}};
    if (const Definition *given = cell->blueprint()->definition())
        return {given->type(), given->address().toString(), given->parameters()};
    return {type(), path(), cell->blueprint()->parameters()};
}

Address ActorRef::address() const
{
    Cell *cell = this->cell();
    if (!cell)
        return {};
    if (const Definition *given = cell->blueprint() ? cell->blueprint()->definition() : nullptr)
        return given->address();
    return NumericAddress(id());
}

QString ActorRef::toString() const
{
    return cell() ? type() + u'(' + path() + u')' : QStringLiteral("null");
}

bool ActorRef::isStopped() const
{
    return !cell() || cell()->isStopped();
}

bool ActorRef::isSuspended() const
{
    return cell() && cell()->isSuspended();
}

ActorRef ActorRef::parent() const
{
    // The tops of the tree are nobody's business.
    Cell *above = cell() ? cell()->parent() : nullptr;
    return above && above->blueprint() ? ActorRef(above) : ActorRef();
}

quint64 ActorRef::mailboxSize() const
{
    return cell() ? cell()->depth() : 0;
}

int ActorRef::mailboxCapacity() const
{
    const GuardedQueue *queue = cell() ? cell()->guardedQueue() : nullptr;
    return queue ? queue->mailbox().capacity : -1;
}

bool ActorRef::isMailboxFull() const
{
    const GuardedQueue *queue = cell() ? cell()->guardedQueue() : nullptr;
    return queue && queue->isFull();
}

int ActorRef::droppedMessageCount() const
{
    const GuardedQueue *queue = cell() ? cell()->guardedQueue() : nullptr;
    return queue ? queue->dropped() : 0;
}

bool ActorRef::isMailboxClosed() const
{
    return !cell() || cell()->gate() == Gate::Closed;
}

bool ActorRef::isReceivable() const
{
    return !isMailboxClosed() && !isSuspended();
}

std::chrono::nanoseconds ActorRef::oldestMessageAge() const
{
    return cell() ? cell()->age() : std::chrono::nanoseconds(0);
}

quint64 ActorRef::handledMessageCount() const
{
    return cell() ? cell()->handled.load(std::memory_order_relaxed) : 0;
}

quint64 ActorRef::plainCallCount() const
{
    return cell() ? cell()->plainCalls() : 0;
}

quint64 ActorRef::failureCount() const
{
    return cell() ? cell()->failures() : 0;
}

quint64 ActorRef::restartCount() const
{
    return cell() ? cell()->restarts() : 0;
}

// ---------------------------------------------------------------- life

Reply<void> ActorRef::stop() const
{
    Cell *cell = this->cell();
    if (!cell)
        warnNull(QStringLiteral("stop()"));
    return completed(cell, [cell](Completion completion) {
        cell->perform([cell, completion = std::move(completion)] {
            cell->whenStopped(completion);
            cell->beginStop(QStringLiteral("a call of stop()"));
        });
    });
}

Reply<void> ActorRef::stop(std::chrono::nanoseconds timeout) const
{
    if (timeout.count() < 0) {
        report(Diagnostic::NegativeTimeout, QStringLiteral("stop() with a negative timeout"),
               path(), QStringLiteral("a time limit cannot lie in the past"),
               QStringLiteral("0 or no argument waits for ever"));
    }
    Reply<void> reply = stop();
    if (!reply.isNull() && timeout.count() > 0)
        reply.state()->failAfter(timeout, [self = *this] {
            report(Diagnostic::StopTimedOut, QString(), self.path(),
                   QStringLiteral("it did not stop in time"),
                   QStringLiteral("look at what its handler waits for"));
            self.cell()->closeGate();
            return StopTimeout(QStringLiteral("%1 did not stop in time").arg(self.path()))
                .toExceptionPtr();
        });
    return reply;
}

Reply<void> ActorRef::stopWhenDrained() const
{
    Cell *cell = this->cell();
    if (!cell)
        warnNull(QStringLiteral("stopWhenDrained()"));
    return completed(cell, [cell](Completion completion) {
        cell->perform(
            [cell, completion = std::move(completion)] { cell->whenStopped(completion); });
        sendStop(*cell);
    });
}

Reply<void> ActorRef::kill() const
{
    Cell *cell = this->cell();
    if (!cell)
        warnNull(QStringLiteral("kill()"));
    return completed(cell, [cell](Completion completion) {
        cell->perform([cell, completion = std::move(completion)] {
            cell->whenDecided(completion);
            cell->fail(
                ActorKilled(QStringLiteral("%1 was killed").arg(cell->path())).toExceptionPtr());
        });
    });
}

Reply<void> ActorRef::started() const
{
    Cell *cell = this->cell();
    if (!cell)
        warnNull(QStringLiteral("started()"));
    return completed(cell, [cell](Completion completion) {
        cell->perform(
            [cell, completion = std::move(completion)] { cell->whenStarted(completion); });
    });
}

Reply<void> ActorRef::terminated() const
{
    Cell *cell = this->cell();
    if (!cell)
        warnNull(QStringLiteral("terminated()"));
    return completed(cell, [cell](Completion completion) {
        cell->perform(
            [cell, completion = std::move(completion)] { cell->whenStopped(completion); });
    });
}

void ActorRef::suspend() const
{
    if (Cell *cell = this->cell())
        cell->perform([cell] { cell->suspend(Cell::Cause::User); });
    else
        warnNull(QStringLiteral("suspend()"));
}

void ActorRef::resume() const
{
    if (Cell *cell = this->cell())
        cell->perform([cell] { cell->resume(Cell::Cause::User); });
    else
        warnNull(QStringLiteral("resume()"));
}

void ActorRef::requestInterruption() const
{
    Cell *cell = this->cell();
    if (!cell) {
        warnNull(QStringLiteral("requestInterruption()"));
        return;
    }
    cell->requestInterruption();
    cell->stop(QStringLiteral("a request for interruption"));
}

// ---------------------------------------------------------------- dynamic messages

void ActorRef::tell(const QVariant &message) const
{
    if (!cell()) {
        warnNull(QString::fromLatin1(message.typeName()));
        return;
    }
    sendDynamic(*cell(), message, {});
}

Reply<QVariant> ActorRef::ask(const QVariant &message) const
{
    return ask(std::chrono::nanoseconds(-1), message);
}

Reply<QVariant> ActorRef::ask(std::chrono::nanoseconds timeout, const QVariant &message) const
{
    if (!cell()) {
        warnNull(QString::fromLatin1(message.typeName()));
        return {};
    }
    auto *state = ReplyState<QVariant>::create(*cell(), timeout, &answerName);
    Reply<QVariant> reply(state);
    sendDynamic(*cell(), message, {state, state->asker()});
    return reply;
}

Reply<QVariant> ActorRef::invokeMethod(const QString &method, const QVariantList &arguments) const
{
    if (!cell()) {
        warnNull(method);
        return {};
    }
    auto *state = ReplyState<QVariant>::create(*cell(), std::chrono::nanoseconds(-1), &answerName);
    Reply<QVariant> reply(state);
    const AnswerRoute route{state, state->asker()};
    if (const ActorError error = sendInvocation(*cell(), method.toUtf8(), arguments, route);
        !error.isNull()) {
        report(Diagnostic::UnknownMethod, QString(), path(), error.text(),
               QStringLiteral("call a public slot or Q_INVOKABLE with arguments that convert"));
        answerFailure(route, error.toExceptionPtr());
    }
    return reply;
}

// ---------------------------------------------------------------- types

void ActorRef::warnNull(const QString &what) const
{
    const ActorError error = this->error();
    report(Diagnostic::TellToNullReference, QStringLiteral("%1 was sent to nobody").arg(what),
           QString(), error.isNull() ? noActor().text() : error.text(),
           QStringLiteral("check isNull() after a spawn or a lookup"));
}

bool ActorRef::isA(const QMetaObject *metaObject) const
{
    return cell() && cell()->blueprint()
        && cell()->blueprint()->incarnation().metaObject()->inherits(metaObject);
}

bool ActorRef::implements(bool (*derives)(const Incarnation &)) const
{
    if (!cell() || !cell()->blueprint())
        return false;
    using Question = std::pair<const Incarnation *, bool (*)(const Incarnation &)>;
    static QMutex mutex;
    static std::map<Question, bool> answers;
    const Incarnation &incarnation = cell()->blueprint()->incarnation();
    const Question question(&incarnation, derives);
    {
        const QMutexLocker lock(&mutex);
        if (const auto known = answers.find(question); known != answers.end())
            return known->second;
    }
    const bool answer = derives(incarnation);
    const QMutexLocker lock(&mutex);
    answers.emplace(question, answer);
    return answer;
}

void ActorRef::applyOptions(Envelope *envelope, Cell &cell, const SendOptions &options)
{
    if (options.ttl.count() > 0)
        envelope->deadline = (cell.runtime().clock().now() + options.ttl).count();
    envelope->priority = options.priority;
    envelope->key = options.key;
    if (options.sender && options.sender->cell())
        envelope->record.sender = options.sender->cell()->id();
}

QDebug operator<<(QDebug debug, const ActorRef &ref)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << ref.toString();
    if (const Cell *cell = ref.cell())
        debug << '#' << Qt::hex << cell->id().toInteger() << (cell->isStopped() ? " stopped" : "");
    return debug;
}

// ---------------------------------------------------------------- handlers that finish later

namespace Internal {

void checkInterface(const void *object, const Target &target, const char *interfaceId)
{
    if (object)
        return;
    throwError(NoSuchMethod(
        QStringLiteral("%1 derives from the interface %2, but does not name it in Q_INTERFACES")
            .arg(QString::fromLatin1(static_cast<const Cell &>(target).className()),
                 QString::fromLatin1(interfaceId))));
}

ChainScope::ChainScope(Target &target, const MessageTable &table, const void *arguments)
    : m_outer(sender().ambience)
    , m_link(new ChainLink)
{
    m_link->step = static_cast<Cell &>(target).path() + u'.' + table.name(arguments);
    if (m_outer) {
        m_ambience.context = m_outer->context;
        m_link->above = m_outer->chain;
        if (m_link->above)
            retain(m_link->above);
    }
    m_ambience.chain = m_link;
    sender().ambience = &m_ambience;
}

ChainScope::~ChainScope()
{
    sender().ambience = m_outer;
    release(m_link);
}

bool isStillHandled(Target &target)
{
    return static_cast<Cell &>(target).worker().handling().state == Worker::Handling::Present;
}

Unfinished beginUnfinished(Target &target, ChainLink *link)
{
    auto &cell = static_cast<Cell &>(target);
    Envelope *envelope = cell.beginUnfinished(link);
    return {&cell, envelope, quint64(envelope->deadline)};
}

void *argumentsOf(const Unfinished &unfinished)
{
    return unfinished.cell->isUnfinished(unfinished.envelope, unfinished.number)
        ? unfinished.envelope->arguments()
        : nullptr;
}

void endUnfinished(const Unfinished &unfinished, const std::exception_ptr &error)
{
    unfinished.cell->endUnfinished(unfinished.envelope, error);
}

QObject *watcherParent(Target &target)
{
    return target.object();
}

} // namespace Internal
} // namespace Actors
