// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/address.h>
#include <Actors/Core/calls.h>
#include <Actors/Core/definition.h>
#include <Actors/Core/tick.h>

#include <QDebug>
#include <QMetaType>
#include <QVariant>

#include <optional>

namespace Actors {

class ActorSystem;
class ExecutionContext;
class Scheduler;
template<typename T>
class Ref;

namespace Internal {

} // namespace Internal

//! What became of a message at the send.
enum class SendResult {
    Accepted, //!< It is on its way.
    Full, //!< The mailbox was full, and the message is a dead letter.
    Closed, //!< The actor has stopped, and the message is a dead letter.
};

//! What may be said about one message beside its content; designed for designated initialisers.
struct SendOptions
{
    //! Not handled if it waits for longer than this; 0 for any time.
    std::chrono::nanoseconds ttl{0};
    //! For priority mailboxes; higher goes first.
    int priority = 0;
    //! For consistent hashing.
    quint64 key = 0;
    //! Who is to be taken for the sender; null for the actor whose code runs.
    const class ActorRef *sender = nullptr;
};

//! What an actor was made from.
struct ActorDefinition
{
    QString type; //!< The name of its class, or the type of its Definition.
    QString address; //!< Its path, or the address that its Definition gave it.
    QVariantList parameters; //!< The arguments of its constructor.
};

/*!
 * \brief An address of an actor of any type.
 *
 * A value: cheap to copy, usable from any thread, valid and harmless after the actor has stopped,
 * also once its system is gone, and unchanged by a restart. Two are equal if they lead to the same
 * actor; a new actor at the same path is another one. Null if a spawn was refused: error() says
 * why.
 */
class ACTORS_CORE_EXPORT ActorRef
{
public:
    //! Null.
    ActorRef() = default;
    ActorRef(const ActorRef &other) noexcept;
    ActorRef(ActorRef &&other) noexcept
        : m_bits(std::exchange(other.m_bits, 0))
    {
    }
    ActorRef &operator=(ActorRef other) noexcept
    {
        std::swap(m_bits, other.m_bits);
        return *this;
    }
    ~ActorRef()
    {
        if (m_bits)
            release();
    }

    //! Whether it leads to no actor: default constructed, or a spawn was refused.
    bool isNull() const noexcept { return m_bits == 0 || (m_bits & 1); }
    //! Whether it is not null.
    explicit operator bool() const noexcept { return !isNull(); }
    //! Why it is null, if a spawn was refused.
    ActorError error() const;

    //! "/user/bank/alice".
    QString path() const;
    //! The last part of the path.
    QString name() const;
    //! Tells the actor apart from all others of its system, also at the same path.
    quint64 id() const;
    //! The address that its Definition gave it, else its id() as a NumericAddress; see
    //! ActorSystem::actorOf(). Null for a null reference.
    Address address() const;
    //! The name of its class.
    QString type() const;
    //! What the actor was made from.
    ActorDefinition definition() const;
    //! "Class(path)".
    QString toString() const;
    //! May be out of date as soon as it returns.
    bool isStopped() const;
    //! Whether it handles no messages at present: suspended, failed, or an ancestor has failed.
    bool isSuspended() const;
    //! The actor above; null for a top-level actor.
    ActorRef parent() const;

    //! \name The mailbox, from outside
    //! \{

    //! Messages that wait, without the one that is handled; exact for mailboxes other than the
    //! plain one.
    quint64 mailboxSize() const;
    //! -1 for no limit.
    int mailboxCapacity() const;
    //! Whether as many messages wait as it holds; never for a mailbox without limit.
    bool isMailboxFull() const;
    //! How many messages a mailbox of limited size has lost.
    int droppedMessageCount() const;
    //! Whether it takes no more messages: the actor stops or has stopped.
    bool isMailboxClosed() const;
    //! Whether it takes messages and is not suspended.
    bool isReceivable() const;
    //! How long the oldest message waits; 0 if none does.
    std::chrono::nanoseconds oldestMessageAge() const;
    //! Handlers that have returned.
    quint64 handledMessageCount() const;
    //! Queued calls of Qt that came to the object beside the messages.
    quint64 plainCallCount() const;
    //! How often a handler, a start or a stop of it has failed.
    quint64 failureCount() const;
    //! How often it was restarted.
    quint64 restartCount() const;
    //! \}

