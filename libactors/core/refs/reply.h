// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorerror.h>
#include <Actors/Core/answer.h>

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>

#include <chrono>
#include <functional>
#include <memory>
#include <type_traits>

namespace Actors {

template<typename T>
class Reply;

namespace Internal {

template<class T>
struct IsReply : std::false_type
{
};
template<class T>
struct IsReply<Reply<T>> : std::true_type
{
    //! The type of the value.
    using Value = T;
};

template<class F, class T>
struct ContinuationResult
{
    using Type = std::invoke_result_t<F, T>;
};
template<class F>
struct ContinuationResult<F, void>
{
    using Type = std::invoke_result_t<F>;
};

//! What a Reply of a continuation is a reply of: one that itself returns a Reply is waited for.
template<class R>
struct Flattened
{
    using Type = std::remove_cvref_t<R>;
};
template<class R>
struct Flattened<Reply<R>>
{
    using Type = R;
};

//! What becomes of a continuation of \a source: goes to the Reply of it, if there is one.
template<class T>
class Outcome
{
public:
    explicit Outcome(ReplyCore &source)
        : m_source(source)
        , m_result(source.wantedResult<T>())
    {
    }

    //! The value is \a other's.
    void takeFrom(ReplyState<T> &other)
    {
        if (!m_result)
            return;
        if constexpr (!std::is_void_v<T>)
            m_result->value = std::move(other.value);
        m_result->finish({});
    }
    void fail(const std::exception_ptr &error)
    {
        if (m_result)
            m_result->finish(error);
        else
            m_source.reportUnobserved(error);
    }
    //! Calls \a function for the value; an exception that leaves it fails also the actor whose code
    //! it is.
    template<class Function>
    void run(Function function)
    {
#if defined(__cpp_exceptions)
        try {
            succeed(function);
        } catch (...) {
            const auto error = std::current_exception();
            fail(error);
            ReplyCore::failActor(error);
        }
#else
        succeed(function);
#endif
    }
    //! Calls \a handler for the value if it takes \a error.
    template<class F>
    void handle(const std::exception_ptr &error, F &handler);

private:
    template<class Function>
    void succeed(Function &function);

    ReplyCore &m_source;
    ReplyState<T> *m_result;
};

} // namespace Internal

/*!
 * \brief Something that finishes later: the answer to an ask, the end of a stop.
 *
 * Belongs to the thread that asked, inside an actor to the incarnation that asked: the answer comes
 * back there, and all functions must be called there. Dropping a Reply ignores the answer. An
 * rvalue converts to a QFuture. It may outlive its system, which answers all asks before it is
 * gone.
 *
 * A failed Reply holds the very exception: an AskTimeout, ActorStopped, MailboxFull, Unhandled,
 * DeadlockError, or whatever the handler has thrown.
 */
template<typename T>
class Reply
{
public:
    //! The type of the value.
    using Value = T;

    //! Null: nothing will ever come.
    Reply() = default;
    Reply(Reply &&other) noexcept
        : m_bits(std::exchange(other.m_bits, 0))
    {
    }
    Reply &operator=(Reply &&other) noexcept
    {
        std::swap(m_bits, other.m_bits);
        return *this;
    }
    ~Reply()
    {
        if (isOfContinuation())
            source()->dropResult();
        else if (m_bits)
            source()->dropHandle();
    }
    Q_DISABLE_COPY(Reply)

    //! Whether nothing will ever come: default constructed, moved from, or asked of a null
    //! reference.
    bool isNull() const noexcept { return !m_bits; }
    //! Whether there is a value or an error.
    bool isFinished() const { return !isNull() && state()->isFinished(); }
    //! Finished, with a value.
    bool isSuccessful() const { return !isNull() && state()->isSuccessful(); }
    //! Why it has failed; null if it has not.
    ActorError error() const { return isNull() ? ActorError() : errorFrom(state()->error()); }
    //! The very exception that it failed with; null if it has not failed.
    std::exception_ptr exception() const
    {
        return isNull() ? std::exception_ptr() : state()->error();
    }

    /*!
     * Waits until the answer is there; false if it has not come within \a timeout (negative: for
     * ever).
     *
     * Allowed where no event loop runs on the thread. On an actor's thread and in a running event
     * loop it returns false at once, and result() throws DeadlockError. While it waits, the answers
     * to this thread are served, and the actors that live on it.
     */
    bool waitForFinished(std::chrono::nanoseconds timeout = std::chrono::nanoseconds(-1)) const
    {
        return !isNull() && state()->wait(timeout);
    }

