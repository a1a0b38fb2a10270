// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/argument.h>
#include <Actors/Core/messagetraits.h>
#include <Actors/Core/reply.h>
#include <Actors/Core/representation.h>

#include <QFutureWatcher>
#include <QMetaType>
#include <QVariant>

#include <tuple>
#include <type_traits>

namespace Actors::Internal {

//! Identifies the type of a value message, in every library of the process.
template<class T>
struct MessageType
{
    static const void *id()
    {
        return reinterpret_cast<const void *>(quintptr(QMetaType::fromType<T>().id()));
    }
};

//! Of what type the answer to a request is.
template<class R>
struct AnswerOf
{
    using Type = std::remove_cvref_t<R>;
    static constexpr bool isLater = false;
};
template<class R>
struct AnswerOf<Reply<R>>
{
    using Type = R;
    static constexpr bool isLater = true;
};
template<class R>
struct AnswerOf<QFuture<R>>
{
    using Type = R;
    static constexpr bool isLater = true;
};

//! The object of the target as a T: its class, or an interface that it implements.
template<class T>
T *objectAs(Target &target)
{
    if constexpr (std::is_base_of_v<QObject, T>)
        return static_cast<T *>(target.object());
    else
        return qobject_cast<T *>(target.object());
}

//! Whether moc knows the class, not only one of its bases.
template<class T>
constexpr bool hasMetaObject()
{
    if constexpr (std::is_base_of_v<QObject, T>)
        return QtPrivate::HasQ_OBJECT_Macro<T>::Value;
    else
        return false;
}

//! Whether the class of \a incarnation derives from T.
template<class T>
bool derivesFrom(const Incarnation &incarnation)
{
    if constexpr (hasMetaObject<T>())
        return incarnation.metaObject()->inherits(&T::staticMetaObject);
#if defined(__cpp_exceptions)
    // The only way from the name of one class to that of another without an object of either.
    try {
        incarnation.throwPointer();
    } catch (T *) { // NOLINT(misc-throw-by-value-catch-by-reference)
        return true;
    } catch (...) {
        return false;
    }
#endif
    return false;
}

//! Fails the handler of an interface that the class of the actor does not name in Q_INTERFACES.
ACTORS_CORE_EXPORT void checkInterface(const void *object, const Target &target,
                                       const char *interfaceId);

//! A handler that is known when the program runs.
template<class F>
struct RuntimeCallee
{
    F function;
    F get() const noexcept { return function; }
    const void *type() const
    {
        const void *address = nullptr;
        std::memcpy(&address, &function, sizeof address);
        return address;
    }
};

//! A handler that the compiler knows.
template<auto F>
struct StaticCallee
{
    static constexpr auto get() noexcept { return F; }
    static const void *type()
    {
        const auto function = F;
        const void *address = nullptr;
        std::memcpy(&address, &function, sizeof address);
        return address;
    }
};

//! What the handler returns.
template<class Callee>
using ResultOf = typename MemberFunction<decltype(std::declval<Callee>().get())>::Result;

struct NoRoute
{
    explicit operator bool() const noexcept { return false; }
};

//! Opens a link of the chain of calls for the time in which a handler runs that may finish later.
class ACTORS_CORE_EXPORT ChainScope
{
public:
    ChainScope(Target &target, const MessageTable &table, const void *arguments);
    ~ChainScope();
    Q_DISABLE_COPY_MOVE(ChainScope)
    ChainLink *link() const noexcept { return m_link; }

private:
    Ambience m_ambience;
    Ambience *m_outer;
    ChainLink *m_link;
};

//! The message of a handler that has not finished.
struct Unfinished
{
    Cell *cell;
    Envelope *envelope;
    quint64 number;
};
//! Whether the message is still that of its handler, which has just returned.
ACTORS_CORE_EXPORT bool isStillHandled(Target &target);
ACTORS_CORE_EXPORT Unfinished beginUnfinished(Target &target, ChainLink *link);
//! Its arguments if its handler is still waited for, else null.
ACTORS_CORE_EXPORT void *argumentsOf(const Unfinished &unfinished);
ACTORS_CORE_EXPORT void endUnfinished(const Unfinished &unfinished,
                                      const std::exception_ptr &error);
//! An object on the actor's thread that goes with the incarnation.
ACTORS_CORE_EXPORT QObject *watcherParent(Target &target);

template<class Answered, class Function>
void finishLater(Target &target, ChainLink *link, Reply<Answered> &&reply, Function answer)
{
    if (reply.isNull())
        throwError(ActorError(ActorError::Code::Failed,
                              QStringLiteral("the handler has returned a null Reply")));
    const Unfinished unfinished = beginUnfinished(target, link);
    reply.whenFinished([unfinished, answer](ReplyCore &finished) {
        void *arguments = argumentsOf(unfinished);
        if (!arguments)
            return;
        if (finished.isSuccessful())
            answer(arguments, static_cast<ReplyState<Answered> &>(finished));
        endUnfinished(unfinished, finished.error());
    });
}

template<class Answered>
std::exception_ptr errorOf(const QFuture<Answered> &future)
{
    if (future.isCanceled() && !future.isFinished())
        return ActorError(ActorError::Code::Cancelled, QStringLiteral("the future was cancelled"))
            .toExceptionPtr();
#if defined(__cpp_exceptions)
    try {
        const_cast<QFuture<Answered> &>(future).waitForFinished();
        if (future.isCanceled())
            return ActorError(ActorError::Code::Cancelled,
                              QStringLiteral("the future was cancelled"))
                .toExceptionPtr();
    } catch (...) {
        return std::current_exception();
    }
#endif
    return {};
}

template<class Answered, class Function>
void finishLater(Target &target, ChainLink *link, QFuture<Answered> &&future, Function answer)
{
    const Unfinished unfinished = beginUnfinished(target, link);
    // Watched on the actor's thread, never with then(): see the documentation of Reply.
    auto *watcher = new QFutureWatcher<Answered>(watcherParent(target));
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher,
                     [watcher, unfinished, answer] {
                         watcher->deleteLater();
                         void *arguments = argumentsOf(unfinished);
                         if (!arguments)
                             return;
                         const std::exception_ptr error = errorOf(watcher->future());
                         if (!error) {
                             ReplyValue<Answered> content;
                             if constexpr (!std::is_void_v<Answered>)
                                 content.value.emplace(watcher->future().result());
                             answer(arguments, content);
                         }
                         endUnfinished(unfinished, error);
                     });
    watcher->setFuture(future);
}