    //! \name The life of the actor
    //! \{

    //! Stops it after the message that is handled now. What waits becomes dead letters.
    Reply<void> stop() const;
    //! As stop(). The Reply fails with StopTimeout if it takes longer than \a timeout; from then on
    //! the actor takes no messages, whatever its handler waits for.
    Reply<void> stop(std::chrono::nanoseconds timeout) const;
    //! Stops it once it has handled all that was sent before.
    Reply<void> stopWhenDrained() const;
    //! Fails it with ActorKilled, and lets its supervisor decide. The Reply is finished when it has
    //! stopped.
    Reply<void> kill() const;
    //! Finishes when beforeStart() has; fails with what it failed with.
    Reply<void> started() const;
    //! Finishes when it has stopped.
    Reply<void> terminated() const;
    //! Handles no messages until resume(). Calling it twice is calling it once.
    void suspend() const;
    //! Takes suspend() back; what waited is handled in its order.
    void resume() const;
    //! Asks the handler that runs to end early; see Actor::isInterruptionRequested(). The actor
    //! then stops.
    void requestInterruption() const;
    //! \}

    //! \name Messages of any type
    //! \{

    //! Sends a value to the receive() that takes it and can be invoked, by its name, or to the
    //! behaviour in force.
    void tell(const QVariant &message) const;
    //! As tell(), with an answer.
    Reply<QVariant> ask(const QVariant &message) const;
    //! As ask(), failing with AskTimeout after \a timeout.
    Reply<QVariant> ask(std::chrono::nanoseconds timeout, const QVariant &message) const;
    //! Calls a public slot or invokable by name, converting the arguments as QVariant does.
    template<class... Arguments>
    Reply<QVariant> invoke(const QString &method, const Arguments &...arguments) const
    {
        return invokeMethod(method, QVariantList{QVariant::fromValue(arguments)...});
    }
    //! As above, with the name in UTF-8.
    template<class... Arguments>
    Reply<QVariant> invoke(const char *method, const Arguments &...arguments) const
    {
        return invokeMethod(QString::fromUtf8(method),
                            QVariantList{QVariant::fromValue(arguments)...});
    }
    //! As invoke(), with the arguments in a list.
    Reply<QVariant> invokeMethod(const QString &method, const QVariantList &arguments) const;
    //! \}

    /*!
     * The typed reference: null unless the actor is a T.
     *
     * T is a class with its own Q_OBJECT, or an interface declared with Q_DECLARE_INTERFACE, from
     * which the class of the actor derives and which it names in Q_INTERFACES. What counts is the
     * class that the actor was spawned as, so the answer is there at once, also before the object
     * is. In programs built without exceptions only Ref::as() knows interfaces.
     */
    template<class T>
    Ref<T> as() const;

    friend bool operator==(const ActorRef &left, const ActorRef &right) noexcept
    {
        return left.m_bits == right.m_bits || (left.isNull() && right.isNull());
    }
    friend size_t qHash(const ActorRef &ref, size_t seed = 0) noexcept
    {
        return ::qHash(quint64(ref.m_bits), seed);
    }
    ACTORS_CORE_EXPORT friend QDebug operator<<(QDebug debug, const ActorRef &ref);

    // For the library.
    enum class Ownership { Share, Adopt };
    explicit ActorRef(Internal::Cell *cell, Ownership ownership = Ownership::Share) noexcept;
    static ActorRef refused(const ActorError &error);
    Internal::Cell *cell() const noexcept
    {
        return m_bits & 1 ? nullptr : reinterpret_cast<Internal::Cell *>(m_bits);
    }

protected:
    // For the library.
    void warnNull(const QString &what) const;
    bool isA(const QMetaObject *metaObject) const;
    //! Whether the class of the actor derives from I. \a derives answers for a class; it is asked
    //! once for each.
    bool implements(bool (*derives)(const Internal::Incarnation &incarnation)) const;
    static void applyOptions(Internal::Envelope *envelope, Internal::Cell &cell,
                             const SendOptions &options);

private:
    void release() noexcept;

