// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>

#include <QObject>
#include <QVariant>

#include <functional>
#include <memory>

namespace Actors {

class EventStreamPrivate;

/*!
 * \brief Carries events from whoever publishes them to the actors that have subscribed to their
 * type.
 *
 * One for each system; all functions are thread-safe. An event is a message of each subscriber,
 * sent by the thread that publishes. A subscription ends with its actor.
 */
class ACTORS_CORE_EXPORT EventStream : public QObject
{
    Q_OBJECT

public:
    //! Calls \a handler of \a actor with each event of type E, or of a type that derives from E.
    template<class E, class T, class R, class P>
    void subscribe(const Ref<T> &actor, R (T::*handler)(P))
    {
        add(actor, Internal::MessageType<E>::id(), [actor, handler](const void *event) {
            actor.tell(handler, *static_cast<const E *>(event));
        });
    }
    //! Sends each event of type E to the receive() of \a actor.
    template<class E, class T>
    void subscribe(const Ref<T> &actor)
    {
        add(actor, Internal::MessageType<E>::id(),
            [actor](const void *event) { actor.tell(*static_cast<const E *>(event)); });
    }
    //! Ends the subscriptions of \a actor to E.
    template<class E>
    void unsubscribe(const ActorRef &actor)
    {
        remove(actor, Internal::MessageType<E>::id());
    }
    //! Ends all subscriptions of \a actor.
    void unsubscribe(const ActorRef &actor);

    //! Sends \a event to all who have subscribed to its type, or to one of the \a Bases named.
    template<class... Bases, class E>
    void publish(const E &event)
    {
        publishAs(Internal::MessageType<E>::id(), &event);
        (publishAs(Internal::MessageType<Bases>::id(), static_cast<const Bases *>(&event)), ...);
        announce(QVariant::fromValue(event));
    }

    //! How many subscriptions there are.
    int subscriberCount() const;

    // For the library.
    EventStream();
    ~EventStream() override;
    //! Ends all subscriptions and connections.
    void close();

Q_SIGNALS:
    //! Each event, whatever its type; emitted in the thread that publishes.
    void published(const QVariant &event);

private:
    using Send = std::function<void(const void *event)>;
    void add(const ActorRef &actor, const void *type, Send send);
    void remove(const ActorRef &actor, const void *type);
    void publishAs(const void *type, const void *event);
    void announce(const QVariant &event);

    const std::shared_ptr<EventStreamPrivate> d;
};

} // namespace Actors
