// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/connection.h>
#include <Actors/Core/delivery.h>
#include <Actors/Core/latest.h>
#include <Actors/Core/link.h>

#include <QObject>

#include <tuple>
#include <type_traits>

namespace Actors {

namespace Internal {

template<int Count, class Parameters>
struct Prefix;
template<int Count, class... P>
struct Prefix<Count, Types<P...>>
{
    using Type = typename FirstTypes<Count, Types<>, P...>::Result;
};

template<class F, class Parameters>
inline constexpr bool CallableWith = false;
template<class F, class... P>
inline constexpr bool CallableWith<F, Types<P...>> = std::is_invocable_v<F, const Stored<P> &...>;

//! How many of the parameters of a signal a functor takes: as many as it can.
template<class F, class Parameters, int Count>
constexpr int functorArity()
{
    if constexpr (CallableWith<F, typename Prefix<Count, Parameters>::Type>)
        return Count;
    else if constexpr (Count > 0)
        return functorArity<F, Parameters, Count - 1>();
    else
        return -1;
}

//! Is called by an emission, in the thread that emits, and calls a handler of an actor.
template<class T, class F, class... P>
struct Inbound
{
    ActorRef actor;
    F slot;
    std::shared_ptr<LatestSlot<T, F, Stored<P>...>> latest;

