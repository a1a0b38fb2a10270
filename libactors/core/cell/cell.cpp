// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell.h"

#include "cell/guardedqueue_p.h"
#include "cell/mailevent_p.h"
#include "cell/runtime_p.h"
#include "cell/side_p.h"

#include <Actors/Core/actorerror.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>
#include <Actors/Core/instrumentation.h>
#include <Actors/Core/memorypool.h>
#include <Actors/Core/processor.h>

#include <QThread>

#include <algorithm>
#include <cstring>

namespace Actors::Internal {

using Reason = DeadLetter::Reason;

//! Letters take a microsecond each, however few messages fit into a turn.
constexpr int LettersInTurn = 16;

Incarnation::~Incarnation() = default;
void Incarnation::constructed(Cell &, QObject *) const { }
void Incarnation::beforeStart(QObject *) const { }
void Incarnation::beforeStop(QObject *) const { }
void Incarnation::afterStop(QObject *) const { }
void Incarnation::beforeRestart(QObject *, const Failure &) const { }
void Incarnation::afterRestart(QObject *, const Failure &) const { }
void Incarnation::beforeResume(QObject *, const Failure &) const { }
void Incarnation::unhandled(QObject *, const QVariant &) const { }

bool Incarnation::intercept(Cell &, Envelope *) const
{
    return false;
}

Blueprint::~Blueprint() = default;

std::optional<Mailbox> Incarnation::classMailbox() const
{
    return {};
}

void Incarnation::throwPointer() const { }

const Definition *Blueprint::definition() const
{
    return nullptr;
}

QVariantList Blueprint::parameters() const
{
    return {};
}

void *Blueprint::operator new(std::size_t size)
{
    return allocate(size);
}

void Blueprint::operator delete(void *memory, std::size_t size) noexcept
{
    deallocate(memory, size);
}

Attachment::~Attachment() = default;

bool Attachment::beforeMessage(Cell &, Envelope &)
{
    return true;
}

void Attachment::afterMessage(Cell &, const MessageTable &) { }
void Attachment::putAside(Cell &, Envelope *) { }
void Attachment::constructed(Cell &) { }
void Attachment::started(Cell &) { }
void Attachment::failed(Cell &, const std::shared_ptr<FailureRecord> &) { }
void Attachment::restarted(Cell &) { }
void Attachment::stoppingBegins(Cell &) { }
void Attachment::restarting(Cell &, std::vector<Envelope *> &) { }
void Attachment::stopping(Cell &, std::vector<Envelope *> &) { }
void Attachment::stopped(Cell &, const QString &, const std::exception_ptr &) { }

quint64 Attachment::waiting() const
{
    return 0;
}

Envelope *Attachment::take(const std::function<bool(Envelope *)> &)
{
    return nullptr;
}

bool Attachment::behave(Cell &, const MessageTable &, void *)
{
    return false;
}

bool Attachment::wraps() const
{
    return false;
}

void Attachment::wrap(Envelope &, const std::function<void()> &next)
{
    next();
}

Cell::Cell()
{
    static_assert(sizeof(Cell) == 128, "a line of senders and makers, and one of its thread");
    m_hindrances = NotReady | Unborn;
}

Cell::~Cell() = default;

void Cell::begin(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name, CellId id,
                 std::atomic<quint32> &references)
{
    m_inlet = &worker;
    m_id = id;
    m_gate.store(Gate::Open, std::memory_order_relaxed);
    oldestPosted.store(0, std::memory_order_relaxed);
    posted.store(0, std::memory_order_relaxed);
    m_blueprint = blueprint;
    m_references = &references;
    if (name.isNull())
        m_lineage = quintptr(parent);
    else
        m_lineage = quintptr(Kin::create(parent ? parent->id().index : Kin::NoParent, name)) | 1;
    if (parent && parent->blueprint())
        parent->retain();
    if (!blueprint) {
        m_hindrances = Port;
        m_state.store(State::Running, std::memory_order_relaxed);
    } else if (blueprint->has(Blueprint::Intercepts)) {
        m_hindrances |= Intercepted;
    }
}

void Cell::end() noexcept
{
    Q_ASSERT(!m_object);
    if (m_blueprint)
        m_blueprint->release();
    // The tops of the tree stay as long as the system.
    Cell *parent = this->parent();
    if (hasName())
        Kin::destroy(&kin());
    if (parent && parent->blueprint())
        parent->release();
    m_side.reset();
    arrived.store(0, std::memory_order_relaxed);
    begun.store(0, std::memory_order_relaxed);
    handled.store(0, std::memory_order_relaxed);
    delivered.store(0, std::memory_order_relaxed);
    m_hindrances = NotReady | Unborn;
    m_incarnation.store(0, std::memory_order_relaxed);
    m_sharers.reset();
    m_state.store(State::Starting, std::memory_order_relaxed);
    m_suspended.store(false, std::memory_order_relaxed);
    m_interruptionRequested.store(false, std::memory_order_relaxed);
    m_behaving = false;
    m_stopsItself = false;
}

Cell *Cell::parentOfNamed() const noexcept
{
    const quint32 parent = kin().parent();
    return parent == Kin::NoParent ? nullptr : &runtime().cellAt(parent);
}

Runtime &Cell::runtime() const noexcept
{
    return *worker().environment().runtime;
}

quint64 Cell::birth() const noexcept
{
    return runtime().birthOf(m_id);
}

quint64 Cell::failures() const noexcept
{
    return m_side ? m_side->failures.load(std::memory_order_relaxed) : 0;
}

quint64 Cell::restarts() const noexcept
{
    return m_side ? m_side->restarts.load(std::memory_order_relaxed) : 0;
}

quint64 Cell::plainCalls() const noexcept
{
    return m_side ? m_side->plainCalls.load(std::memory_order_relaxed) : 0;
}

bool Cell::hasFailed() const noexcept
{
    return m_side && m_side->hasFailed();
}

quint64 Cell::waiting() const noexcept
{
    return m_side ? m_side->waiting.load(std::memory_order_relaxed) : 0;
}

GuardedQueue *Cell::guardedQueue() const noexcept
{
    return m_side ? m_side->guarded.get() : nullptr;
}

Worker &Cell::worker() const noexcept
{
    return static_cast<Worker &>(inlet());
}

Cell::Side &Cell::side()
{
    if (!m_side)
        m_side.make();
    return *m_side;
}

QString Cell::nameOf(const QString &given, CellId id)
{
    return given.isNull()
        ? u'$' + QString::number(id.index, 36) + u'-' + QString::number(id.generation, 36)
        : given;
}

QString Cell::path() const
{
    const Cell *parent = this->parent();
    if (!parent)
        return QStringLiteral("/");
    const QString above = parent->parent() ? parent->path() : QString();
    return above + u'/' + name();
}

bool Cell::isHere(const char *function) const
{
    if (sender().worker == &worker()) [[likely]]
        return true;
    const QThread *home = worker().thread();
    if (QThread::currentThread() == home)
        return true;
    report(Diagnostic::ForeignThread, QStringLiteral("%1 was called").arg(QLatin1String(function)),
           path(),
           QStringLiteral("from thread \"%1\"; the actor lives on \"%2\"")
               .arg(Worker::nameOf(QThread::currentThread()), Worker::nameOf(home)),
           QStringLiteral("send the actor a message"));
    return false;
}

void Cell::lastReferenceGone()
{
    Worker &worker = this->worker();
    if (sender().worker == &worker && worker.isDraining()) {
        worker.bury(this);
        return;
    }
    performLast([this, &worker] { worker.bury(this); });
}

void Cell::performLast(std::function<void()> step)
{
    // Another thread may run it at once, and free all that lived there.
    Worker &worker = this->worker();
    worker.moveIn();
    worker.call(nullptr, std::move(step));
    worker.moveOut(1);
}

// ---------------------------------------------------------------- sending

Fate Cell::accept(Envelope *envelope)
{
    if (gate() == Gate::Open || envelope->record.table->kind == MessageKind::Answer) {
        send(envelope);
        return Fate::Accepted;
    }
    runtime().sentDirectly.fetch_add(1, std::memory_order_relaxed);
    if (gate() == Gate::Closed) {
        bury(envelope, int(runtime().closing.load() ? Reason::SystemClosed : Reason::ActorStopped),
             {}, Lost::AtTheSend);
        return Fate::Closed;
    }
    GuardedQueue &guarded = *m_side->guarded;
    if (guarded.mailbox().kind == Mailbox::Kind::QtQueued)
        return MailEvent::post(*this, envelope);
    return guarded.offer(envelope);
}

bool Cell::handles(const MessageTable &table) const
{
    return m_blueprint
        && (!table.fits || m_blueprint->has(Blueprint::Intercepts) || table.fits(kind()));
}

Fate Cell::acceptForeign(Envelope *envelope)
{
    const MessageTable &table = *envelope->record.table;
    if (handles(table))
        return accept(envelope);
    report(Diagnostic::NotItsMessage,
           QStringLiteral("%1 was passed on").arg(table.name(envelope->arguments())), path(),
           QStringLiteral("the message was made for another class than %1")
               .arg(m_blueprint ? QLatin1String(className()) : QLatin1String("a guardian")),
           QStringLiteral("pass it on to actors of the class that it was sent to, or send a "
                          "message of its own"));
    runtime().sentDirectly.fetch_add(1, std::memory_order_relaxed);
    bury(envelope, int(Reason::Unhandled), {}, Lost::AtTheSend);
    return Fate::Closed;
}

void Cell::bury(Envelope *envelope, int reason, const std::exception_ptr &error, Lost lost)
{
    runtime().letter(reason, *envelope, lost);
    const MessageTable *table = envelope->record.table;
    // The answer belongs to the chain of the request: whoever waits there admits no other.
    Ambience *outer = sender().ambience;
    if (envelope->ambience.chain)
        sender().ambience = &envelope->ambience;
    if (table->fail)
        table->fail(envelope->arguments(), error ? error : refusal(reason));
    sender().ambience = outer;
    Envelope::destroy(envelope);
}

bool Cell::isHandling() const
{
    const Worker::Handling &handling = worker().handling();
    return handling.record && handling.state == Worker::Handling::Present
        && handling.record->table->kind != MessageKind::Answer;
}

bool Cell::isPutAside() const
{
    const Worker::Handling &handling = worker().handling();
    return handling.record && handling.record->target == this
        && handling.state == Worker::Handling::PutAside && !m_side->forwardTo;
}

void Cell::checkArguments(const char *function) const
{
    const Worker::Handling &handling = worker().handling();
    const MessageTable &table = *handling.record->table;
    if (!(table.traits & TakesArguments) || (m_side && (m_side->copy || m_side->leavesArguments)))
        return;
    const QString what = QStringLiteral("%1 in the handler of %2")
                             .arg(QLatin1String(function), table.name(handling.arguments()));
    const QString cause =
        QStringLiteral("it takes its arguments by value, so that the message has lost them");
    report(Diagnostic::ArgumentsTaken, what, path(), cause,
           QStringLiteral("take them by const reference, or spawn the actor with "
                          "Props::withStash(), which keeps a copy"));
    std::rethrow_exception(
        ActorError(ActorError::Code::Failed, QStringLiteral("%1: %2").arg(what, cause))
            .toExceptionPtr());
}

namespace {

//! Whoever answers \a from, which keeps no route, now answers \a to.
void moveRoute(const MessageTable &table, void *from, void *to)
{
    if (!table.route)
        return;
    std::memcpy(table.route(to), table.route(from), RouteSize);
    std::memset(table.route(from), 0, RouteSize);
}

} // namespace

void Cell::takeRoute()
{
    const Worker::Handling &handling = worker().handling();
    if (!handling.record->table->route)
        return;
    void *route = handling.record->table->route(handling.arguments());
    std::memcpy(side().route, route, RouteSize);
    std::memset(route, 0, RouteSize);
}

void Cell::giveRoute(const MessageTable &table, void *arguments)
{
    if (table.route)
        std::memcpy(table.route(arguments), side().route, RouteSize);
}

void Cell::putHandledAside()
{
    checkArguments("stash()");
    takeRoute();
    worker().handling().state = Worker::Handling::PutAside;
}

Envelope *Cell::takeHandled()
{
    Worker::Handling &handling = worker().handling();
    if (m_side && m_side->copy) {
        handling.state = Worker::Handling::WrittenOff;
        return std::exchange(m_side->copy, nullptr);
    }
    handling.state = Worker::Handling::Taken;
    return handling.envelope ? handling.envelope : Envelope::takeFrom(*handling.record);
}

void Cell::putAside()
{
    Cell *receiver = std::exchange(m_side->forwardTo, nullptr);
    Envelope *envelope = takeHandled();
    giveRoute(*envelope->record.table, envelope->arguments());
    if (!receiver) {
        attachment(Keeper::Life)->putAside(*this, envelope);
        return;
    }
    envelope->record.target = receiver;
    count(handled);
    worker().countHandled();
    receiver->acceptForeign(envelope);
    receiver->release();
}

void Cell::setLeavesArguments(bool leaves)
{
    side().leavesArguments = leaves;
}

void Cell::forwardHandled(Cell &receiver)
{
    if (!isHandling())
        return;
    checkArguments("forward()");
    Worker::Handling &handling = worker().handling();
    const MessageTable *table = handling.record->table;
    if (!table->copy) {
        // Its handler may still look at the arguments.
        takeRoute();
        receiver.retain();
        side().forwardTo = &receiver;
        handling.state = Worker::Handling::PutAside;
        return;
    }
    Envelope *envelope = Envelope::create(table, &receiver);
    envelope->record.stamp = handling.record->stamp;
    envelope->record.sender = handling.record->sender;
    if (const Ambience *ambience = sender().ambience) {
        envelope->ambience = *ambience;
        if (envelope->ambience.chain)
            Internal::retain(envelope->ambience.chain);
    }
    table->copy(m_side && m_side->copy ? m_side->copy->arguments() : handling.arguments(),
                envelope->arguments());
    envelope->flags &= ~quint32(Envelope::ArgumentsGone);
    // The route goes with the copy: there is one answer.
    moveRoute(*table, handling.arguments(), envelope->arguments());
    receiver.acceptForeign(envelope);
}

void Cell::failHandled(const std::exception_ptr &error)
{
    Worker::Handling &handling = worker().handling();
    if (handling.state != Worker::Handling::Present) {
        perform([this, error] { fail(error); });
        return;
    }
    auto failure = std::make_shared<FailureRecord>();
    failure->error = error;
    failure->message = handling.record->table->describe(handling.arguments());
    if (const Ambience *ambience = sender().ambience)
        failure->context = ambience->context;
    suspendAsFailing();
    writeOff(int(Reason::HandlerFailed));
    if (handling.record->table->fail)
        handling.record->table->fail(handling.arguments(), error);
    perform([this, failure] { fail(failure); });
}

void Cell::writeOff(int reason)
{
    Worker::Handling &handling = worker().handling();
    runtime().letter(reason, *handling.record, handling.arguments(), m_id);
    handling.state = Worker::Handling::WrittenOff;
}

void Cell::discountHandled()
{
    runtime().sentDirectly.fetch_sub(1, std::memory_order_relaxed);
    worker().handling().state = Worker::Handling::WrittenOff;
}

void Cell::unhandled()
{
    Worker::Handling &handling = worker().handling();
    const QVariantList values = handling.record->table->variants(handling.arguments());
    kind().unhandled(m_object, values.value(0));
    if (handling.state != Worker::Handling::Present)
        return;
    writeOff(int(Reason::Unhandled));
    if (handling.record->table->fail)
        handling.record->table->fail(handling.arguments(), refusal(int(Reason::Unhandled)));
}

std::chrono::nanoseconds Cell::age() const
{
    using namespace std::chrono;
    const auto present = quint32(duration_cast<microseconds>(runtime().clock().now()).count());
    const auto oldest = oldestStamp(worker().backlog(*this, Worker::Start::Reading));
    return oldest ? microseconds(std::max(0, qint32(present - *oldest))) : microseconds(0);
}

std::optional<quint32> Cell::oldestStamp(Backlog published) const
{
    const GuardedQueue *guarded = guardedQueue();
    const auto inQueue = !guarded                            ? std::nullopt
        : guarded->mailbox().kind == Mailbox::Kind::QtQueued ? MailEvent::oldestStamp(*this)
                                                             : guarded->oldestStamp();
    if (inQueue)
        published.date(*inQueue);
    const quint32 held = m_side ? m_side->oldestHeld.load(std::memory_order_relaxed) : 0;
    if (waiting() > 0 && held != 0)
        published.date(held);
    return published.oldestStamp;
}

std::exception_ptr Cell::refusal(int reason) const
{
    const QString who = path();
    switch (Reason(reason)) {
    case Reason::DroppedOldest:
    case Reason::DroppedNewest:
    case Reason::Rejected:
    case Reason::MailboxFull:
    case Reason::StashOverflow:
        return MailboxFull(QStringLiteral("the mailbox of %1 is full").arg(who)).toExceptionPtr();
    case Reason::Unhandled:
        return Unhandled(QStringLiteral("%1 does not understand the message").arg(who))
            .toExceptionPtr();
    case Reason::Expired:
        return ActorError(ActorError::Code::Expired,
                          QStringLiteral("the message to %1 has expired").arg(who))
            .toExceptionPtr();
    case Reason::Cancelled:
    case Reason::Coalesced:
        return ActorError(
                   ActorError::Code::Cancelled,
                   QStringLiteral("the message to %1 was given up before it was handled").arg(who))
            .toExceptionPtr();
    case Reason::IncarnationGone:
        return ActorError(ActorError::Code::IncarnationGone,
                          QStringLiteral("%1 was restarted before it answered").arg(who))
            .toExceptionPtr();
    default:
        return ActorStopped(QStringLiteral("%1 has stopped").arg(who)).toExceptionPtr();
    }
}

quint64 Cell::depth() const
{
    if (guardedQueue())
        return guardedDepth();
    const auto done = quint32(begun.load(std::memory_order_acquire));
    return plainDepth(done, worker().backlog(*this));
}

quint64 Cell::depth(const Backlog &published) const
{
    return guardedQueue() ? guardedDepth()
                          : plainDepth(quint32(begun.load(std::memory_order_acquire)), published);
}

quint64 Cell::guardedDepth() const
{
    const GuardedQueue &guarded = *guardedQueue();
    if (guarded.mailbox().kind == Mailbox::Kind::QtQueued)
        return MailEvent::depth(*this);
    return quint64(guarded.size()) + waiting();
}

quint64 Cell::plainDepth(quint32 done, const Backlog &published)
{
    // What is refused at the end of the thread has begun without having been seen.
    return quint64(std::max(0, qint32(published.seen - done + quint32(published.count))));
}

// ---------------------------------------------------------------- receiving

void Cell::deliver(Record &record)
{
    const bool isConstruction = record.table->kind == MessageKind::Construction;
    if (isConstruction)
        count(begun);
    if (m_hindrances & Unborn)
        overtaken();
    if (isConstruction)
        return;
    if ((m_hindrances & Port) && worker().state() != Inlet::Closed) {
        worker().handle(*this, record);
        return;
    }
    deliver(Envelope::takeFrom(record));
}

bool Cell::isAdmitted(Envelope *envelope) const
{
    if (m_hindrances & Running)
        return false;
    const bool isAnswer = envelope->record.table->kind == MessageKind::Answer;
    if (m_hindrances & Gone)
        return isAnswer && m_object && state() == State::Stopping;
    if (m_hindrances & NotReady)
        return isAnswer;
    if (m_hindrances & Suspended)
        return false;
    if (m_hindrances & Unfinished)
        return m_side->admits(*envelope);
    return false;
}

void Cell::deliver(Envelope *envelope)
{
    if (m_hindrances & Unborn)
        overtaken();
    if ((m_hindrances & Port) && worker().state() == Inlet::Closed) {
        // This need not be the thread that asked.
        count(begun);
        bury(envelope, int(Reason::LateReply));
        return;
    }
    if (!(m_hindrances & (Blocking | Gone)) || (m_hindrances & Port) || isAdmitted(envelope)) {
        handle(envelope);
        return;
    }
    if (m_hindrances & Gone && state() == State::Stopped) {
        bury(envelope, int(Reason::ActorStopped));
        return;
    }
    if ((m_hindrances & Unfinished) && !(m_hindrances & (Running | Suspended))
        && m_side->wouldDeadlock(*envelope)) {
        const auto error = m_side->deadlock(*envelope);
        count(begun);
        bury(envelope, int(Reason::Cancelled), error);
        return;
    }
    keep(envelope);
}

void Cell::keep(Envelope *envelope)
{
    Side &side = this->side();
    if (side.held.empty())
        side.oldestHeld.store(envelope->record.stamp, std::memory_order_relaxed);
    side.held.push_back(envelope);
    m_hindrances |= Crowded;
    side.waiting.fetch_add(1, std::memory_order_relaxed);
}

void Cell::putBack(Envelope *envelope, std::size_t place)
{
    Side &side = this->side();
    side.held.insert(side.held.begin() + std::ptrdiff_t(std::min(place, side.held.size())),
                     envelope);
    m_hindrances |= Crowded;
    side.waiting.fetch_add(1, std::memory_order_relaxed);
    wake();
}

void Cell::wake()
{
    if (m_hindrances & Running) {
        m_hindrances |= PutOff;
        return;
    }
    constexpr quint32 closed = NotReady | Suspended | Gone;
    if ((m_hindrances & closed) || !m_side)
        return;
    const bool hasMessages = !m_side->held.empty() || m_side->hasGuarded();
    if (!hasMessages || std::exchange(m_side->scheduled, true))
        return;
    // Until its turn the worker refers to it.
    retain();
    worker().schedule(this);
}

void Cell::fetchNext()
{
    if (const auto &guarded = side().guarded)
        guarded->turnBegins();
    wake();
}

bool Cell::takeTurn(int most)
{
    Side &side = this->side();
    if (side.throughput > 0)
        most = std::min(most, side.throughput);
    const auto admits = [this](Envelope *envelope) { return m_side->admits(*envelope); };
    for (; most > 0 && !(m_hindrances & (Running | NotReady | Suspended | Gone))
         && !worker().isCalled();
         --most) {
        Envelope *next = nullptr;
        const bool unfinished = m_hindrances & Unfinished;
        auto place = unfinished ? std::find_if(side.held.begin(), side.held.end(), admits)
                                : side.held.begin();
        if (place != side.held.end()) {
            next = side.takeHeld(*this, place);
        } else if (side.guarded) {
            next = unfinished ? side.guarded->takeIf(admits) : side.guarded->take();
            if (next)
                count(arrived);
        }
        if (!next)
            break;
        handle(next);
    }
    if (m_hindrances & Gone)
        buryLost(std::max(most, LettersInTurn));
    const bool more = m_hindrances & Gone ? !side.lost.empty() : hasTurn();
    side.scheduled = more;
    if (!more)
        release();
    return more;
}

bool Cell::hasTurn() const
{
    if (m_hindrances & (Running | NotReady | Suspended))
        return false;
    if (m_hindrances & Unfinished) {
        const auto admits = [this](Envelope *envelope) { return m_side->admits(*envelope); };
        return std::any_of(m_side->held.begin(), m_side->held.end(), admits)
            || (m_side->guarded && m_side->guarded->contains(admits));
    }
    return !m_side->held.empty() || m_side->hasGuarded();
}

void Cell::handle(Envelope *envelope)
{
    if (envelope->deadline != 0 && runtime().clock().now().count() >= envelope->deadline) {
        count(begun);
        bury(envelope, int(Reason::Expired));
        return;
    }
    const MessageTable &table = *envelope->record.table;
    if (m_hindrances & Attentive) {
        if (table.route
            && std::erase(side().cancelled,
                          *static_cast<void **>(table.route(envelope->arguments())))) {
            count(begun);
            bury(envelope, int(Reason::Cancelled));
            return;
        }
        for (const auto &attachment : side().attentive) {
            if (attachment && !attachment->beforeMessage(*this, *envelope))
                return;
        }
    }
    if ((m_hindrances & Intercepted) && table.kind != MessageKind::Answer) {
        count(begun);
        if (table.taken)
            table.taken(envelope->arguments());
        if (kind().intercept(*this, envelope)) {
            count(handled);
            worker().countHandled();
            return;
        }
        bury(envelope, int(Reason::Unhandled));
        return;
    }
    Envelope *copy = m_side && m_side->keepsCopies && (table.traits & TakesArguments)
        ? envelope->clone()
        : nullptr;
    if (copy) {
        // Until it is needed, the message itself is the one to be answered.
        if (table.route)
            std::memset(table.route(copy->arguments()), 0, RouteSize);
        m_side->copy = copy;
    }
    Ambience &ambience = envelope->ambience;
    const bool ambient = ambience.chain || !ambience.context.isEmpty();
    const Ambience kept = ambience;
    Ambience inherited = kept;
    if (inherited.chain)
        Internal::retain(inherited.chain);
    if (ambient)
        sender().ambience = &inherited;
    Attachment *life = (m_hindrances & Attentive) ? m_side->attentive[int(Keeper::Life)] : nullptr;
    const bool present = life && life->wraps() && table.kind != MessageKind::Answer
        ? handleWrapped(*life, envelope)
        : worker().handle(*this, *envelope);
    sender().ambience = nullptr;
    if (inherited.chain)
        Internal::release(inherited.chain);
    if (present) {
        envelope->flags |= Envelope::ArgumentsGone;
        Envelope::destroy(envelope);
    }
    if (copy && m_side->copy == copy) {
        m_side->copy = nullptr;
        Envelope::destroy(copy);
    }
    if (m_hindrances & Attentive) {
        for (const auto &attachment : m_side->attentive) {
            if (attachment)
                attachment->afterMessage(*this, table);
        }
    }
}

namespace {

//! The message that is wrapped, for the table that stands in for its own.
thread_local constinit const std::function<void()> *wrapped = nullptr;

} // namespace

bool Cell::handleWrapped(Attachment &life, Envelope *envelope)
{
    // The bookkeeping sees one message whose handler is the whole chain.
    MessageTable table = *envelope->record.table;
    const MessageTable *own = envelope->record.table;
    bool reached = false;
    const std::function<void()> chain = [&] {
        life.wrap(*envelope, [&] {
            reached = true;
            envelope->record.table = own;
            own->invoke(envelope->arguments(), *this);
        });
        if (!reached)
            writeOff(int(Reason::Rejected));
    };
    table.invoke = [](void *, Target &) { (*std::exchange(wrapped, nullptr))(); };
    const auto *outer = std::exchange(wrapped, &chain);
    envelope->record.table = &table;
    const bool present = worker().handle(*this, *envelope);
    // Else its handler may have given it to another thread.
    if (!reached)
        envelope->record.table = own;
    wrapped = outer;
    return present;
}

void Cell::catchUp()
{
    if (m_side) {
        for (auto &step : std::exchange(m_side->postponed, {}))
            now(std::move(step));
    }
    if (m_stopsItself && !(m_hindrances & Running)) {
        m_stopsItself = false;
        beginStop(QStringLiteral("itself"));
        return;
    }
    wake();
}

void Cell::now(std::function<void()> step)
{
    if (m_hindrances & Running) {
        side().postponed.push_back(std::move(step));
        m_hindrances |= PutOff;
        return;
    }
    step();
}

void Cell::perform(std::function<void()> step)
{
    worker().call(this, [this, step = std::move(step)]() mutable { now(std::move(step)); });
}

// ---------------------------------------------------------------- calls that are no messages

namespace {

QString plainCallName(const void *)
{
    return QStringLiteral("queued call of Qt");
}

constexpr MessageTable PlainCallTable{
    .invoke = [](void *, Target &) {},
    .move = nullptr,
    .copy = nullptr,
    .destroy = nullptr,
    .fail = nullptr,
    .route = nullptr,
    .name = &plainCallName,
    .describe = &plainCallName,
    .variants = [](const void *) { return QVariantList(); },
    .value = nullptr,
    .type = [](const void *) -> const void * { return &PlainCallTable; },
    .size = 8,
    .alignment = 1,
    .kind = MessageKind::Notice,
    .traits = PlainMessage};

} // namespace

bool Cell::admitPlainCall(const QObject *object)
{
    count(side().plainCalls);
    // A constructor may run an event loop: its object is not known yet.
    const bool isPast =
        m_discarding || (m_object ? m_object != object : state() >= State::Stopping);
    if (!isPast && !isSuspended())
        return true;
    Record record{};
    record.table = &PlainCallTable;
    record.target = this;
    // No sender has counted it, and the account must balance.
    runtime().sentDirectly.fetch_add(1, std::memory_order_relaxed);
    runtime().letter(int(Reason::PlainCall), record, nullptr, m_id);
    return false;
}

void Cell::objectGone()
{
    m_object = nullptr;
    m_hindrances |= NotReady;
    if (state() != State::Stopping && state() != State::Stopped)
        stop(QStringLiteral("itself, by deleting its object"));
}

// ---------------------------------------------------------------- handlers that finish later

Envelope *Cell::beginUnfinished(ChainLink *link)
{
    Worker::Handling &handling = worker().handling();
    Envelope *envelope =
        handling.envelope ? handling.envelope : Envelope::takeFrom(*handling.record);
    handling.state = Worker::Handling::Taken;
    static std::atomic<qint64> number = 0;
    envelope->deadline = number.fetch_add(1, std::memory_order_relaxed) + 1;
    envelope->key = quint64(reinterpret_cast<quintptr>(link));
    Internal::retain(link);
    Side &side = this->side();
    side.unfinished.push_back(envelope);
    m_hindrances |= Unfinished;
    side.waiting.fetch_add(1, std::memory_order_relaxed);
    return envelope;
}

bool Cell::isUnfinished(const Envelope *envelope, quint64 number) const
{
    if (!m_side)
        return false;
    const auto &unfinished = m_side->unfinished;
    return std::find(unfinished.begin(), unfinished.end(), envelope) != unfinished.end()
        && quint64(envelope->deadline) == number;
}

void Cell::releaseLink(Envelope *envelope) noexcept
{
    if (auto *link = reinterpret_cast<ChainLink *>(std::exchange(envelope->key, 0)))
        Internal::release(link);
}

void Cell::cancelRequest(const void *reply)
{
    Side &side = this->side();
    const auto isIt = [reply](Envelope *envelope) {
        const MessageTable *table = envelope->record.table;
        return table->route && *static_cast<void **>(table->route(envelope->arguments())) == reply;
    };
    const auto place = std::find_if(side.held.begin(), side.held.end(), isIt);
    Envelope *found = nullptr;
    if (place != side.held.end()) {
        found = side.takeHeld(*this, place);
    } else if (side.guarded) {
        found = side.guarded->mailbox().kind == Mailbox::Kind::QtQueued
            ? MailEvent::take(*this, isIt)
            : side.guarded->takeIf(isIt);
        if (found)
            count(arrived);
    }
    if (found) {
        count(begun);
        bury(found, int(Reason::Cancelled));
        return;
    }
    tellAttachments([&](Attachment &attachment) {
        if (!found)
            found = attachment.take(isIt);
    });
    if (found) {
        // It has begun already, before it was put aside.
        bury(found, int(Reason::Cancelled));
        return;
    }
    for (Envelope *envelope : side.unfinished) {
        if (isIt(envelope))
            envelope->flags |= Envelope::Unwanted;
    }
    if (worker().isUnderWay(*this, reply)) {
        side.cancelled.push_back(reply);
        m_hindrances |= Attentive;
    }
}

void Cell::endUnfinished(Envelope *envelope, const std::exception_ptr &error)
{
    Side &side = this->side();
    const auto place = std::find(side.unfinished.begin(), side.unfinished.end(), envelope);
    if (place == side.unfinished.end())
        return;
    side.unfinished.erase(place);
    releaseLink(envelope);
    side.waiting.fetch_sub(1, std::memory_order_relaxed);
    if (side.unfinished.empty())
        m_hindrances &= ~quint32(Unfinished);
    if (error) {
        fail(envelope->record, envelope->arguments(), error);
    } else {
        count(handled);
        worker().countHandled();
    }
    Envelope::destroy(envelope);
    wake();
}

// ---------------------------------------------------------------- failure

FailureRecord::~FailureRecord()
{
    if (envelope)
        Envelope::destroy(envelope);
}

Superior::~Superior() = default;

void Cell::fail(Record &record, void *arguments, const std::exception_ptr &error)
{
    Worker::Handling &handling = worker().handling();
    // An unfinished handler fails while an answer is handled.
    const bool isHandled = handling.record == &record;
    if (isHandled && handling.state == Worker::Handling::PutAside) {
        giveRoute(*record.table, arguments);
        if (Cell *receiver = std::exchange(m_side->forwardTo, nullptr))
            receiver->release();
        handling.state = Worker::Handling::Present;
    }
    auto failure = std::make_shared<FailureRecord>();
    failure->error = error;
    if (const Ambience *ambience = sender().ambience)
        failure->context = ambience->context;
    if (isHandled && handling.state != Worker::Handling::Present) {
        // The message has come to its end already.
        fail(failure);
        return;
    }
    suspendAsFailing();
    failure->message = record.table->describe ? record.table->describe(arguments) : QString();
    if (isHandled && isRedelivered(*record.table)) {
        Envelope *copy = m_side->copy;
        failure->envelope = takeHandled();
        if (copy)
            moveRoute(*failure->envelope->record.table, arguments, copy->arguments());
        side().waiting.fetch_add(1, std::memory_order_relaxed);
    } else {
        runtime().letter(int(Reason::HandlerFailed), record, arguments, m_id);
        if (record.table->fail)
            record.table->fail(arguments, error);
    }
    fail(failure);
}

void Cell::suspendAsFailing()
{
    if (state() != State::Stopping && state() != State::Stopped)
        suspend(Cause::Failure);
}

bool Cell::isRedelivered(const MessageTable &table) const
{
    return m_side && m_side->redelivers && table.kind != MessageKind::Answer
        && (m_side->copy || !(table.traits & TakesArguments));
}

void Cell::fail(const std::exception_ptr &error)
{
    auto failure = std::make_shared<FailureRecord>();
    failure->error = error;
    if (const Ambience *ambience = sender().ambience)
        failure->context = ambience->context;
    fail(failure);
}

void Cell::fail(const std::shared_ptr<FailureRecord> &failure)
{
    if (state() == State::Stopping || state() == State::Stopped) {
        logHook("a handler that ran while the actor was stopping", failure->error);
        return;
    }
    count(side().failures);
    worker().failures.fetch_add(1, std::memory_order_relaxed);
    failure->actor = m_id;
    failure->path = path();
    failure->className = QString::fromLatin1(className());
    failure->count = int(failures());
    if (state() == State::Starting)
        failure->phase = FailureRecord::Phase::Start;
    else if (state() == State::Restarting)
        failure->phase = FailureRecord::Phase::Restart;
    if (failure->phase == FailureRecord::Phase::Start) {
        side().startError = failure->error;
        for (auto &completion : std::exchange(side().whenStarted, {}))
            completion(failure->error);
    }
    suspend(Cause::Failure);
    if (Instrumentation *observer = runtime().instrumentation.load(std::memory_order_relaxed))
        observer->failed(m_id.toInteger(), errorFrom(failure->error).text(), failure->message);
    side().failing = failure;
    tellAttachments([&](Attachment &attachment) { attachment.failed(*this, failure); });
    // The handler that has failed is still on the stack.
    perform([this, failure] {
        if (m_side->failing == failure)
            runtime().superior->failed(*this, failure);
    });
}

void Cell::updateSuspension()
{
    const bool suspended = m_side && m_side->isSuspended();
    m_suspended.store(suspended, std::memory_order_relaxed);
    if (suspended)
        m_hindrances |= Suspended;
    else
        m_hindrances &= ~quint32(Suspended);
    if (!suspended)
        wake();
}

void Cell::suspend(Cause cause)
{
    Side &side = this->side();
    const bool before = side.isSuspended();
    switch (cause) {
    case Cause::Ancestor:
        ++side.suspendedByAncestors;
        break;
    default:
        side.suspendedBy |= 1U << quint32(cause);
        break;
    }
    updateSuspension();
    if (!before && (cause == Cause::Failure || cause == Cause::Ancestor)) {
        side.passedOn = true;
        for (Cell *child : side.children.all())
            child->perform([child] { child->suspend(Cause::Ancestor); });
    }
}

void Cell::resume(Cause cause)
{
    Side &side = this->side();
    if (cause == Cause::Ancestor)
        side.suspendedByAncestors = std::max(0, side.suspendedByAncestors.load() - 1);
    else
        side.suspendedBy &= ~(1U << quint32(cause));
    updateSuspension();
    if (side.passedOn && !side.hasFailed()) {
        side.passedOn = false;
        for (Cell *child : side.children.all())
            child->perform([child] { child->resume(Cause::Ancestor); });
    }
}

} // namespace Actors::Internal