    quintptr m_bits = 0; //!< The cell, or with the lowest bit set, why there is none.
};

/*!
 * \brief An address of an actor of class T, or of one that implements the interface T.
 *
 * As ActorRef, and only messages that T handles compile. T may be incomplete where only the
 * reference is stored or passed on; it need not derive from Actor.
 */
template<typename T>
class Ref : public ActorRef
{
public:
    Ref() = default;

    //! The reference without the type, for messages as QVariant.
    const ActorRef &untyped() const noexcept { return *this; }

    //! As ActorRef::as(). Where I is T or one of its bases the compiler knows, and nothing is
    //! looked up.
    template<class I>
    Ref<I> as() const
    {
        if constexpr (std::is_base_of_v<I, T>)
            return isNull() ? Ref<I>() : Ref<I>(untyped());
        else
            return untyped().template as<I>();
    }

    /*!
     * Calls a handler of the actor, as a message: converts the arguments to the parameters and
     * returns.
     */
    template<class F, class... Arguments>
    requires std::is_member_function_pointer_v<F>
    void tell(F handler, Arguments &&...arguments) const
    {
        if constexpr (Internal::checkCall<T, F, Arguments...>())
            sendCall(Internal::RuntimeCallee<F>{handler}, Internal::NoRoute(),
                     typename Internal::MemberFunction<F>::Parameters(),
                     std::forward<Arguments>(arguments)...);
    }

    //! As tell(handler, ...), with the handler known to the compiler: shorter messages, a direct
    //! call.
    template<auto Handler, class... Arguments>
    void tell(Arguments &&...arguments) const
    {
        using F = decltype(Handler);
        if constexpr (Internal::checkCall<T, F, Arguments...>())
            sendCall(Internal::StaticCallee<Handler>(), Internal::NoRoute(),
                     typename Internal::MemberFunction<F>::Parameters(),
                     std::forward<Arguments>(arguments)...);
    }

    //! Sends a value to the receive() of T that takes exactly its type.
    template<class Message>
    requires(!std::is_member_function_pointer_v<std::decay_t<Message>>) void tell(
        Message &&message) const
    {
        if constexpr (Internal::checkMessage<T, std::decay_t<Message>>())
            sendValue(Internal::NoRoute(), std::forward<Message>(message));
    }

    //! As tell(message), with a time to live, a priority, or a sender.
    template<class Message>
    requires(!std::is_member_function_pointer_v<std::decay_t<Message>>) void tell(
        Message &&message, const SendOptions &options) const
    {
        if constexpr (Internal::checkMessage<T, std::decay_t<Message>>())
            sendValue(Internal::NoRoute(), std::forward<Message>(message), &options);
    }

    //! As tell(), and says what became of the message.
    template<class F, class... Arguments>
    requires std::is_member_function_pointer_v<F> SendResult tryTell(F handler,
                                                                     Arguments &&...arguments)
    const
    {
        if constexpr (Internal::checkCall<T, F, Arguments...>())
            return sendCall(Internal::RuntimeCallee<F>{handler}, Internal::NoRoute(),
                            typename Internal::MemberFunction<F>::Parameters(),
                            std::forward<Arguments>(arguments)...);
        else
            return SendResult::Closed;
    }

    //! As tell(message), and says what became of it.
    template<class Message>
    requires(!std::is_member_function_pointer_v<std::decay_t<Message>>) SendResult
        tryTell(Message &&message)
    const
    {
        if constexpr (Internal::checkMessage<T, std::decay_t<Message>>())
            return sendValue(Internal::NoRoute(), std::forward<Message>(message));
        else
            return SendResult::Closed;
    }

    //! Sends each value of \a messages, in order.
    template<class Range>
    void tellAll(const Range &messages) const
    {
        for (const auto &message : messages)
            tell(message);
    }

    //! Calls a handler and gives what it returns. Fails with AskTimeout after the time set for the
    //! system, 5 s.
    template<class F, class... Arguments>
    requires std::is_member_function_pointer_v<F>
    auto ask(F handler, Arguments &&...arguments) const
    {
        return askCall(DefaultTimeout, Internal::RuntimeCallee<F>{handler},
                       std::forward<Arguments>(arguments)...);
    }

