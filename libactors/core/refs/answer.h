// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorerror.h>
#include <Actors/Core/cell.h>
#include <Actors/Core/memorypool.h>
#include <Actors/Core/transport.h>

#include <QVariant>

#include <atomic>
#include <chrono>
#include <memory>
#include <new>
#include <optional>

QT_FORWARD_DECLARE_CLASS(QObject)

namespace Actors::Internal {

class ReplyCore;
struct AnswerRoute;

[[noreturn]] ACTORS_CORE_EXPORT void throwError(const ActorError &error);

//! What is to be done when a reply has finished.
class ACTORS_CORE_EXPORT Continuation
{
public:
    virtual ~Continuation();
    virtual void run(ReplyCore &finished) = 0;

    static void *operator new(std::size_t size) { return allocate(size); }
    static void operator delete(void *memory, std::size_t size) noexcept
    {
        deallocate(memory, size);
    }
};

template<class Function>
class FunctionContinuation final : public Continuation
{
public:
    explicit FunctionContinuation(Function &&function)
        : m_function(std::move(function))
    {
    }
    void run(ReplyCore &finished) override { m_function(finished); }

private:
    Function m_function;
};

/*!
 * \brief What a Reply stands for: whether and how it has finished, and what is to happen then.
 *
 * Belongs to the thread that asked and is counted without atomics; only the route of the answer
 * leaves that thread and comes back with it. But where a continuation runs in another thread, this
 * reply and the one that it finishes are shared with it, and still end where was asked.
 */
class ACTORS_CORE_EXPORT ReplyCore : private Unsettled
{
public:
    enum class State : quint8 { Pending, Succeeded, Failed };

    void retain() noexcept { m_references.add(1, users()); }
    void release() noexcept
    {
        if (isShared()) [[unlikely]]
            releaseShared();
        else if (m_references.add(-1, users()) == 0)
            destroy();
    }
    //! The Reply was dropped: nobody may want the answer any more.
    void dropHandle() noexcept;

    bool isFinished() const noexcept { return m_state != State::Pending; }
    bool isSuccessful() const noexcept { return m_state == State::Succeeded; }
    std::exception_ptr error() const { return m_error; }

    //! Finishes it: successfully if \a error is null. The first time counts. From another thread it
    //! takes effect where it belongs.
    void finish(const std::exception_ptr &error);
    //! Whether it takes an answer of that type. Any thread.
    virtual bool expects(const QtPrivate::QMetaTypeInterface *type) const = 0;
    //! Answers by \a route, which leads here, with what \a given holds; fails if that is of another
    //! type. Any thread.
    virtual void answerBy(AnswerRoute route, const QVariant &given) const = 0;
    //! The answer has come, as a message of the asker; false if it comes too late.
    bool takesAnswer() const noexcept { return m_state == State::Pending; }
    bool wait(std::chrono::nanoseconds timeout);
    void throwUnlessSuccessful();
    void cancel();
    bool isCancelled() const noexcept { return m_cancelled; }

    template<class Function>
    void setContinuation(const QObject *context, Function function, ReplyCore *next = nullptr)
    {
        setContinuation(
            context,
            std::unique_ptr<Continuation>(new FunctionContinuation<Function>(std::move(function))),
            next);
    }
    void setContinuation(const QObject *context, std::unique_ptr<Continuation> continuation,
                         ReplyCore *next);

    //! Runs \a step; an exception that leaves it fails this reply, and the actor it belongs to.
    template<class Step>
    void finishGuarded(Step &&step)
    {
#if defined(__cpp_exceptions)
        try {
            step();
        } catch (...) {
            finishWithCurrentException();
        }
#else
        step();
#endif
    }

