// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "answer.h"

#include "cell/chain_p.h"
#include "cell/runtime_p.h"
#include "dispatch/worker_p.h"
#include "refs/relay_p.h"

#include <Actors/Core/calls.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>

#include <QPointer>
#include <QThread>

#include <optional>

namespace Actors::Internal {

using Reason = DeadLetter::Reason;

void throwError(const ActorError &error)
{
    std::rethrow_exception(error.toExceptionPtr());
}

namespace {

//! Where what is left to do for \a asker gets into its thread: once its system is gone, by another
//! way.
Cell &wayTo(Cell &asker)
{
    return asker.worker().state() == Inlet::Closed ? asker.runtime().portHere() : asker;
}

} // namespace

//! The end of the time that an answer may take.
class ReplyCore::Timeout final : public Appointment
{
public:
    Timeout(ReplyCore &reply, std::chrono::nanoseconds time,
            std::function<std::exception_ptr()> error = {})
        : m_reply(reply)
        , m_error(std::move(error))
    {
        reply.m_asker->worker().insert(*this, time);
    }
    ~Timeout() override
    {
        if (isQueued())
            m_reply.m_asker->worker().remove(*this);
    }

    void happen() override
    {
        // The continuation is a message of the asker like any other.
        answerFailure(openRoute(&m_reply), m_error ? m_error() : m_reply.timeoutError());
    }
    void abandon() override
    {
        answerFailure(openRoute(&m_reply),
                      ActorError(ActorError::Code::SystemClosed,
                                 QStringLiteral("the system has shut down before the answer came"))
                          .toExceptionPtr());
    }

private:
    ReplyCore &m_reply;
    std::function<std::exception_ptr()> m_error; //!< Empty for AskTimeout.
};

//! Where a continuation runs, if not just where the request was made.
class ReplyCore::Context
{
public:
    explicit Context(const QObject *context)
        : m_object(const_cast<QObject *>(context))
    {
        if (context->thread() != QThread::currentThread())
            m_relay = Relay::to(const_cast<QObject *>(context));
    }

    bool isElsewhere() const { return bool(m_relay); }
    bool isAlive() const { return !m_object.isNull(); }
    void call(std::function<void()> function) const { m_relay->call(std::move(function)); }

private:
    QPointer<QObject> m_object;
    std::shared_ptr<Relay> m_relay;
};

struct ReplyCore::Rare
{
    std::exception_ptr error;
    std::optional<Timeout> timeout;
    std::optional<Context> context;
    ReplyCore *result = nullptr;

