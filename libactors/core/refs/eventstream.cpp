// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "eventstream.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace Actors {

class EventStreamPrivate
{
public:
    struct Subscription
    {
        ActorRef actor;
        std::function<void(const void *)> send;
    };

    std::shared_mutex mutex;
    std::unordered_map<const void *, std::vector<Subscription>> subscriptions;
};

EventStream::EventStream()
    : d(std::make_shared<EventStreamPrivate>())
{
}

EventStream::~EventStream() = default;

void EventStream::add(const ActorRef &actor, const void *type, Send send)
{
    if (actor.isNull())
        return;
    {
        const std::unique_lock lock(d->mutex);
        d->subscriptions[type].push_back({actor, std::move(send)});
    }
    Internal::Cell *cell = actor.cell();
    cell->perform([cell, actor, weak = std::weak_ptr(d)] {
        cell->whenStopped([weak, id = actor.id()](const std::exception_ptr &) {
            const auto stream = weak.lock();
            if (!stream)
                return;
            const std::unique_lock lock(stream->mutex);
            for (auto &[kind, list] : stream->subscriptions)
                std::erase_if(list, [id](const auto &it) { return it.actor.id() == id; });
        });
    });
}

void EventStream::remove(const ActorRef &actor, const void *type)
{
    const std::unique_lock lock(d->mutex);
    std::erase_if(d->subscriptions[type], [&actor](const auto &it) { return it.actor == actor; });
}

void EventStream::unsubscribe(const ActorRef &actor)
{
    const std::unique_lock lock(d->mutex);
    for (auto &[kind, list] : d->subscriptions)
        std::erase_if(list, [&actor](const auto &it) { return it.actor == actor; });
}

void EventStream::close()
{
    disconnect();
    decltype(d->subscriptions) all;
    const std::unique_lock lock(d->mutex);
    all = std::exchange(d->subscriptions, {});
}

void EventStream::publishAs(const void *type, const void *event)
{
    std::vector<EventStreamPrivate::Subscription> receivers;
    {
        const std::shared_lock lock(d->mutex);
        const auto found = d->subscriptions.find(type);
        if (found != d->subscriptions.end())
            receivers = found->second;
    }
    for (const auto &subscription : receivers)
        subscription.send(event);
}

void EventStream::announce(const QVariant &event)
{
    Q_EMIT published(event);
}

int EventStream::subscriberCount() const
{
    const std::shared_lock lock(d->mutex);
    int count = 0;
    for (const auto &[type, list] : d->subscriptions)
        count += int(list.size());
    return count;
}

} // namespace Actors