    Cell *asker() const noexcept
    {
        return m_asker;
    }
    quint32 incarnation() const noexcept
    {
        return m_incarnation;
    }
    void startTimeout(std::chrono::nanoseconds timeout, Cell *target,
                      QString (*name)(const void *));
    //! Fails with \a error if it has not finished after \a timeout.
    void failAfter(std::chrono::nanoseconds timeout, std::function<std::exception_ptr()> error);
    void setTarget(CellId target) noexcept
    {
        m_target = target;
    }
    //! Runs the continuation that was attached after it had finished.
    void continueNow();

protected:
    //! Of the actor whose code runs, else of this thread.
    explicit ReplyCore(Runtime &runtime);
    //! Of the same asker as \a above, whose continuation finishes it.
    explicit ReplyCore(const ReplyCore &above);
    ~ReplyCore() override;
    virtual void destroy() noexcept = 0;

private:
    class Timeout;
    class Context;
    ReferenceCount::Users users() const noexcept
    {
        return isShared() ? ReferenceCount::Users::Many : m_asker->users();
    }
    bool isShared() const noexcept
    {
        return m_isShared.load(std::memory_order_relaxed);
    }
    void share() noexcept
    {
        m_isShared.store(true, std::memory_order_relaxed);
    }
    void releaseShared() noexcept;
    void settle(std::chrono::nanoseconds now) override;
    std::exception_ptr timeoutError() const;
    void endTimeout() noexcept;
    void finishWithCurrentException();
    void runContinuation();
    void postContinuation();
    void checkThread() const;
    void reportUnobserved();

    ReferenceCount m_references{1};
    std::atomic<bool> m_isShared = false; //!< Set before another thread may count.
    State m_state = State::Pending;
    bool m_cancelled = false;
    bool m_handleDropped = false;
    bool m_observed = false;
    bool m_waitRefused = false;
    bool m_isContinued = false; //!< Finished by the continuation of another.
    quint32 m_incarnation;
    Cell *m_asker;
    CellId m_target;
    std::exception_ptr m_error;
    std::unique_ptr<Continuation> m_continuation;
    std::unique_ptr<Context> m_context;
    ReplyCore *m_next = nullptr;
    std::chrono::nanoseconds m_timeLimit{0};
    QString (*m_messageName)(const void *) = nullptr;
    std::unique_ptr<Timeout> m_timeout;
    const void *m_thread;
};

//! Identifies the type of an answer, in every library of the process; without registering it.
template<class T>
constexpr const QtPrivate::QMetaTypeInterface *answerTag()
{
    return QtPrivate::qMetaTypeInterfaceForType<T>();
}

template<class T>
struct ReplyValue
{
    std::optional<T> value;
};
template<>
struct ReplyValue<void>
{
};

template<class T>
class ReplyState final : public ReplyCore, public ReplyValue<T>
{
public:
    static ReplyState *create(Runtime &runtime)
    {
        return new (allocate(sizeof(ReplyState))) ReplyState(runtime);
    }
    static ReplyState *below(const ReplyCore &above)
    {
        return new (allocate(sizeof(ReplyState))) ReplyState(above);
    }

private:
    explicit ReplyState(Runtime &runtime)
        : ReplyCore(runtime)
    {
    }
    explicit ReplyState(const ReplyCore &above)
        : ReplyCore(above)
    {
    }
    bool expects(const QtPrivate::QMetaTypeInterface *type) const override
    {
        const auto *own = answerTag<T>();
        return own == type || QMetaType(own) == QMetaType(type);
    }
    void answerBy(AnswerRoute route, const QVariant &given) const override;
    void destroy() noexcept override
    {
        this->~ReplyState();
        deallocate(this, sizeof(ReplyState));
    }
};

/*!
 * \brief The way back: travels with a request and is used once, for its answer or its failure.
 *
 * A value of two pointers without an owner: whoever ends the request must use it.
 */
struct AnswerRoute
{
    ReplyCore *reply = nullptr;
    Cell *asker = nullptr;