    ~Rare()
    {
        if (result)
            result->release();
    }
    static void *operator new(std::size_t size) { return allocate(size); }
    static void operator delete(void *memory, std::size_t size) noexcept
    {
        deallocate(memory, size);
    }
};

namespace {

// Not beside what each ask runs through.
[[gnu::noinline, gnu::cold]] void reportNegativeTimeout(const Cell &target)
{
    report(Diagnostic::NegativeTimeout, QStringLiteral("ask() with a negative timeout"),
           target.path(), QStringLiteral("a time limit cannot lie in the past"),
           QStringLiteral("0 waits for ever, no argument as long as the system is set to"));
}

} // namespace

inline Cell &ReplyCore::askerHere(const Sender &sender, Runtime &runtime)
{
    auto *current = static_cast<Cell *>(sender.current);
    return current && current->worker().environment().runtime == &runtime ? *current
                                                                          : runtime.portHere();
}

ReplyCore::ReplyCore(Runtime &runtime)
    : m_asker(&askerHere(sender(), runtime))
    , m_thread(&sender())
{
    m_asker->retainForReply();
    m_incarnation = m_asker->incarnation();
}

ReplyCore::ReplyCore(Cell &target, std::chrono::nanoseconds timeout, QString (*name)(const void *))
    : m_references(2)
    , m_target(target.id())
    , m_messageName(name)
    , m_thread(&sender())
{
    // The last call, so that an actor that asks another pays for nothing else.
    if (!beginPlainly(target, timeout)) [[unlikely]]
        begin(target, timeout);
}

inline bool ReplyCore::beginPlainly(const Cell &target, std::chrono::nanoseconds timeout)
{
    auto *current = static_cast<Cell *>(m_thread->current);
    if (!current || timeout.count() != -1)
        return false;
    Worker &worker = current->worker();
    const Runtime *runtime = worker.environment().runtime;
    if (&worker != &target.worker() && target.worker().environment().runtime != runtime)
        return false;
    if (runtime->askTimeout.count() <= 0)
        return false;
    m_asker = current;
    current->retainForReply();
    m_incarnation = current->incarnation();
    m_timeLimit = runtime->askTimeout;
    worker.settleLater(*this);
    return true;
}

void ReplyCore::begin(const Cell &target, std::chrono::nanoseconds timeout)
{
    m_asker = &askerHere(sender(), *target.worker().environment().runtime);
    m_asker->retainForReply();
    m_incarnation = m_asker->incarnation();
    if (timeout.count() < 0) {
        if (timeout.count() < -1)
            reportNegativeTimeout(target);
        timeout = m_asker->worker().environment().runtime->askTimeout;
    }
    if (timeout.count() <= 0)
        return;
    m_timeLimit = timeout;
    m_asker->worker().settleLater(*this);
}

ReplyCore::ReplyCore(Below, const ReplyCore &above)
    : m_incarnation(above.m_incarnation)
    , m_asker(above.m_asker)
    , m_thread(above.m_thread)
{
    m_asker->retainForReply();
    // One reference for the handle that is returned, one for the continuation that finishes it.
    retain();
}

ReplyCore::Rare &ReplyCore::rare()
{
    if (!m_rare)
        m_rare = new Rare;
    return *m_rare;
}

void ReplyCore::endRare() noexcept
{
    delete m_rare;
}

std::exception_ptr ReplyCore::rareError() const
{
    return m_rare->error;
}

ReplyCore *ReplyCore::rareResult() const noexcept
{
    return m_rare->result;
}

bool ReplyCore::hasContext() const noexcept
{
    return m_rare->context.has_value();
}

void ReplyCore::reportOtherThread() const
{
    report(Diagnostic::ReplyOnOtherThread, QString(), m_asker->path(),
           QStringLiteral("a Reply belongs to the thread that asked"),
           QStringLiteral("attach then() there, or hand a QFuture over"));
}

bool ReplyCore::releaseShared() noexcept
{
    const auto isLast = [this] { return m_references.add(-1, ReferenceCount::Users::Many) == 0; };
    // With it goes what belongs to the thread that asked.
    if (m_thread == &sender())
        return isLast();
    m_asker->performLast([this, isLast] {
        if (isLast())
            destroy();
    });
    return false;
}

void ReplyCore::haveResult(ReplyCore *result) noexcept
{
    rare().result = result;
    result->m_isContinued = true;
    if (isShared())
        result->share();
}

void ReplyCore::reportUnobserved(const std::exception_ptr &error) const
{
    report(Diagnostic::UnobservedFailure, QString(), m_asker->path(), errorFrom(error).text(),
           QStringLiteral("attach onFailed() behind then()"));
}

void ReplyCore::finish(const std::exception_ptr &error)
{
    if (isShared() && m_thread != &sender()) {
        // As an answer to whoever asked; without an error the value is in its place already.
        answerFailure(openRoute(this), error);
        return;
    }
    if (m_state != State::Pending)
        return;
    m_state = error ? State::Failed : State::Succeeded;
    if (error)
        rare().error = error;
    endTimeout();
    if (m_continuation)
        runContinuation();
    else if (error && m_handleDropped && m_isContinued)
        reportUnobserved(error);
}

void ReplyCore::runInContext()
{
    ContinuationPointer continuation = std::move(m_continuation);
    const Context context = std::move(*m_rare->context);
    m_rare->context.reset();
    if (context.isElsewhere()) {
        // The value crosses to the other thread with the continuation; the result comes back. Where
        // the context is gone by then, neither happens.
        retain();
        const std::shared_ptr<ReplyCore> self(this, [](ReplyCore *it) { it->release(); });
        context.call([self, shared = std::make_shared<ContinuationPointer>(std::move(continuation)),
                      chain = KeptChain()] {
            const KeptChain::Scope scope(chain);
            shared->release()->run(*self);
        });
    } else if (context.isAlive()) {
        continuation.release()->run(*this);
    }
}

void ReplyCore::setContext(const QObject *context)
{
    if (context == m_asker->object())
        return;
    rare().context.emplace(context);
    if (m_rare->context->isElsewhere())
        share();
}

namespace {

struct Late
{
    ReplyCore *reply;