    //! Waits for the value and returns it. Throws what the Reply failed with.
    T result() const
    {
        if (isNull())
            Internal::throwError(ActorError(ActorError::Code::NoSuchActor,
                                            QStringLiteral("a null Reply has no result")));
        state()->wait(std::chrono::nanoseconds(-1));
        state()->throwUnlessSuccessful();
        if constexpr (!std::is_void_v<T>)
            return *state()->value;
    }

    //! Gives up: the message is removed if it has not been handled yet, its handler told if it
    //! finishes later.
    void cancel()
    {
        if (!isNull())
            state()->cancel();
    }

    /*!
     * Calls \a continuation with the value where the request was made; inside an actor as a message
     * of this incarnation. To be attached once, before or after the answer. The Reply that is
     * returned finishes with the result of \a continuation, or fails with the same error as this
     * one.
     */
    template<class F>
    auto then(F continuation) &
    {
        return again().attach(nullptr, std::move(continuation));
    }
    //! \overload
    template<class F>
    auto then(F continuation) &&
    {
        return attach(nullptr, std::move(continuation));
    }

    /*!
     * As then(), in the thread of \a context; never called once \a context is destroyed. If \a
     * context is the actor itself, it is called as a message of this incarnation.
     */
    template<class F>
    auto then(const QObject *context, F continuation)
    {
        return again().attach(context, std::move(continuation));
    }

    /*!
     * Calls \a handler if this fails with an error that it takes: any E by <tt>const E &</tt>, an
     * ActorError by its class, everything by <tt>std::exception_ptr</tt> or without a parameter.
     * Other errors pass on. The Reply that is returned has the value of this one, or that of \a
     * handler.
     */
    template<class F>
    Reply<T> onFailed(F handler)
    {
        return again().attachFailure(nullptr, std::move(handler));
    }

    //! As onFailed(), in the thread of \a context.
    template<class F>
    Reply<T> onFailed(const QObject *context, F handler)
    {
        return again().attachFailure(context, std::move(handler));
    }

    //! As a QFuture, which finishes in the thread that asked.
    operator QFuture<T>() && // NOLINT(google-explicit-constructor)
    {
        auto promise = std::make_shared<QPromise<T>>();
        QFuture<T> future = promise->future();
        promise->start();
        if (isNull()) {
            promise->setException(
                ActorError(ActorError::Code::NoSuchActor, QStringLiteral("a null Reply"))
                    .toExceptionPtr());
            promise->finish();
            return future;
        }
        whenFinished([promise](Internal::ReplyCore &finished) {
            if (finished.isSuccessful()) {
                if constexpr (!std::is_void_v<T>)
                    promise->addResult(
                        std::move(*static_cast<Internal::ReplyState<T> &>(finished).value));
            } else {
                promise->setException(finished.error());
            }
            promise->finish();
        });
        return future;
    }

    // For the library.
    explicit Reply(Internal::ReplyState<T> *state) noexcept
        : m_bits(quintptr(std::assume_aligned<2>(static_cast<Internal::ReplyCore *>(state))))
    {
    }
    enum class Of { Continuation };
    //! Of the continuation that \a source now has; takes a reference to it over.
    Reply(Of, Internal::ReplyCore &source) noexcept
        : m_bits(quintptr(&source) | 1)
    {
        source.wantResult();
        // What another thread is to find is made before it looks.
        if (source.isContinuedElsewhere())
            state();
    }
    Internal::ReplyState<T> *state() const
    {
        if (isOfContinuation()) {
            Internal::ReplyCore *above = source();
            m_bits = quintptr(static_cast<Internal::ReplyCore *>(above->takeResult<T>()));
            above->release();
        }
        return static_cast<Internal::ReplyState<T> *>(source());
    }

    //! Calls \a done in this thread as soon as it is finished, outside of any message. For the
    //! library.
    template<class F>
    void whenFinished(F done)
    {
        state()->whenFinished(std::move(done));
    }

private:
    bool isOfContinuation() const noexcept { return m_bits & 1; }
    Internal::ReplyCore *source() const noexcept
    {
        return reinterpret_cast<Internal::ReplyCore *>(m_bits & ~quintptr(1));
    }

    //! The same once more.
    Reply again() const
    {
        if (isNull())
            return {};
        state()->retain();
        return Reply(state());
    }

