// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorerror.h>
#include <Actors/Core/cell.h>
#include <Actors/Core/memorypool.h>
#include <Actors/Core/transport.h>

#include <QScopeGuard>
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
class Continuation
{
public:
    enum class Place {
        InTheReply, //!< Which outlives it.
        Apart,
    };
    struct Disposer
    {
        void operator()(Continuation *continuation) const noexcept { continuation->dispose(); }
    };

    //! Ends with it.
    virtual void run(ReplyCore &finished) = 0;
    Q_DISABLE_COPY_MOVE(Continuation)

protected:
    Continuation() = default;
    ~Continuation() = default;

private:
    virtual void dispose() noexcept = 0;
};
using ContinuationPointer = std::unique_ptr<Continuation, Continuation::Disposer>;

template<class Function, Continuation::Place Where>
class FunctionContinuation final : public Continuation
{
public:
    explicit FunctionContinuation(Function &&function)
        : m_function(std::move(function))
    {
    }
    void run(ReplyCore &finished) override
    {
        const auto end = qScopeGuard([this] { dispose(); });
        m_function(finished);
    }

private:
    void dispose() noexcept override
    {
        this->~FunctionContinuation();
        if constexpr (Where == Place::Apart)
            deallocate(this, sizeof(FunctionContinuation));
    }

    Function m_function;
};

template<class T>
class ReplyState;

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
        if (isLastRelease())
            destroy();
    }
    //! The Reply was dropped: nobody may want the answer any more.
    void dropHandle() noexcept
    {
        m_handleDropped = true;
        // An answer that nobody ever looked at was not wanted; a continuation that never ran was.
        if (m_state == State::Failed && !m_observed && m_isContinued) [[unlikely]]
            reportUnobserved(error());
        release();
    }

    //! \name The result of its continuation
    //! A reply of its own, which is made when it is first needed: most results are dropped at once.
    //! \{
    //! There is a Reply of it now, which takes over a reference.
    void wantResult() noexcept { m_resultWanted = true; }
    //! That Reply was dropped before it was ever needed.
    void dropResult() noexcept
    {
        m_resultWanted = false;
        if (ReplyCore *made = result()) [[unlikely]]
            made->dropHandle();
        release();
    }
    //! For that Reply, which needs it from now on.
    template<class T>
    ReplyState<T> *takeResult();
    //! For the continuation: null if nobody wants it.
    template<class T>
    ReplyState<T> *wantedResult();
    //! For the continuation: what finishes later reports its failure there.
    template<class T>
    ReplyState<T> *neededResult();
    //! The continuation has failed, or was not called for \a error, and nobody wants its result.
    void reportUnobserved(const std::exception_ptr &error) const;
    //! Whether the continuation runs on another thread.
    bool isContinuedElsewhere() const noexcept { return isShared(); }
    //! \}

    bool isFinished() const noexcept { return m_state != State::Pending; }
    bool isSuccessful() const noexcept { return m_state == State::Succeeded; }
    std::exception_ptr error() const { return m_rare ? rareError() : std::exception_ptr(); }

    //! Finishes it: successfully if \a error is null. The first time counts. From another thread it
    //! takes effect where it belongs.
    void finish(const std::exception_ptr &error);
    //! Whether it takes an answer of that type. Any thread.
    virtual bool expects(const QtPrivate::QMetaTypeInterface *type) const = 0;
    //! Answers by \a route, which leads here, with what \a given holds; fails if that is of another
    //! type. Any thread.
    virtual void answerBy(AnswerRoute route, const QVariant &given) const = 0;
    //! The answer has come, as a message of \a asker; false if it comes too late, or for another
    //! incarnation.
    bool takesAnswer(const Cell &asker) const noexcept
    {
        return m_state == State::Pending && m_incarnation == asker.incarnation();
    }
    //! Such an answer was not taken: writes it off.
    void refuseAnswer(Cell &asker) const;
    //! On the thread that asked, while it takes an answer: the value is in its place.
    void succeed()
    {
        m_state = State::Succeeded;
        endTimeout();
        if (m_continuation)
            runContinuation();
    }
    bool wait(std::chrono::nanoseconds timeout);
    void throwUnlessSuccessful();
    void cancel();
    bool isCancelled() const noexcept { return m_cancelled; }

    //! Has \a function called once it has finished: as a message, never at once.
    template<class Function>
    void continueWith(const QObject *context, Function function)
    {
        setContinuation(context, std::move(function));
        if (isFinished()) [[unlikely]]
            continueLater();
    }
    //! Has \a function called once it has finished, if it has already, at once. For the library.
    template<class Function>
    void whenFinished(Function function)
    {
        setContinuation(nullptr, std::move(function));
        if (isFinished())
            continueNow();
    }
    //! The exception that is handled fails the actor whose code runs, if that is one.
    static void failActor(const std::exception_ptr &error);

    Cell *asker() const noexcept { return m_asker; }
    quint32 incarnation() const noexcept { return m_incarnation; }
    //! Fails with \a error if it has not finished after \a timeout.
    void failAfter(std::chrono::nanoseconds timeout, std::function<std::exception_ptr()> error);
    void setTarget(CellId target) noexcept { m_target = target; }
    //! Runs the continuation that was attached after it had finished.
    void continueNow();