    static void invoke(void *arguments, Target &target)
    {
        auto *late = static_cast<Late *>(arguments);
        ReplyCore *reply = std::exchange(late->reply, nullptr);
        // It comes to its asker, or by another way where that is gone.
        auto &cell = static_cast<Cell &>(target);
        if (reply->asker() != &cell || reply->incarnation() == cell.incarnation())
            reply->continueNow();
        reply->release();
    }
    static void destroy(void *arguments) noexcept
    {
        auto *late = static_cast<Late *>(arguments);
        if (late->reply)
            endRoute(late->reply);
    }
    static const void *type(const void *);
    static const MessageTable table;
};

const void *Late::type(const void *)
{
    return &table;
}

constexpr MessageTable Late::table{&Late::invoke, nullptr,
                                   nullptr,       &Late::destroy,
                                   nullptr,       nullptr,
                                   &answerName,   &answerName,
                                   nullptr,       nullptr,
                                   &Late::type,   sizeof(Late),
                                   alignof(Late), MessageKind::Answer,
                                   PlainMessage};

struct FailedAnswer
{
    ReplyCore *reply;
    std::exception_ptr error;

    static void invoke(void *arguments, Target &target)
    {
        auto *answer = static_cast<FailedAnswer *>(arguments);
        ReplyCore *reply = std::exchange(answer->reply, nullptr);
        const Arrival arrival(reply, target);
        if (arrival.isWelcome())
            reply->finish(answer->error);
    }
    static void move(void *from, void *to) noexcept
    {
        auto *source = static_cast<FailedAnswer *>(from);
        new (to) FailedAnswer(std::move(*source));
        source->reply = nullptr;
        source->~FailedAnswer();
    }
    static void destroy(void *arguments) noexcept
    {
        auto *answer = static_cast<FailedAnswer *>(arguments);
        if (answer->reply)
            endRoute(answer->reply);
        answer->~FailedAnswer();
    }
    static const void *type(const void *);
    static const MessageTable table;
};

const void *FailedAnswer::type(const void *)
{
    return &table;
}

constexpr MessageTable FailedAnswer::table{&FailedAnswer::invoke,
                                           &FailedAnswer::move,
                                           nullptr,
                                           &FailedAnswer::destroy,
                                           nullptr,
                                           nullptr,
                                           &answerName,
                                           &answerName,
                                           nullptr,
                                           nullptr,
                                           &FailedAnswer::type,
                                           sizeof(FailedAnswer),
                                           alignof(FailedAnswer),
                                           MessageKind::Answer,
                                           PlainMessage};

} // namespace

void ReplyCore::continueLater()
{
    retain();
    Outgoing out(wayTo(*m_asker), &Late::table);
    new (out.arguments()) Late{this};
    out.commit();
}

void ReplyCore::continueNow()
{
    if (m_continuation)
        runContinuation();
}

void ReplyCore::failActor(const std::exception_ptr &error)
{
    // Elsewhere there is only the Reply to tell.
    if (Cell *current = Cell::current(); current && current->blueprint())
        std::rethrow_exception(error);
}

bool ReplyCore::wait(std::chrono::nanoseconds timeout)
{
    checkThread();
    m_observed = true;
    if (isFinished())
        return true;
    Cell &way = wayTo(*m_asker);
    Worker &worker = way.worker();
    if (way.blueprint() || !worker.mayWait()) {
        // result() after waitForFinished() is the same mistake.
        if (std::exchange(m_waitRefused, true))
            return false;
        report(Diagnostic::WaitRefused, QString(), m_asker->path(),
               QStringLiteral("an event loop runs on this thread, which waiting would block"),
               QStringLiteral("use then()"));
        return false;
    }
    std::optional<std::chrono::nanoseconds> until;
    if (timeout.count() >= 0)
        until = worker.now() + timeout;
    // Once the system is gone, only what has come already can finish it.
    const bool isGone = &way != m_asker;
    worker.waitFor([&] { return isFinished() || (isGone && !worker.hasWork()); }, until);
    return isFinished();
}

void ReplyCore::throwUnlessSuccessful()
{
    if (m_state == State::Failed)
        std::rethrow_exception(error());
    if (m_state == State::Pending && m_waitRefused)
        throwError(DeadlockError(
            QStringLiteral("%1 would wait for a Reply on a thread that runs an event loop")
                .arg(m_asker->path())));
    if (m_state == State::Pending)
        throwError(AskTimeout(QStringLiteral("the Reply has not finished")));
}

void ReplyCore::cancel()
{
    checkThread();
    if (isFinished())
        return;
    m_cancelled = true;
    m_asker->runtime().cancelRequest(m_target, this);
    // What runs now may drop the Reply.
    retain();
    finish(ActorError(ActorError::Code::Cancelled, QStringLiteral("the request was cancelled"))
               .toExceptionPtr());
    release();
}

void ReplyCore::settle(std::chrono::nanoseconds now)
{
    rare().timeout.emplace(*this, now + m_timeLimit);
}

std::exception_ptr ReplyCore::timeoutError() const
{
    using namespace std::chrono;
    return AskTimeout(QStringLiteral("%1 did not answer %2 within %3 ms")
                          .arg(m_asker->runtime().pathOf(m_target), m_messageName(nullptr))
                          .arg(duration_cast<milliseconds>(m_timeLimit).count()))
        .toExceptionPtr();
}

void ReplyCore::removeTimeout() noexcept
{
    m_rare->timeout.reset();
}

void ReplyCore::failAfter(std::chrono::nanoseconds timeout,
                          std::function<std::exception_ptr()> error)
{
    rare().timeout.emplace(*this, m_asker->worker().now() + timeout, std::move(error));
}

AnswerRoute openRoute(ReplyCore *reply)
{
    reply->retain();
    return {reply, reply->asker()};
}

void answerFailure(AnswerRoute route, const std::exception_ptr &error)
{
    if (!route)
        return;
    const Announcement announcement(route.asker->inlet());
    Outgoing out(*route.asker, &FailedAnswer::table);
    new (out.arguments()) FailedAnswer{route.reply, error};
    out.commit();
}

bool answerExpects(AnswerRoute route, const QtPrivate::QMetaTypeInterface *type)
{
    return route.reply->expects(type);
}

void answerMismatch(AnswerRoute route, QByteArrayView given)
{
    answerFailure(route,
                  ActorError(ActorError::Code::TypeMismatch,
                             QStringLiteral("the answer is of type %1, which was not asked for")
                                 .arg(QString::fromUtf8(given)))
                      .toExceptionPtr());
}

void ReplyCore::refuseAnswer(Cell &asker) const
{
    if (m_incarnation != asker.incarnation())
        asker.writeOff(int(Reason::IncarnationGone));
    else if (!m_cancelled) // which is as good as handled
        asker.writeOff(int(Reason::LateReply));
}

void endRoute(ReplyCore *reply) noexcept
{
    reply->release();
}

QString answerName(const void *)
{
    return QStringLiteral("answer");
}

} // namespace Actors::Internal
