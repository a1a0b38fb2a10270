// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/message.h>

#include <QMetaType>
#include <QVariant>

#include <chrono>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace Actors {

namespace Internal {
template<class T>
struct MessageType;

//! The type of the messages that a functor, or a pointer to a member, takes.
template<class F>
struct Keyed
{
    using Message = typename Keyed<decltype(&F::operator())>::Message;
};
template<class R, class F, class M>
struct Keyed<R (F::*)(M) const>
{
    using Message = std::remove_cvref_t<M>;
};
template<class R, class M>
struct Keyed<R (*)(M)>
{
    using Message = std::remove_cvref_t<M>;
};
template<class R, class M>
struct Keyed<R (M::*)() const>
{
    using Message = M;
};
template<class R, class M>
struct Keyed<R M::*>
{
    using Message = M;
};
} // namespace Internal

/*!
 * \brief What a bounded mailbox does with a message that finds it full.
 *
 * Decided by the sender, at the send. Each message that is lost becomes a dead letter whose reason
 * names the policy.
 */
class ACTORS_CORE_EXPORT Overflow
{
public:
    //! Who gives way.
    enum Policy : quint8 {
        DropOldest, //!< The message that has waited longest gives way. Its asker is told.
        DropNewest, //!< The new message is dropped.
        Reject, //!< As DropNewest, with the reason Rejected.
        Fail, //!< The sender is told: tryTell() returns Full, an ask fails with MailboxFull.
        Waits, //!< See Block().
        Replaces, //!< See Coalesce().
    };

    //! A key for a message: the type of the message where there is no other; none for messages that
    //! are not replaced.
    using Key =
        std::function<std::optional<QVariant>(const Internal::MessageTable &, const void *)>;

    //! A policy that needs nothing else.
    Overflow(Policy policy); // NOLINT(google-explicit-constructor): a policy is an overflow

    /*!
     * The sender waits for room, at most for \a timeout. Only a thread without an event loop waits;
     * on an actor's thread or in a running event loop it acts as Fail, and says so once.
     */
    static Overflow Block(std::chrono::nanoseconds timeout);

    /*!
     * A new message takes the place of a waiting one of the same type, which is lost as Coalesced,
     * whether the mailbox is full or not. A message without a predecessor finding it full drops the
     * oldest.
     */
    static Overflow Coalesce();

    /*!
     * As Coalesce(), for value messages of one type with the same key: of a functor
     * <tt>[](const M &message) { return message.sensor; }</tt>, or of a member of M,
     * <tt>&M::sensor</tt>. Keys are compared as QVariants. Messages of other types are not
     * replaced. \a key is called by the threads that send.
     */
    template<class KeyOfMessage>
    static Overflow Coalesce(KeyOfMessage key)
    {
        using M = typename Internal::Keyed<KeyOfMessage>::Message;
        return byKey([key = std::move(key)](const Internal::MessageTable &table,
                                            const void *arguments) -> std::optional<QVariant> {
            if (!table.value || table.type(arguments) != Internal::MessageType<M>::id())
                return std::nullopt;
            return QVariant::fromValue(
                std::invoke(key, *static_cast<const M *>(table.value(arguments))));
        });
    }

    //! Who gives way.
    Policy policy() const { return m_policy; }
    //! How long the sender waits; 0 unless made by Block().
    std::chrono::nanoseconds timeout() const { return m_timeout; }
    //! How messages are told apart; empty unless made by Coalesce().
    const Key &key() const { return m_key; }

private:
    static Overflow byKey(Key key);

    Policy m_policy;
    std::chrono::nanoseconds m_timeout{0};
    Key m_key;
};

} // namespace Actors