protected:
    //! Gives a reference up: true if it was the last one, and this is to be destroyed now.
    bool isLastRelease() noexcept
    {
        if (isShared()) [[unlikely]]
            return releaseShared();
        return m_references.add(-1, m_asker->users()) == 0;
    }
    //! Of the actor whose code runs, else of this thread.
    explicit ReplyCore(Runtime &runtime);
    //! As above, for a message to \a target that is called \a name, with a route on which its
    //! answer comes; fails after \a timeout, or that of the system if it is negative.
    ReplyCore(Cell &target, std::chrono::nanoseconds timeout, QString (*name)(const void *));
    //! Of the same asker as \a above, whose continuation finishes it.
    enum class Below { Continuation };
    ReplyCore(Below, const ReplyCore &above);
    ~ReplyCore() override
    {
        if (isUnsettled())
            takeBack();
        if (m_rare) [[unlikely]]
            endRare();
        m_asker->releaseForReply();
    }
    virtual void destroy() noexcept = 0;

private:
    class Timeout;
    class Context;
    //! What most need none of.
    struct Rare;
    static Cell &askerHere(const Sender &sender, Runtime &runtime);
    //! Where an actor asks another without saying more; false where that is not so.
    bool beginPlainly(const Cell &target, std::chrono::nanoseconds timeout);
    void begin(const Cell &target, std::chrono::nanoseconds timeout);
    ReferenceCount::Users users() const noexcept
    {
        return isShared() ? ReferenceCount::Users::Many : m_asker->users();
    }
    bool isShared() const noexcept { return m_isShared.load(std::memory_order_relaxed); }
    void share() noexcept { m_isShared.store(true, std::memory_order_relaxed); }
    bool releaseShared() noexcept;
    void settle(std::chrono::nanoseconds now) override;
    std::exception_ptr timeoutError() const;
    void endTimeout() noexcept
    {
        if (isUnsettled())
            takeBack();
        else if (m_rare) [[unlikely]]
            removeTimeout();
    }
    void removeTimeout() noexcept;
    Rare &rare();
    void endRare() noexcept;
    std::exception_ptr rareError() const;
    ReplyCore *rareResult() const noexcept;
    ReplyCore *result() const noexcept { return m_rare ? rareResult() : nullptr; }
    bool hasContext() const noexcept;
    template<class Function>
    void setContinuation(const QObject *context, Function &&function);
    void setContext(const QObject *context);
    void continueLater();
    void runContinuation()
    {
        if (m_rare && hasContext()) [[unlikely]]
            runInContext();
        else
            m_continuation.release()->run(*this);
    }
    void runInContext();
    void checkThread() const
    {
        if (m_thread != &sender()) [[unlikely]]
            reportOtherThread();
    }
    void reportOtherThread() const;
    void haveResult(ReplyCore *result) noexcept;

    ReferenceCount m_references{1};
    std::atomic<bool> m_isShared = false; //!< Set before another thread may count.
    State m_state = State::Pending;
    bool m_cancelled = false;
    bool m_handleDropped = false;
    bool m_observed = false;
    bool m_waitRefused = false;
    bool m_isContinued = false; //!< Finished by the continuation of another.
    bool m_resultWanted = false; //!< There is a Reply of the result, which has not needed it yet.
    quint32 m_incarnation;
    Cell *m_asker;
    CellId m_target;
    ContinuationPointer m_continuation;
    Rare *m_rare = nullptr;
    std::chrono::nanoseconds m_timeLimit{0};
    QString (*m_messageName)(const void *) = nullptr;
    const Sender *m_thread; //!< The one of the thread that asked.
    alignas(void *) std::byte m_room[4 * sizeof(void *)]; //!< For a small continuation.
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
    //! Its arguments are those of ReplyCore.
    template<class... Arguments>
    static ReplyState *create(Arguments &&...arguments)
    {
        return new (allocate(sizeof(ReplyState))) ReplyState(std::forward<Arguments>(arguments)...);
    }
    //! The same, where the compiler knows what is destroyed.
    void release() noexcept
    {
        if (isLastRelease())
            destroy();
    }

