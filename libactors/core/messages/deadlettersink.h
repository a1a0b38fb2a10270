// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/deadletter.h>

#include <QString>

#include <memory>

namespace Actors {

class ActorRef;

/*!
 * \brief The message of a dead letter, kept so that it can be sent again.
 *
 * May be used and destroyed in any thread, by one at a time.
 */
class ACTORS_CORE_EXPORT LetterPayload
{
public:
    virtual ~LetterPayload();

    //! About how many bytes of memory it takes; counted against the payload budget.
    virtual qsizetype size() const = 0;

    //! Sends the message to \a recipient as if it were new. False if it takes no such message.
    virtual bool redeliver(const ActorRef &recipient) = 0;

protected:
    LetterPayload() = default;
    Q_DISABLE_COPY_MOVE(LetterPayload)
};

/*!
 * \brief Describes a message that was not handled, when and only if somebody wants to know.
 *
 * It lives on the stack of whoever gives up the message, for the length of DeadLetterSink::add(),
 * which calls each function at most once and none that it can do without: under a flood of letters
 * nothing is written down but what is kept. Calls are made in the thread that called add(), with no
 * lock held.
 *
 * What else a letter learns to say comes as a further virtual function with a default.
 */
class ACTORS_CORE_EXPORT LetterSource
{
public:
    virtual ~LetterSource();

    //! Tells recipients apart; must cost nothing. 0 if there never was one.
    virtual quint64 recipientId() const = 0;

    //! The path that the message was sent to.
    virtual QString recipientPath() const = 0;

    //! Empty if the sender is not an actor.
    virtual QString senderPath() const;

    //! The name of the sending thread, if it is known and the sender is not an actor.
    virtual QString senderThread() const;

    //! The name of the message's type.
    virtual QString typeName() const = 0;

    //! The message as text; only the first DeadLetter::MaximumText bytes are used.
    virtual QString representation() const;

    //! What is known about the cause, for people, such as the recipient's tombstone; may be empty.
    virtual QString explanation() const;

    //! About how many bytes copyPayload() would take. Nothing is copied that has no room.
    virtual qsizetype payloadSize() const;

    //! A copy of the message, or the message itself; null if it can be neither copied nor moved.
    virtual std::shared_ptr<LetterPayload> copyPayload() const;

protected:
    LetterSource() = default;
    Q_DISABLE_COPY_MOVE(LetterSource)
};

/*!
 * \brief Takes the messages that were not handled.
 *
 * The runtime hands over every lost message here, exactly once, from whatever thread it was lost
 * in, with no lock held.
 */
class ACTORS_CORE_EXPORT DeadLetterSink
{
public:
    virtual ~DeadLetterSink();

    //! Takes note of the message that \a source describes. Thread-safe; never fails.
    virtual void add(DeadLetter::Reason reason, const LetterSource &source) = 0;

protected:
    DeadLetterSink() = default;
    Q_DISABLE_COPY_MOVE(DeadLetterSink)
};

} // namespace Actors
