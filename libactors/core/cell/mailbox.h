// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/overflow.h>

#include <QSharedDataPointer>
#include <QString>

#include <functional>
#include <type_traits>

namespace Actors {

class MailboxData;

namespace Internal {
class Cell;
} // namespace Internal

/*!
 * \brief Describes the mailbox that an actor is to have.
 *
 * A value; given to Props::withMailbox(). The default is unbounded(): first in, first out for each
 * sender, and nothing to pay for. All others are decided by the sender under a short lock of the
 * mailbox's own, so that capacity, victims and order are exact.
 */
class ACTORS_CORE_EXPORT Mailbox
{
public:
    //! In which order messages are handed out, and how they wait.
    enum class Kind : quint8 {
        Unbounded, //!< First in, first out, without limit.
        Bounded, //!< At most capacity() messages wait.
        Priority, //!< Higher priorities first, equal ones in order.
        ControlAware, //!< Control messages first.
        QtQueued, //!< Each message is an event in the event queue of its thread.
    };

    Mailbox();
    Mailbox(const Mailbox &other);
    Mailbox &operator=(const Mailbox &other);
    ~Mailbox();

    //! The default: first in, first out for each sender, without limit.
    static Mailbox unbounded();
    //! Holds at most \a capacity messages, at least one; a spawn with less is refused with
    //! BadMailbox.
    static Mailbox bounded(int capacity, const Overflow &overflow = Overflow::Reject);
    /*!
     * Hands out the message with the highest priority first, in the order of sending among equals.
     * The priority is that of SendOptions, else what \a priority says of the message as a QVariant,
     * else 0.
     */
    static Mailbox priority(const std::function<int(const QVariant &message)> &priority = {});
    //! Hands out messages for whose type isControlMessage is true, or that have a priority above 0,
    //! first; in order within both classes.
    static Mailbox controlAware();
    //! Each message is a queued call of Qt, in strict order with the other events of its thread.
    static Mailbox qtQueued();
    //! The mailbox that the system was given under this name by ActorSystem::configureMailbox().
    static Mailbox named(const QString &name);

    //! What happens to the message that exceeds the limit of its type.
    class ACTORS_CORE_EXPORT Excess
    {
    public:
        //! It becomes a dead letter.
        static Excess drop();
        //! The receiver fails with MailboxFull.
        static Excess abort();
        //! For the library: is given the message, with the cell of the actor it was for, in the
        //! thread that sends. See redirectTo() and transform().
        using Taker = std::function<void(Internal::Cell &cell, Internal::Envelope *envelope)>;
        //! For the library: it is given to \a taker.
        static Excess handOver(Taker taker);

        //! What is done.
        enum class Action : quint8 { Drop, Abort, HandOver };
        //! What is done.
        Action action() const { return m_action; }
        //! For the library: who is given it.
        const Taker &taker() const { return m_taker; }

    private:
        Action m_action = Action::Drop;
        Taker m_taker;
    };

    /*!
     * At most \a count value messages of type T may wait; what exceeds that goes the way of \a
     * excess: Excess::drop(), Excess::abort(), redirectTo() or transform(). Messages of other types
     * are not affected.
     */
    template<class T, class E = Excess>
    Mailbox limit(int count, const E &excess = Excess::drop()) const
    {
        if constexpr (std::is_same_v<E, Excess>)
            return limited(Internal::MessageType<T>::id(), count, excess);
        else
            return limited(Internal::MessageType<T>::id(), count, excess.template excessOf<T>());
    }

    //! Messages that wait for longer than \a time are not handled but expire.
    Mailbox expireAfter(std::chrono::nanoseconds time) const;
    //! ActorWatcher::highWater() is emitted when \a high messages wait, lowWater() when only \a low
    //! are left.
    Mailbox waterMarks(int high, int low) const;

    //! What kind of mailbox it is.
    Kind kind() const;
    //! -1 for no limit.
    int capacity() const;
    //! What happens to a message that finds it full; matters for Kind::Bounded only.
    Overflow overflow() const;
    //! The name given to named(); empty otherwise.
    QString name() const;
    // For the library.
    const MailboxData &data() const { return *d; }

private:
    Mailbox limited(const void *type, int count, const Excess &excess) const;

    QSharedDataPointer<MailboxData> d;
};

} // namespace Actors