template<class P>
inline constexpr bool TakesAway =
    !std::is_lvalue_reference_v<P> && !std::is_trivially_copyable_v<Stored<P>>;
template<class Parameters>
inline constexpr bool TakesAnyAway = false;
template<class... P>
inline constexpr bool TakesAnyAway<Types<P...>> = (TakesAway<P> || ...);

//! Runs a handler and sees to its answer.
template<class Message, class R, class Run>
void handleMessage(Message &message, Target &target, Run run)
{
    using Answered = typename AnswerOf<R>::Type;
    if constexpr (AnswerOf<R>::isLater) {
        const ChainScope chain(target, Message::table, &message);
        auto later = run();
        if (!isStillHandled(target))
            return;
        finishLater(target, chain.link(), std::move(later), [](void *arguments, auto &content) {
            auto &waiting = *static_cast<Message *>(arguments);
            if constexpr (Message::isAsked) {
                if (const AnswerRoute route = std::exchange(waiting.route, {})) {
                    if constexpr (std::is_void_v<Answered>)
                        answerWith<void>(route);
                    else
                        answerWith<Answered>(route, std::move(*content.value));
                }
            } else {
                Q_UNUSED(waiting);
                Q_UNUSED(content);
            }
        });
    } else if constexpr (Message::isAsked) {
        if constexpr (std::is_void_v<R>) {
            run();
            if (const AnswerRoute route = std::exchange(message.route, {}))
                answerWith<void>(route);
        } else {
            decltype(auto) result = run();
            if (const AnswerRoute route = std::exchange(message.route, {}))
                answerWith<Answered>(route, std::forward<decltype(result)>(result));
        }
    } else {
        static_cast<void>(run());
    }
}

//! Whether a message is to be handled: false for a tick of which that is not true any more.
template<class Message>
bool beginsTick(Message &message, Target &target)
{
    if constexpr (requires { message.route.begins(target); })
        return message.route.begins(target);
    else
        return true;
}

//! What all messages of ours share: the functions of the table that only look.
template<class Message>
struct MessageFunctions
{
    static void move(void *from, void *to) noexcept
    {
        auto *source = static_cast<Message *>(from);
        new (to) Message(std::move(*source));
        source->~Message();
    }
    static void copy(const void *from, void *to)
    {
        new (to) Message(*static_cast<const Message *>(from));
    }
    static void destroy(void *arguments) noexcept { static_cast<Message *>(arguments)->~Message(); }
    static void fail(void *arguments, const std::exception_ptr &error)
    {
        if constexpr (std::is_same_v<decltype(Message::route), AnswerRoute>)
            answerFailure(std::exchange(static_cast<Message *>(arguments)->route, {}), error);
    }
    static void *route(void *arguments) { return &static_cast<Message *>(arguments)->route; }
    static void taken(void *arguments)
    {
        if constexpr (requires(Message & message) { message.route.release(); })
            static_cast<Message *>(arguments)->route.release();
    }
    template<class M = Message>
    static constexpr auto takenFunction()
    {
        return requires(M & message)
        {
            message.route.release();
        }
        ? &taken : nullptr;
    }

