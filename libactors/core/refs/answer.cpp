// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "answer.h"

#include "cell/chain_p.h"
#include "cell/runtime_p.h"
#include "refs/relay_p.h"

#include <Actors/Core/calls.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>

#include <QPointer>
#include <QThread>

namespace Actors::Internal {

using Reason = DeadLetter::Reason;

void throwError(const ActorError &error)
{
    std::rethrow_exception(error.toExceptionPtr());
}

Continuation::~Continuation() = default;

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
    static void *operator new(std::size_t size) { return allocate(size); }
    static void operator delete(void *memory, std::size_t size) noexcept
    {
        deallocate(memory, size);
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

ReplyCore::ReplyCore(Runtime &runtime)
    : m_thread(QThread::currentThreadId())
{
    Cell *current = Cell::current();
    if (current && &current->runtime() == &runtime)
        m_asker = current;
    else
        m_asker = &runtime.portHere();
    m_asker->retainForReply();
    m_incarnation = m_asker->incarnation();
}

ReplyCore::ReplyCore(const ReplyCore &above)
    : m_incarnation(above.m_incarnation)
    , m_asker(above.m_asker)
    , m_thread(above.m_thread)
{
    m_asker->retainForReply();
    // One reference for the handle that is returned, one for the continuation that finishes it.
    retain();
}

ReplyCore::~ReplyCore()
{
    if (m_next)
        m_next->release();
    endTimeout();
    m_asker->releaseForReply();
}

void ReplyCore::checkThread() const
{
    if (m_thread == QThread::currentThreadId())
        return;
    report(Diagnostic::ReplyOnOtherThread, QString(), m_asker->path(),
           QStringLiteral("a Reply belongs to the thread that asked"),
           QStringLiteral("attach then() there, or hand a QFuture over"));
}

void ReplyCore::releaseShared() noexcept
{
    const auto drop = [this] {
        if (m_references.add(-1, ReferenceCount::Users::Many) == 0)
            destroy();
    };
    // With it goes what belongs to the thread that asked.
    if (m_thread == QThread::currentThreadId())
        drop();
    else
        m_asker->performLast(drop);
}

void ReplyCore::dropHandle() noexcept
{
    m_handleDropped = true;
    if (m_state == State::Failed && !m_observed)
        reportUnobserved();
    release();
}

void ReplyCore::reportUnobserved()
{
    // An answer that nobody ever looked at was not wanted; a continuation that never ran was.
    if (!m_isContinued)
        return;
    report(Diagnostic::UnobservedFailure, QString(), m_asker->path(), errorFrom(m_error).text(),
           QStringLiteral("attach onFailed() behind then()"));
}

void ReplyCore::finish(const std::exception_ptr &error)
{
    if (isShared() && m_thread != QThread::currentThreadId()) {
        // As an answer to whoever asked; without an error the value is in its place already.
        answerFailure(openRoute(this), error);
        return;
    }
    if (m_state != State::Pending)
        return;
    m_state = error ? State::Failed : State::Succeeded;
    m_error = error;
    endTimeout();
    if (m_continuation)
        runContinuation();
    else if (error && m_handleDropped)
        reportUnobserved();
}

void ReplyCore::runContinuation()
{
    m_observed = true;
    const auto context = std::move(m_context);
    auto continuation = std::move(m_continuation);
    if (context && context->isElsewhere()) {
        // The value crosses to the other thread with the continuation; the result comes back. Where
        // the context is gone by then, neither happens.
        retain();
        const std::shared_ptr<ReplyCore> self(this, [](ReplyCore *it) { it->release(); });
        context->call([self, shared = std::shared_ptr<Continuation>(std::move(continuation)),
                       chain = KeptChain()] {
            const KeptChain::Scope scope(chain);
            shared->run(*self);
        });
        return;
    }
    if (context && !context->isAlive())
        return;
    retain();
    continuation->run(*this);
    release();
}

void ReplyCore::setContinuation(const QObject *context, std::unique_ptr<Continuation> continuation,
                                ReplyCore *next)
{
    checkThread();
    m_observed = true;
    m_continuation = std::move(continuation);
    m_next = next;
    if (next)
        next->m_isContinued = true;
    if (context && context != m_asker->object())
        m_context = std::make_unique<Context>(context);
    if (m_context && m_context->isElsewhere()) {
        share();
        if (next)
            next->share();
    }
    if (m_state == State::Pending)
        return;
    // Finished already: what is to happen then happens as a message, never within then().
    if (!next) {
        runContinuation();
        return;
    }
    retain();
    postContinuation();
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

void ReplyCore::postContinuation()
{
    Outgoing out(wayTo(*m_asker), &Late::table);
    new (out.arguments()) Late{this};
    out.commit();
}

void ReplyCore::continueNow()
{
    if (m_continuation)
        runContinuation();
}

void ReplyCore::finishWithCurrentException()
{
    const auto error = std::current_exception();
    finish(error);
    // Inside an actor it is the failure of the actor; elsewhere there is only the Reply to tell.
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
        std::rethrow_exception(m_error);
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
    finish(ActorError(ActorError::Code::Cancelled, QStringLiteral("the request was cancelled"))
               .toExceptionPtr());
}

void ReplyCore::startTimeout(std::chrono::nanoseconds timeout, Cell *target,
                             QString (*name)(const void *))
{
    m_target = target->id();
    if (timeout.count() < -1) {
        report(Diagnostic::NegativeTimeout, QStringLiteral("ask() with a negative timeout"),
               target->path(), QStringLiteral("a time limit cannot lie in the past"),
               QStringLiteral("0 waits for ever, no argument as long as the system is set to"));
    }
    if (timeout.count() < 0)
        timeout = m_asker->runtime().askTimeout;
    if (timeout.count() <= 0)
        return;
    m_timeLimit = timeout;
    m_messageName = name;
    m_asker->worker().settleLater(*this);
}

void ReplyCore::settle(std::chrono::nanoseconds now)
{
    m_timeout = std::make_unique<Timeout>(*this, now + m_timeLimit);
}

std::exception_ptr ReplyCore::timeoutError() const
{
    using namespace std::chrono;
    return AskTimeout(QStringLiteral("%1 did not answer %2 within %3 ms")
                          .arg(m_asker->runtime().pathOf(m_target), m_messageName(nullptr))
                          .arg(duration_cast<milliseconds>(m_timeLimit).count()))
        .toExceptionPtr();
}

void ReplyCore::endTimeout() noexcept
{
    if (isUnsettled())
        takeBack();
    else if (m_timeout)
        m_timeout.reset();
}

void ReplyCore::failAfter(std::chrono::nanoseconds timeout,
                          std::function<std::exception_ptr()> error)
{
    m_timeout =
        std::make_unique<Timeout>(*this, m_asker->worker().now() + timeout, std::move(error));
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

Arrival::Arrival(ReplyCore *reply, Target &target)
    : m_reply(reply)
{
    auto &cell = static_cast<Cell &>(target);
    const bool sameIncarnation = reply->incarnation() == cell.incarnation();
    m_welcome = sameIncarnation && reply->takesAnswer();
    // The asker may have cancelled or dropped it, which is as good as handled.
    if (!m_welcome && !(sameIncarnation && reply->isCancelled())) {
        cell.writeOff(int(sameIncarnation ? Reason::LateReply : Reason::IncarnationGone));
    }
}

Arrival::~Arrival()
{
    m_reply->release();
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
