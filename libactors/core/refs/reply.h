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

template<class T, class Function>
void finishWith(ReplyState<T> *next, Function function);
template<class T, class F>
void handleFailure(ReplyState<T> *next, const std::exception_ptr &error, F &handler);

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
        : m_core(std::exchange(other.m_core, nullptr))
    {
    }
    Reply &operator=(Reply &&other) noexcept
    {
        std::swap(m_core, other.m_core);
        return *this;
    }
    ~Reply()
    {
        if (m_core)
            m_core->dropHandle();
    }
    Q_DISABLE_COPY(Reply)

    //! Whether nothing will ever come: default constructed, moved from, or asked of a null
    //! reference.
    bool isNull() const noexcept { return !m_core; }
    //! Whether there is a value or an error.
    bool isFinished() const { return m_core && m_core->isFinished(); }
    //! Finished, with a value.
    bool isSuccessful() const { return m_core && m_core->isSuccessful(); }
    //! Why it has failed; null if it has not.
    ActorError error() const { return m_core ? errorFrom(m_core->error()) : ActorError(); }
    //! The very exception that it failed with; null if it has not failed.
    std::exception_ptr exception() const { return m_core ? m_core->error() : std::exception_ptr(); }

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
        return m_core && m_core->wait(timeout);
    }

    //! Waits for the value and returns it. Throws what the Reply failed with.
    T result() const
    {
        if (!m_core)
            Internal::throwError(ActorError(ActorError::Code::NoSuchActor,
                                            QStringLiteral("a null Reply has no result")));
        m_core->wait(std::chrono::nanoseconds(-1));
        m_core->throwUnlessSuccessful();
        if constexpr (!std::is_void_v<T>)
            return *core().value;
    }

    //! Gives up: the message is removed if it has not been handled yet, its handler told if it
    //! finishes later.
    void cancel()
    {
        if (m_core)
            m_core->cancel();
    }

    /*!
     * Calls \a continuation with the value where the request was made; inside an actor as a message
     * of this incarnation. To be attached once, before or after the answer. The Reply that is
     * returned finishes with the result of \a continuation, or fails with the same error as this
     * one.
     */
    template<class F>
    auto then(F continuation)
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
        return attach(context, std::move(continuation));
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
        return attachFailure(nullptr, std::move(handler));
    }

    //! As onFailed(), in the thread of \a context.
    template<class F>
    Reply<T> onFailed(const QObject *context, F handler)
    {
        return attachFailure(context, std::move(handler));
    }

    //! As a QFuture, which finishes in the thread that asked.
    operator QFuture<T>() && // NOLINT(google-explicit-constructor)
    {
        auto promise = std::make_shared<QPromise<T>>();
        QFuture<T> future = promise->future();
        promise->start();
        if (!m_core) {
            promise->setException(
                ActorError(ActorError::Code::NoSuchActor, QStringLiteral("a null Reply"))
                    .toExceptionPtr());
            promise->finish();
            return future;
        }
        Internal::ReplyCore *source = m_core;
        source->setContinuation(nullptr, [promise](Internal::ReplyCore &finished) {
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
        : m_core(state)
    {
    }
    Internal::ReplyState<T> *state() const noexcept
    {
        return static_cast<Internal::ReplyState<T> *>(m_core);
    }

    //! Calls \a done in this thread as soon as it is finished, outside of any message. For the
    //! library.
    template<class F>
    void whenFinished(F done)
    {
        m_core->setContinuation(nullptr, std::move(done));
    }

private:
    Internal::ReplyState<T> &core() const
    {
        return static_cast<Internal::ReplyState<T> &>(*m_core);
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

    template<class F>
    auto attach(const QObject *context, F continuation)
    {
        using Returned = decltype(call(continuation, core()));
        using Result = typename Internal::Flattened<std::remove_cvref_t<Returned>>::Type;
        if (!m_core)
            return Reply<Result>();
        auto *next = Internal::ReplyState<Result>::below(*m_core);
        m_core->setContinuation(
            context,
            [next, continuation = std::move(continuation)](Internal::ReplyCore &finished) mutable {
                auto &source = static_cast<Internal::ReplyState<T> &>(finished);
                if (!source.isSuccessful()) {
                    next->finish(source.error());
                    return;
                }
                Internal::finishWith(
                    next, [&]() -> decltype(auto) { return call(continuation, source); });
            },
            next);
        return Reply<Result>(next);
    }

    template<class F>
    Reply<T> attachFailure(const QObject *context, F handler)
    {
        if (!m_core)
            return {};
        auto *next = Internal::ReplyState<T>::below(*m_core);
        m_core->setContinuation(
            context,
            [next, handler = std::move(handler)](Internal::ReplyCore &finished) mutable {
                auto &source = static_cast<Internal::ReplyState<T> &>(finished);
                if (source.isSuccessful()) {
                    if constexpr (!std::is_void_v<T>)
                        next->value = std::move(source.value);
                    next->finish({});
                    return;
                }
                Internal::handleFailure(next, source.error(), handler);
            },
            next);
        return Reply<T>(next);
    }

    Internal::ReplyCore *m_core = nullptr;
};

namespace Internal {

//! Runs \a function and finishes \a next with what it returns; what it throws fails both.
template<class T, class Function>
void finishWith(ReplyState<T> *next, Function function)
{
    using Returned = std::remove_cvref_t<std::invoke_result_t<Function>>;
    next->finishGuarded([&] {
        if constexpr (IsReply<Returned>::value) {
            Returned inner = function();
            if (inner.isNull()) {
                next->finish(
                    ActorError(ActorError::Code::NoSuchActor, QStringLiteral("a null Reply"))
                        .toExceptionPtr());
                return;
            }
            next->retain();
            inner.whenFinished([next](ReplyCore &finished) {
                if constexpr (!std::is_void_v<T>) {
                    if (finished.isSuccessful())
                        next->value = std::move(static_cast<ReplyState<T> &>(finished).value);
                }
                next->finish(finished.error());
                next->release();
            });
        } else if constexpr (std::is_void_v<Returned>) {
            function();
            next->finish({});
        } else {
            next->value.emplace(function());
            next->finish({});
        }
    });
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

template<class T, class F>
void handleFailure(ReplyState<T> *next, const std::exception_ptr &error, F &handler)
{
    if constexpr (std::is_invocable_v<F>) {
        finishWith(next, [&]() -> decltype(auto) { return handler(); });
    } else if constexpr (std::is_invocable_v<F, std::exception_ptr>) {
        finishWith(next, [&]() -> decltype(auto) { return handler(error); });
    } else {
        using Parameter =
            std::remove_cvref_t<typename FailureParameter<decltype(&F::operator())>::Type>;
        if constexpr (std::is_same_v<Parameter, ActorError>) {
            const ActorError converted = errorFrom(error);
            finishWith(next, [&]() -> decltype(auto) { return handler(converted); });
        } else {
#if defined(__cpp_exceptions)
            try {
                std::rethrow_exception(error);
            } catch (const Parameter &caught) {
                finishWith(next, [&]() -> decltype(auto) { return handler(caught); });
            } catch (...) {
                next->finish(error);
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