    static constexpr quint32 size() { return quint32((sizeof(Message) + 7) & ~std::size_t(7)); }
    static constexpr auto moveFunction()
    {
        return std::is_trivially_copyable_v<Message> ? nullptr : &move;
    }
    static constexpr auto destroyFunction()
    {
        return std::is_trivially_destructible_v<Message> ? nullptr : &destroy;
    }
    template<class M = Message>
    static constexpr auto copyFunction()
    {
        if constexpr (std::is_copy_constructible_v<M>)
            return &copy;
        else
            return nullptr;
    }
};

template<class A>
QVariant toVariant(const A &argument)
{
    if constexpr (std::is_copy_constructible_v<A>)
        return QVariant::fromValue(argument);
    else
        return {};
}

//! A call of a member function of T with parameters P.
template<class T, class Callee, class R, class Route, class... P>
struct CallMessage
{
    static constexpr bool isAsked = std::is_same_v<Route, AnswerRoute>;
    using Arguments = std::tuple<Stored<P>...>;

    [[no_unique_address]] Callee callee;
    [[no_unique_address]] Route route;
    [[no_unique_address]] Arguments arguments;

    static void invoke(void *memory, Target &target)
    {
        auto &message = *static_cast<CallMessage *>(memory);
        if (!beginsTick(message, target))
            return;
        handleMessage<CallMessage, R>(message, target, [&]() -> R {
            T *object = objectAs<T>(target);
            if constexpr (!std::is_base_of_v<QObject, T>)
                checkInterface(object, target, qobject_interface_iid<T *>());
            return std::apply(
                [&](Stored<P> &...argument) -> R {
                    return (object->*message.callee.get())(static_cast<P &&>(argument)...);
                },
                message.arguments);
        });
    }
    static const CallMessage &from(const void *memory)
    {
        return *static_cast<const CallMessage *>(memory);
    }
    static QString name(const void *memory)
    {
        const QMetaObject *metaObject = nullptr;
        if constexpr (std::is_base_of_v<QObject, T>)
            metaObject = &T::staticMetaObject;
        if constexpr (std::is_empty_v<Callee>) {
            return QString::fromUtf8(functionName<Callee::get()>());
        } else {
            return memory ? QString::fromUtf8(methodName(metaObject, from(memory).callee.get()))
                          : QString::fromUtf8(typeName<T>());
        }
    }
    static QString describe(const void *memory)
    {
        Representation text;
        describeCall(text, name(memory).toUtf8(), from(memory).arguments);
        return text.toString();
    }
    static QVariantList variants(const void *memory)
    {
        return std::apply(
            [](const auto &...argument) { return QVariantList{toVariant(argument)...}; },
            from(memory).arguments);
    }
    static const void *value(const void *memory) { return &from(memory).arguments; }
    static const void *type(const void *memory) { return from(memory).callee.type(); }

    using Functions = MessageFunctions<CallMessage>;
    static const MessageTable table;
};

template<class F>
constexpr quint8 traitsOf(bool takesAway)
{
    using Result = typename MemberFunction<F>::Result;
    return quint8((AnswerOf<std::remove_cvref_t<Result>>::isLater ? SuspendingHandler : 0)
                  | (MemberFunction<F>::isConst ? ReadOnlyHandler : 0)
                  | (takesAway ? TakesArguments : 0));
}

template<class T, class Callee, class R, class Route, class... P>
inline constexpr MessageTable CallMessage<T, Callee, R, Route, P...>::table{
    .invoke = &CallMessage::invoke,
    .move = Functions::moveFunction(),
    .copy = Functions::copyFunction(),
    .destroy = Functions::destroyFunction(),
    .fail = isAsked ? &Functions::fail : nullptr,
    .route = isAsked ? &Functions::route : nullptr,
    .name = &CallMessage::name,
    .describe = &CallMessage::describe,
    .variants = &CallMessage::variants,
    .value = &CallMessage::value,
    .type = &CallMessage::type,
    .size = Functions::size(),
    .alignment = quint16(alignof(CallMessage)),
    .kind = MessageKind::Call,
    .traits = traitsOf<decltype(std::declval<Callee>().get())>((TakesAway<P> || ...)),
    .fits = &derivesFrom<T>,
    .taken = Functions::takenFunction(),
};