private:
    template<class... Arguments>
    explicit ReplyState(Arguments &&...arguments)
        : ReplyCore(std::forward<Arguments>(arguments)...)
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

template<class Function>
void ReplyCore::setContinuation(const QObject *context, Function &&function)
{
    using InTheReply = FunctionContinuation<Function, Continuation::Place::InTheReply>;
    using Apart = FunctionContinuation<Function, Continuation::Place::Apart>;
    checkThread();
    const bool isFirst = !std::exchange(m_observed, true);
    if constexpr (sizeof(InTheReply) <= sizeof m_room && alignof(InTheReply) <= alignof(void *)) {
        // A continuation may run somewhere else than where this belongs, and one that runs may
        // attach another.
        if (!context && isFirst) [[likely]] {
            Q_ASSUME(!m_continuation);
            m_continuation.reset(new (m_room) InTheReply(std::forward<Function>(function)));
            return;
        }
    }
    m_continuation.reset(new (allocate(sizeof(Apart))) Apart(std::forward<Function>(function)));
    if (context) [[unlikely]]
        setContext(context);
}

template<class T>
Q_ALWAYS_INLINE ReplyState<T> *ReplyCore::wantedResult()
{
    if (!m_resultWanted && !m_rare)
        return nullptr;
    if (m_resultWanted && !result())
        haveResult(ReplyState<T>::create(Below::Continuation, *this));
    return static_cast<ReplyState<T> *>(result());
}

template<class T>
ReplyState<T> *ReplyCore::neededResult()
{
    if (!result()) {
        haveResult(ReplyState<T>::create(Below::Continuation, *this));
        if (!m_resultWanted)
            result()->dropHandle();
    }
    return static_cast<ReplyState<T> *>(result());
}

template<class T>
ReplyState<T> *ReplyCore::takeResult()
{
    ReplyState<T> *result = wantedResult<T>();
    m_resultWanted = false;
    return result;
}

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
template<class Core>
class Arrival
{
public:
    Arrival(Core *reply, Target &target)
        : m_reply(reply)
        , m_welcome(reply->takesAnswer(static_cast<Cell &>(target)))
    {
        if (!m_welcome) [[unlikely]]
            m_reply->refuseAnswer(static_cast<Cell &>(target));
    }
    ~Arrival() { m_reply->release(); }
    Q_DISABLE_COPY_MOVE(Arrival)
    //! False if it comes too late, or the asker is another incarnation: then it has become a dead
    //! letter.
    bool isWelcome() const noexcept { return m_welcome; }

private:
    Core *m_reply;
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
        // Not the whole optional at once, which was written in two pieces a moment ago: the
        // processor would wait for both.
        if constexpr (!std::is_void_v<T>)
            state->value.emplace(std::move(*answer->content.value));
        state->succeed();
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
        std::is_trivially_destructible_v<ReplyValue<T>> ? LeavesNothing : PlainMessage};
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