    explicit operator bool() const noexcept { return reply; }
};
static_assert(sizeof(AnswerRoute) == RouteSize);

//! Makes a route to \a reply, which must be answered once.
ACTORS_CORE_EXPORT AnswerRoute openRoute(ReplyCore *reply);
//! Answers with a failure.
ACTORS_CORE_EXPORT void answerFailure(AnswerRoute route, const std::exception_ptr &error);
//! Whether the asker takes an answer of that type.
ACTORS_CORE_EXPORT bool answerExpects(AnswerRoute route, const QtPrivate::QMetaTypeInterface *type);
//! Fails the ask, as the answer is of another type.
ACTORS_CORE_EXPORT void answerMismatch(AnswerRoute route, QByteArrayView given);

//! On the asker's side, while the answer is handled: whether it is still wanted. Ends the route.
class ACTORS_CORE_EXPORT Arrival
{
public:
    Arrival(ReplyCore *reply, Target &target);
    ~Arrival();
    Q_DISABLE_COPY_MOVE(Arrival)
    //! False if it comes too late, or the asker is another incarnation: then it has become a dead
    //! letter.
    bool isWelcome() const noexcept { return m_welcome; }

private:
    ReplyCore *m_reply;
    bool m_welcome;
};

//! An answer that will never be handled, as its thread has ended: ends the route.
ACTORS_CORE_EXPORT void endRoute(ReplyCore *reply) noexcept;

ACTORS_CORE_EXPORT QString answerName(const void *arguments);

template<class T>
struct Answer
{
    ReplyCore *reply;
    [[no_unique_address]] ReplyValue<T> content;

    static void invoke(void *arguments, Target &target)
    {
        auto *answer = static_cast<Answer *>(arguments);
        auto *state = static_cast<ReplyState<T> *>(std::exchange(answer->reply, nullptr));
        const Arrival arrival(state, target);
        if (!arrival.isWelcome())
            return;
        if constexpr (!std::is_void_v<T>)
            state->value = std::move(answer->content.value);
        state->finish({});
    }
    static void move(void *from, void *to) noexcept
    {
        auto *source = static_cast<Answer *>(from);
        new (to) Answer(std::move(*source));
        source->reply = nullptr;
        source->~Answer();
    }
    static void destroy(void *arguments) noexcept
    {
        auto *answer = static_cast<Answer *>(arguments);
        if (answer->reply)
            endRoute(answer->reply);
        answer->~Answer();
    }
    static const void *type(const void *) { return &table; }

    static constexpr MessageTable table{
        &invoke,
        &move,
        nullptr,
        &destroy,
        nullptr,
        nullptr,
        &answerName,
        &answerName,
        nullptr,
        nullptr,
        &type,
        quint32((sizeof(void *) + sizeof(ReplyValue<T>) + 15) & ~std::size_t(7)),
        alignof(ReplyValue<T>) > 8 ? alignof(ReplyValue<T>) : 8,
        MessageKind::Answer,
        PlainMessage};
};

template<class T, class... Value>
void answerWith(AnswerRoute route, Value &&...value)
{
    static_assert(sizeof(Answer<T>) <= Answer<T>::table.size);
    if constexpr (sizeof...(Value) > 0 && !std::is_nothrow_constructible_v<T, Value &&...>) {
        // What is copied may throw or send, which must not happen while room is reserved.
        ReplyValue<T> made;
#if defined(__cpp_exceptions)
        try {
            made.value.emplace(std::forward<Value>(value)...);
        } catch (...) {
            answerFailure(route, std::current_exception());
            throw;
        }
#else
        made.value.emplace(std::forward<Value>(value)...);
#endif
        const Announcement announcement(route.asker->inlet());
        Outgoing::send(*route.asker, Answer<T>::table, [&](void *memory) {
            new (memory) Answer<T>{route.reply, std::move(made)};
        });
        return;
    }
    const Announcement announcement(route.asker->inlet());
    Outgoing::send(*route.asker, Answer<T>::table, [&](void *memory) {
        auto *answer = new (memory) Answer<T>{route.reply, {}};
        if constexpr (sizeof...(Value) > 0)
            answer->content.value.emplace(std::forward<Value>(value)...);
        else
            Q_UNUSED(answer);
    });
}

template<class T>
void ReplyState<T>::answerBy(AnswerRoute route, const QVariant &given) const
{
    if constexpr (std::is_void_v<T>) {
        answerWith<void>(route);
    } else if constexpr (std::is_same_v<T, QVariant>) {
        answerWith<QVariant>(route, given);
    } else {
        if constexpr (std::is_copy_constructible_v<T>) {
            if (expects(given.metaType().iface())) {
                answerWith<T>(route, *static_cast<const T *>(given.constData()));
                return;
            }
        }
        answerMismatch(route, given.typeName());
    }
}

} // namespace Actors::Internal