    //! As ask(handler, ...), failing with AskTimeout after \a timeout.
    template<class F, class... Arguments>
    requires std::is_member_function_pointer_v<F>
    auto ask(std::chrono::nanoseconds timeout, F handler, Arguments &&...arguments) const
    {
        return askCall(timeout, Internal::RuntimeCallee<F>{handler},
                       std::forward<Arguments>(arguments)...);
    }

    //! As ask(handler, ...), with the handler known to the compiler.
    template<auto Handler, class... Arguments>
    auto ask(Arguments &&...arguments) const
    {
        return askCall(DefaultTimeout, Internal::StaticCallee<Handler>(),
                       std::forward<Arguments>(arguments)...);
    }

    //! Sends a value and gives what the receive() that takes it returns.
    template<class Message>
    requires(!std::is_member_function_pointer_v<std::decay_t<Message>>) auto ask(
        Message &&message) const
    {
        return askValue(DefaultTimeout, std::forward<Message>(message));
    }

    //! As ask(message), failing with AskTimeout after \a timeout.
    template<class Message>
    requires(!std::is_member_function_pointer_v<std::decay_t<Message>>) auto ask(
        std::chrono::nanoseconds timeout, Message &&message) const
    {
        return askValue(timeout, std::forward<Message>(message));
    }

    friend bool operator==(const Ref &left, const Ref &right) noexcept
    {
        return left.untyped() == right.untyped();
    }

    // For the library.
    explicit Ref(ActorRef ref) noexcept
        : ActorRef(std::move(ref))
    {
    }

private:
    friend class Scheduler;

    static constexpr std::chrono::nanoseconds DefaultTimeout{-1};

    template<class F, class... Arguments>
    requires std::is_member_function_pointer_v<F>
    void tick(Internal::TickMark mark, F handler, Arguments &&...arguments) const
    {
        if constexpr (Internal::checkCall<T, F, Arguments...>())
            sendCall(Internal::RuntimeCallee<F>{handler}, std::move(mark),
                     typename Internal::MemberFunction<F>::Parameters(),
                     std::forward<Arguments>(arguments)...);
    }
    template<class Message>
    requires(!std::is_member_function_pointer_v<Message>) void tick(Internal::TickMark mark,
                                                                    const Message &message) const
    {
        if constexpr (Internal::checkMessage<T, Message>())
            sendValue(std::move(mark), message);
    }

    template<class Callee, class Route, class... P, class... Arguments>
    SendResult sendCall(Callee callee, Route route, Internal::Types<P...>,
                        Arguments &&...arguments) const
    {
        using Message = Internal::CallMessage<T, Callee, Internal::ResultOf<Callee>, Route, P...>;
        Internal::Cell *cell = this->cell();
        if (!cell) [[unlikely]] {
            warnNull(Message::name(nullptr));
            return SendResult::Closed;
        }
        return sendCallTo<Message, P...>(*cell, callee, std::move(route),
                                         std::forward<Arguments>(arguments)...);
    }

    template<class Message, class... P, class Callee, class Route, class... Arguments>
    static SendResult sendCallTo(Internal::Cell &cell, Callee callee, Route route,
                                 Arguments &&...arguments)
    {
        using Kept = std::tuple<std::remove_cvref_t<P>...>;
        constexpr bool isSimple = std::is_nothrow_constructible_v<Kept, Arguments &&...>;
        if constexpr (isSimple) {
            return SendResult(Internal::Outgoing::send(cell, Message::table, [&](void *memory) {
                new (memory)
                    Message{callee, std::move(route), Kept(std::forward<Arguments>(arguments)...)};
            }));
        } else {
            // A conversion may throw or send, which must not happen while room is reserved.
            Kept converted{std::forward<Arguments>(arguments)...};
            return SendResult(Internal::Outgoing::send(cell, Message::table, [&](void *memory) {
                new (memory) Message{callee, std::move(route), std::move(converted)};
            }));
        }
    }