    void operator()(P... arguments) const
    {
        if (latest)
            latest->put(actor.cell(), slot, std::forward<P>(arguments)...);
        else
            Ref<T>(actor).tell(slot, std::forward<P>(arguments)...);
    }
};

template<class T, class F, class Sender, class Signal, class... P>
Connection connectInbound(const Sender *sender, Signal signal, const Ref<T> &actor, F slot,
                          Delivery delivery, Types<P...>)
{
    auto link = std::make_shared<InboundLink>();
    Inbound<T, F, P...> inbound{actor, slot, nullptr};
    if (delivery.isLatest())
        inbound.latest = std::make_shared<LatestSlot<T, F, Stored<P>...>>();
    link->setConnection(QObject::connect(sender, signal, std::move(inbound)));
    if (!delivery.isReported())
        endWith(*actor.cell(), link);
    return Connection(link);
}

template<class T, class Signal, class Call, class... P>
Connection connectOutbound(const Ref<T> &actor, Signal signal, Call call,
                           std::function<bool()> isOtherEndAlive, Types<P...>)
{
    const std::shared_ptr<OutboundLink> link =
        std::make_shared<OutboundLink>([signal, call = std::move(call)](QObject *object) {
            return QObject::connect(static_cast<T *>(object), signal,
                                    [call](P... arguments) { call(arguments...); });
        });
    link->isOtherEndAlive = std::move(isOtherEndAlive);
    beginOutbound(*actor.cell(), link);
    return Connection(link);
}

template<class Signal>
using SignalClass = typename MemberFunction<Signal>::Class;
template<class Signal>
using SignalParameters = typename MemberFunction<Signal>::Parameters;

} // namespace Internal

/*!
 * Connects a signal of any object to a handler of an actor: each emission is a message like any
 * other, sent by the thread that emits, with the arguments converted there.
 *
 * The connection belongs to the actor, not to its present object: it survives restarts, and ends
 * when the actor stops or \a sender is destroyed. The handler may take fewer arguments than the
 * signal has.
 */
template<class Sender, class Signal, class T, class F>
requires std::is_base_of_v<QObject, Sender> && std::is_member_function_pointer_v<F> Connection
connect(const Sender *sender, Signal signal, const Ref<T> &actor, F slot, Delivery delivery = {})
{
    if (!sender || actor.isNull()) {
        Internal::refuseConnection(actor,
                                   sender ? QStringLiteral("the actor is null")
                                          : QStringLiteral("the sender is null"));
        return {};
    }
    if constexpr (Internal::checkConnection<Signal, T, F>()) {
        using Used = typename Internal::Prefix<Internal::MemberFunction<F>::parameterCount,
                                               Internal::SignalParameters<Signal>>::Type;
        return Internal::connectInbound<T>(sender, signal, actor, slot, delivery, Used());
    } else {
        return {};
    }
}

//! Connects a signal of an actor to a handler of another.
template<class S, class Signal, class T, class F>
requires std::is_member_function_pointer_v<F> Connection connect(const Ref<S> &actor, Signal signal,
                                                                 const Ref<T> &receiver, F slot)
{
    if (actor.isNull() || receiver.isNull()) {
        Internal::refuseConnection(actor, QStringLiteral("one of the actors is null"));
        return {};
    }
    if constexpr (Internal::checkConnection<Signal, T, F>()) {
        using Used = typename Internal::Prefix<Internal::MemberFunction<F>::parameterCount,
                                               Internal::SignalParameters<Signal>>::Type;
        return Internal::connectOutbound<S>(
            actor, signal,
            [receiver, slot](auto &&...arguments) { receiver.tell(slot, arguments...); },
            [receiver] { return !receiver.isStopped(); }, Used());
    } else {
        return {};
    }
}

/*!
 * Connects a signal of an actor to a slot of any object, which runs in the thread of that object.
 *
 * Survives the restarts of the actor, ends when it stops or \a receiver is destroyed. Emissions in
 * the constructor of the actor are never seen.
 */
template<class S, class Signal, class Receiver, class F>
requires std::is_base_of_v<QObject, Receiver> && std::is_member_function_pointer_v<F>
    Connection connect(const Ref<S> &actor, Signal signal, const Receiver *receiver, F slot)
{
    if (actor.isNull() || !receiver) {
        Internal::refuseConnection(actor,
                                   receiver ? QStringLiteral("the actor is null")
                                            : QStringLiteral("the receiver is null"));
        return {};
    }
    using Used = typename Internal::Prefix<Internal::MemberFunction<F>::parameterCount,
                                           Internal::SignalParameters<Signal>>::Type;
    auto *object = const_cast<Receiver *>(receiver);
    const Internal::Courier courier(object);
    return Internal::connectOutbound<S>(
        actor, signal,
        [courier, object, slot](auto &&...arguments) {
            courier.deliver([object, slot,
                             kept =
                                 std::make_tuple(std::decay_t<decltype(arguments)>(arguments)...)] {
                std::apply([&](const auto &...argument) { (object->*slot)(argument...); }, kept);
            });
        },
        [courier] { return courier.isConnected(); }, Used());
}

//! Connects a signal of an actor to a function that runs in the thread of \a context, until that is
//! destroyed.
template<class S, class Signal, class F>
requires(!std::is_member_function_pointer_v<std::decay_t<F>>) Connection
    connect(const Ref<S> &actor, Signal signal, const QObject *context, F function)
{
    if (actor.isNull() || !context) {
        Internal::refuseConnection(actor,
                                   context ? QStringLiteral("the actor is null")
                                           : QStringLiteral("the context is null"));
        return {};
    }
    using All = Internal::SignalParameters<Signal>;
    constexpr int arity =
        Internal::functorArity<F, All, Internal::MemberFunction<Signal>::parameterCount>();
    static_assert(arity >= 0, "Actors: the function does not take the arguments of the signal.");
    const Internal::Courier courier(const_cast<QObject *>(context));
    return Internal::connectOutbound<S>(
        actor, signal,
        [courier, function](auto &&...arguments) {
            courier.deliver([function,
                             kept = std::make_tuple(
                                 std::decay_t<decltype(arguments)>(arguments)...)]() mutable {
                std::apply([&](const auto &...argument) { function(argument...); }, kept);
            });
        },
        [courier] { return courier.isConnected(); }, typename Internal::Prefix<arity, All>::Type());
}

namespace Internal {

//! A connection to be made as soon as there is an address, before there is an object.
template<class T, class Signal, class Receiver, class Slot>
std::function<Connection(const ActorRef &)> deferConnection(Signal signal, Receiver receiver,
                                                            Slot slot)
{
    return [signal, receiver = std::move(receiver), slot](const ActorRef &actor) {
        return Actors::connect(Ref<T>(actor), signal, receiver, slot);
    };
}

} // namespace Internal
} // namespace Actors