    template<class F>
    static decltype(auto) call(F &function, Internal::ReplyState<T> &state)
    {
        if constexpr (std::is_void_v<T> || std::is_invocable_v<F>) {
            return function();
        } else {
            return function(std::move(*state.value));
        }
    }

    //! The Reply that is returned stands in the place of this one, which is null then.
    template<class F>
    auto attach(const QObject *context, F continuation)
    {
        using Returned = decltype(call(continuation, std::declval<Internal::ReplyState<T> &>()));
        using Result = typename Internal::Flattened<std::remove_cvref_t<Returned>>::Type;
        if (isNull())
            return Reply<Result>();
        Internal::ReplyState<T> *asked = state();
        asked->continueWith(
            context, [continuation = std::move(continuation)](Internal::ReplyCore &core) mutable {
                auto &finished = static_cast<Internal::ReplyState<T> &>(core);
                Internal::Outcome<Result> outcome(finished);
                if (finished.isSuccessful())
                    outcome.run([&]() -> decltype(auto) { return call(continuation, finished); });
                else
                    outcome.fail(finished.error());
            });
        m_bits = 0;
        return Reply<Result>(Reply<Result>::Of::Continuation, *asked);
    }

    template<class F>
    Reply<T> attachFailure(const QObject *context, F handler)
    {
        if (isNull())
            return {};
        Internal::ReplyState<T> *asked = state();
        asked->continueWith(context,
                            [handler = std::move(handler)](Internal::ReplyCore &core) mutable {
                                auto &finished = static_cast<Internal::ReplyState<T> &>(core);
                                Internal::Outcome<T> outcome(finished);
                                if (finished.isSuccessful())
                                    outcome.takeFrom(finished);
                                else
                                    outcome.handle(finished.error(), handler);
                            });
        m_bits = 0;
        return Reply<T>(Of::Continuation, *asked);
    }

    //! The state, or with the lowest bit set that of the Reply whose continuation this is of, as
    //! long as nothing but that has to be known.
    mutable quintptr m_bits = 0;
};

namespace Internal {

template<class T>
template<class Function>
void Outcome<T>::succeed(Function &function)
{
    using Returned = std::remove_cvref_t<std::invoke_result_t<Function>>;
    if constexpr (IsReply<Returned>::value) {
        Returned inner = function();
        if (inner.isNull()) {
            fail(ActorError(ActorError::Code::NoSuchActor, QStringLiteral("a null Reply"))
                     .toExceptionPtr());
            return;
        }
        ReplyState<T> *result = m_source.neededResult<T>();
        result->retain();
        inner.whenFinished([result](ReplyCore &finished) {
            if constexpr (!std::is_void_v<T>) {
                if (finished.isSuccessful())
                    result->value = std::move(static_cast<ReplyState<T> &>(finished).value);
            }
            result->finish(finished.error());
            result->release();
        });
    } else if constexpr (std::is_void_v<Returned>) {
        function();
        if (m_result)
            m_result->finish({});
    } else if (m_result) {
        m_result->value.emplace(function());
        m_result->finish({});
    } else {
        static_cast<void>(function());
    }
}

template<class F>
struct FailureParameter;
template<class R, class C, class E>
struct FailureParameter<R (C::*)(E)>
{
    using Type = E;
};
template<class R, class C, class E>
struct FailureParameter<R (C::*)(E) const>
{
    using Type = E;
};
template<class R, class E>
struct FailureParameter<R (*)(E)>
{
    using Type = E;
};

template<class T>
template<class F>
void Outcome<T>::handle(const std::exception_ptr &error, F &handler)
{
    if constexpr (std::is_invocable_v<F>) {
        run([&]() -> decltype(auto) { return handler(); });
    } else if constexpr (std::is_invocable_v<F, std::exception_ptr>) {
        run([&]() -> decltype(auto) { return handler(error); });
    } else {
        using Parameter =
            std::remove_cvref_t<typename FailureParameter<decltype(&F::operator())>::Type>;
        if constexpr (std::is_same_v<Parameter, ActorError>) {
            const ActorError converted = errorFrom(error);
            run([&]() -> decltype(auto) { return handler(converted); });
        } else {
#if defined(__cpp_exceptions)
            try {
                std::rethrow_exception(error);
            } catch (const Parameter &caught) {
                run([&]() -> decltype(auto) { return handler(caught); });
            } catch (...) {
                fail(error);
            }
#else
            static_assert(std::is_same_v<Parameter, ActorError>,
                          "Actors: without exceptions onFailed() takes an ActorError");
#endif
        }
    }
}

} // namespace Internal
} // namespace Actors