    template<class Route, class Value>
    SendResult sendValue(Route route, Value &&value, const SendOptions *options = nullptr) const
    {
        using M = std::decay_t<Value>;
        using Message = Internal::ValueMessage<T, M, Route>;
        Internal::Cell *cell = this->cell();
        if (!cell) [[unlikely]] {
            warnNull(Message::name(nullptr));
            return SendResult::Closed;
        }
        if constexpr (std::is_nothrow_constructible_v<M, Value &&>) {
            return sendMessage<Message>(*cell, std::move(route), std::forward<Value>(value),
                                        options);
        } else {
            M copy(std::forward<Value>(value));
            return sendMessage<Message>(*cell, std::move(route), std::move(copy), options);
        }
    }

    template<class Message, class Route, class Value>
    static SendResult sendMessage(Internal::Cell &cell, Route &&route, Value &&value,
                                  const SendOptions *options)
    {
        const auto construct = [&](void *memory) {
            new (memory) Message{std::forward<Route>(route), std::forward<Value>(value)};
        };
        if (!options)
            return SendResult(Internal::Outgoing::send(cell, Message::table, construct));
        Internal::Outgoing out(cell, &Message::table, Internal::Outgoing::Carrier::Envelope);
        construct(out.arguments());
        applyOptions(out.envelope(), cell, *options);
        return SendResult(out.commit());
    }

    template<class Answered, class Message, class Send>
    Reply<Answered> request(std::chrono::nanoseconds timeout, Send send) const
    {
        Internal::Cell *cell = this->cell();
        if (!cell) {
            warnNull(Message::name(nullptr));
            return {};
        }
        auto *state = Internal::ReplyState<Answered>::create(*cell, timeout, &Message::name);
        Reply<Answered> reply(state);
        send(*cell, Internal::AnswerRoute{state, state->asker()});
        return reply;
    }

    template<class Callee, class... Arguments>
    auto askCall(std::chrono::nanoseconds timeout, Callee callee, Arguments &&...arguments) const
    {
        using F = decltype(callee.get());
        using Method = Internal::MemberFunction<F>;
        using Answered =
            typename Internal::AnswerOf<std::remove_cvref_t<typename Method::Result>>::Type;
        if constexpr (Internal::checkCall<T, F, Arguments...>()) {
            return requestCall<Answered>(timeout, callee, typename Method::Parameters(),
                                         std::forward<Arguments>(arguments)...);
        } else {
            return Reply<Answered>();
        }
    }

    template<class Answered, class Callee, class... P, class... Arguments>
    Reply<Answered> requestCall(std::chrono::nanoseconds timeout, Callee callee,
                                Internal::Types<P...>, Arguments &&...arguments) const
    {
        using F = decltype(callee.get());
        using Message =
            Internal::CallMessage<T, Callee, typename Internal::MemberFunction<F>::Result,
                                  Internal::AnswerRoute, P...>;
        return request<Answered, Message>(
            timeout, [&](Internal::Cell &cell, Internal::AnswerRoute route) {
                sendCallTo<Message, P...>(cell, callee, route,
                                          std::forward<Arguments>(arguments)...);
            });
    }

    template<class Value>
    auto askValue(std::chrono::nanoseconds timeout, Value &&value) const
    {
        using M = std::decay_t<Value>;
        if constexpr (Internal::checkMessage<T, M>()) {
            using Message = Internal::ValueMessage<T, M, Internal::AnswerRoute>;
            using Answered =
                typename Internal::AnswerOf<std::remove_cvref_t<typename Message::Result>>::Type;
            return request<Answered, Message>(timeout,
                                              [&](Internal::Cell &, Internal::AnswerRoute route) {
                                                  sendValue(route, std::forward<Value>(value));
                                              });
        } else {
            return Reply<void>();
        }
    }
};

template<class T>
Ref<T> ActorRef::as() const
{
    if constexpr (Internal::hasMetaObject<T>())
        return isA(&T::staticMetaObject) ? Ref<T>(*this) : Ref<T>();
    else
        return implements(&Internal::derivesFrom<T>) ? Ref<T>(*this) : Ref<T>();
}

} // namespace Actors

Q_DECLARE_METATYPE(Actors::ActorRef)
