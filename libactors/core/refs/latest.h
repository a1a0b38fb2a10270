// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/calls.h>

#include <memory>
#include <mutex>
#include <optional>
#include <tuple>

namespace Actors::Internal {

//! Reports an emission that a later one has replaced.
ACTORS_CORE_EXPORT void reportCoalesced(Cell &cell, const MessageTable &table, void *arguments);
//! Counts an emission that goes with a message under way.
ACTORS_CORE_EXPORT void countCoalesced(Cell &cell);

//! The latest emission of a connection: the message that is under way takes what it finds here.
template<class T, class F, class... A>
class LatestSlot : public std::enable_shared_from_this<LatestSlot<T, F, A...>>
{
public:
    using Arguments = std::tuple<A...>;

    template<class... Given>
    void put(Cell *cell, F slot, Given &&...given)
    {
        std::optional<Arguments> replaced;
        {
            const std::lock_guard lock(m_mutex);
            replaced = std::exchange(m_arguments, Arguments(std::forward<Given>(given)...));
        }
        if (replaced) {
            Message victim{slot, nullptr, std::move(replaced)};
            countCoalesced(*cell);
            reportCoalesced(*cell, Message::table, &victim);
            return;
        }
        Outgoing out(*cell, &Message::table);
        new (out.arguments()) Message{slot, this->shared_from_this(), {}};
        out.commit();
    }

private:
    std::optional<Arguments> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_arguments, std::nullopt);
    }

    struct Message
    {
        F slot;
        std::shared_ptr<LatestSlot> source;
        std::optional<Arguments> own; //!< Of a victim.

        static const Message &from(const void *memory)
        {
            return *static_cast<const Message *>(memory);
        }
        static void invoke(void *memory, Target &target)
        {
            auto &message = *static_cast<Message *>(memory);
            // Put aside by its handler, it keeps what it has found.
            if (const auto source = std::exchange(message.source, nullptr))
                message.own = source->take();
            T *object = objectAs<T>(target);
            std::apply([&](A &...argument) { (object->*message.slot)(std::move(argument)...); },
                       *message.own);
        }
        static QString name(const void *memory)
        {
            return memory ? QString::fromUtf8(methodName(&T::staticMetaObject, from(memory).slot))
                          : QString();
        }
        template<class Look>
        static auto look(const void *memory, Look function)
        {
            const Message &message = from(memory);
            if (message.own)
                return function(*message.own);
            if (!message.source)
                return decltype(function(*message.own)){};
            const std::lock_guard lock(message.source->m_mutex);
            return message.source->m_arguments ? function(*message.source->m_arguments)
                                               : decltype(function(*message.own)){};
        }
        static QString describe(const void *memory)
        {
            const QByteArray called = name(memory).toUtf8();
            return look(memory, [&called](const Arguments &arguments) {
                Representation text;
                describeCall(text, called, arguments);
                return text.toString();
            });
        }
        static QVariantList variants(const void *memory)
        {
            return look(memory, [](const Arguments &arguments) {
                return std::apply(
                    [](const A &...argument) { return QVariantList{toVariant(argument)...}; },
                    arguments);
            });
        }
        static const void *type(const void *memory)
        {
            return RuntimeCallee<F>{from(memory).slot}.type();
        }

        static void destroy(void *memory) noexcept
        {
            auto &message = *static_cast<Message *>(memory);
            // Lost without having been handled: the next emission must be a message of its own.
            if (message.source)
                message.source->take();
            message.~Message();
        }

        using Functions = MessageFunctions<Message>;
        static const MessageTable table;
    };

    std::mutex m_mutex;
    std::optional<Arguments> m_arguments;
};

template<class T, class F, class... A>
inline constexpr MessageTable LatestSlot<T, F, A...>::Message::table{
    .invoke = &Message::invoke,
    .move = &Functions::move,
    .copy = nullptr,
    .destroy = &Message::destroy,
    .fail = nullptr,
    .route = nullptr,
    .name = &Message::name,
    .describe = &Message::describe,
    .variants = &Message::variants,
    .value = nullptr,
    .type = &Message::type,
    .size = Functions::size(),
    .alignment = quint16(alignof(Message)),
    .kind = MessageKind::Signal,
    .traits = TakesAnyAway<typename MemberFunction<F>::Parameters> ? TakesArguments : PlainMessage,
    .fits = &derivesFrom<T>,
};

} // namespace Actors::Internal