//! Answers with what comes out of \a value, whatever type the asker expects; a wrong type fails the
//! ask.
template<class Given>
void answerChecked(AnswerRoute route, Given &&value)
{
    using Answered = std::remove_cvref_t<Given>;
    if (answerExpects(route, answerTag<Answered>()))
        answerWith<Answered>(route, std::forward<Given>(value));
    else if (answerExpects(route, answerTag<QVariant>()))
        answerWith<QVariant>(route, toVariant(value));
    else
        answerMismatch(route, typeName<Answered>());
}

//! Runs a handler of a message whose asker's expectation is known at run time only.
template<class Run>
void answerByHand(const MessageTable &table, void *arguments, Run run)
{
    using Result = std::invoke_result_t<Run>;
    static_assert(
        !AnswerOf<std::remove_cvref_t<Result>>::isLater,
        "Actors: a handler of a Behavior returns its answer; use deferReply() to answer later.");
    const auto takeRoute = [&] {
        return table.route ? std::exchange(*static_cast<AnswerRoute *>(table.route(arguments)), {})
                           : AnswerRoute();
    };
    if constexpr (std::is_void_v<Result>) {
        run();
        const AnswerRoute route = takeRoute();
        if (!route)
            return;
        if (answerExpects(route, answerTag<void>()))
            answerWith<void>(route);
        else if (answerExpects(route, answerTag<QVariant>()))
            answerWith<QVariant>(route, QVariant());
        else
            answerMismatch(route, "void");
    } else {
        decltype(auto) result = run();
        if (const AnswerRoute route = takeRoute())
            answerChecked(route, std::forward<decltype(result)>(result));
    }
}

template<class M>
inline constexpr quint8 declaredTraits = quint8((isControlMessage<M> ? ControlMessage : 0)
                                                | (keepsReceiveTimeout<M> ? KeepsReceiveTimeout
                                                                          : 0));

//! Lets the behaviour in force handle a value; false if there is none.
ACTORS_CORE_EXPORT bool behave(Target &target, const MessageTable &table, void *arguments);

//! A value for the receive() of T.
template<class T, class M, class Route>
struct ValueMessage
{
    static constexpr bool isAsked = std::is_same_v<Route, AnswerRoute>;
    using Signature = ReceiveSignature<T, M>;
    using Result = typename Signature::Result;

    [[no_unique_address]] Route route;
    M content;

    static void invoke(void *memory, Target &target)
    {
        auto &message = *static_cast<ValueMessage *>(memory);
        if (!beginsTick(message, target))
            return;
        if (static_cast<Cell &>(target).isBehaving()) [[unlikely]] {
            if (behave(target, table, memory))
                return;
        }
        handleMessage<ValueMessage, Result>(message, target, [&]() -> Result {
            T *object = objectAs<T>(target);
            if constexpr (!std::is_base_of_v<QObject, T>)
                checkInterface(object, target, qobject_interface_iid<T *>());
            return (object->*Signature::pointer)(std::move(message.content));
        });
    }
    static const ValueMessage &from(const void *memory)
    {
        return *static_cast<const ValueMessage *>(memory);
    }
    static QString name(const void *) { return QString::fromUtf8(typeName<M>()); }
    static QString describe(const void *memory)
    {
        Representation text;
        Internal::describe(text, from(memory).content);
        return text.toString();
    }
    static QVariantList variants(const void *memory) { return {toVariant(from(memory).content)}; }
    static const void *value(const void *memory) { return &from(memory).content; }
    static const void *type(const void *) { return MessageType<M>::id(); }

    using Functions = MessageFunctions<ValueMessage>;
    static const MessageTable table;
};

template<class T, class M, class Route>
inline constexpr MessageTable ValueMessage<T, M, Route>::table{
    .invoke = &ValueMessage::invoke,
    .move = Functions::moveFunction(),
    .copy = Functions::copyFunction(),
    .destroy = Functions::destroyFunction(),
    .fail = isAsked ? &Functions::fail : nullptr,
    .route = isAsked ? &Functions::route : nullptr,
    .name = &ValueMessage::name,
    .describe = &ValueMessage::describe,
    .variants = &ValueMessage::variants,
    .value = &ValueMessage::value,
    .type = &ValueMessage::type,
    .size = Functions::size(),
    .alignment = quint16(alignof(ValueMessage)),
    .kind = MessageKind::Value,
    .traits =
        quint8(traitsOf<typename Signature::Pointer>(
                   TakesAnyAway<typename MemberFunction<typename Signature::Pointer>::Parameters>)
               | declaredTraits<M>),
    .fits = &derivesFrom<T>,
    .taken = Functions::takenFunction(),
};

} // namespace Actors::Internal
