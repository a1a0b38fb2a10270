// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QByteArray>
#include <QMetaType>
#include <QObject>
#include <QSharedDataPointer>
#include <QString>

#include <chrono>

QT_BEGIN_NAMESPACE
class QDebug;
QT_END_NAMESPACE

namespace Actors {

class DeadLetterData;

/*!
 * \brief What is left of a message that was not handled.
 *
 * A message ends handled, answered, or as a dead letter; a letter says which message it was, whose
 * it was, for whom, and why it was not handled. It is small on purpose: it holds names and at most
 * MaximumText bytes of the message's text, never the message itself, so that thousands can be kept.
 *
 * A letter is an implicitly shared value. Different copies may be used in different threads.
 */
class ACTORS_CORE_EXPORT DeadLetter
{
    Q_GADGET
    Q_PROPERTY(quint64 id READ id)
    Q_PROPERTY(Reason reason READ reason)
    Q_PROPERTY(QString recipient READ recipient)
    Q_PROPERTY(quint64 recipientId READ recipientId)
    Q_PROPERTY(QString sender READ sender)
    Q_PROPERTY(QString senderThread READ senderThread)
    Q_PROPERTY(QString messageType READ messageType)
    Q_PROPERTY(QString representation READ representation)
    Q_PROPERTY(QString explanation READ explanation)
    Q_PROPERTY(std::chrono::nanoseconds time READ time)
    Q_PROPERTY(quint64 count READ count)

public:
    //! Why a message was not handled.
    enum class Reason {
        ActorStopped, //!< The recipient has stopped, or stopped while the message was waiting.
        NoSuchActor, //!< Nobody has ever lived at the address.
        DroppedOldest, //!< Pushed out of a full mailbox by a newer message.
        DroppedNewest, //!< Came to a full mailbox that keeps what it has.
        Rejected, //!< Refused by a full mailbox that tells its senders so.
        Unhandled, //!< The recipient has no handler for this type, or said that it does not want
                   //!< it.
        Expired, //!< Waited longer than its time to live.
        LateReply, //!< An answer that came after its asker had given up.
        StashOverflow, //!< The recipient put aside more messages than its stash holds.
        SerializationFailed, //!< Could not be written for, or read from, another process.
        NodeUnreachable, //!< The recipient's node could not be reached.
        SystemClosed, //!< The actor system was closing or closed.
        HandlerFailed, //!< Its handler failed; the failure went to the supervisor.
        Coalesced, //!< Replaced in the mailbox by a newer message that says the same.
        Cancelled, //!< A tick whose timer, or an ask whose asker, was cancelled before its turn.
        MailboxFull, //!< No room within the time that its sender was willing to wait.
        IncarnationGone, //!< Meant for an instance of the actor that a restart has replaced.
        PlainCall, //!< A queued call of Qt to an actor that was suspended or had stopped.
    };
    Q_ENUM(Reason)

    //! The number of reasons.
    static constexpr int ReasonCount = int(Reason::PlainCall) + 1;

    //! The most that a letter keeps of the message's text, and of the explanation, in bytes of
    //! UTF-8.
    static constexpr qsizetype MaximumText = 256;

    //! An empty letter, with id 0 and count 1.
    DeadLetter();
    DeadLetter(const DeadLetter &other);
    DeadLetter(DeadLetter &&other) noexcept;
    DeadLetter &operator=(const DeadLetter &other);
    DeadLetter &operator=(DeadLetter &&other) noexcept;
    ~DeadLetter();

    //! Exchanges this letter with \a other. Never fails.
    void swap(DeadLetter &other) noexcept { d.swap(other.d); }

    //! The number of this letter in its actor system, from 1 on; 0 for a summary.
    quint64 id() const;
    //! Sets id().
    void setId(quint64 id);

    //! Why the message was not handled.
    Reason reason() const;
    //! Sets reason().
    void setReason(Reason reason);

    //! The path of the actor that the message was for; empty in a summary about many actors.
    QString recipient() const;
    //! Sets recipient().
    void setRecipient(const QString &path);

    //! Tells apart actors that had the same path one after the other; 0 if nobody ever had it.
    quint64 recipientId() const;
    //! Sets recipientId().
    void setRecipientId(quint64 id);

    //! The path of the actor that sent the message; empty if it was not sent by an actor.
    QString sender() const;
    //! Sets sender().
    void setSender(const QString &path);

    //! The name of the thread that sent the message, known if the message was lost as it was sent;
    //! empty if it was sent by an actor.
    QString senderThread() const;
    //! Sets senderThread().
    void setSenderThread(const QString &name);

    //! The name of the message's type, or of the method it calls.
    QString messageType() const;
    //! Sets messageType().
    void setMessageType(const QString &type);

    /*!
     * The message as text, cut to MaximumText bytes; a cut text ends with "…".
     *
     * While letters come in so fast that writing them down would cost too much, it says that
     * instead.
     */
    QString representation() const;
    //! Sets representation(); cuts \a text to MaximumText bytes.
    void setRepresentation(const QString &text);

    //! As above, for text that is UTF-8 already; shared with \a utf8 where it needs no cut.
    void setRepresentation(const QByteArray &utf8);

    //! What is known about this case, such as "stopped 0.4 s ago by its parent"; may be empty.
    QString explanation() const;
    //! Sets explanation(); cuts \a text to MaximumText bytes.
    void setExplanation(const QString &text);

    //! When the message died, on the clock of its actor system.
    std::chrono::nanoseconds time() const;
    //! Sets time().
    void setTime(std::chrono::nanoseconds time);

    //! 1, or how many letters a summary stands for.
    quint64 count() const;
    //! Sets count().
    void setCount(quint64 count);

    //! Has the texts that are equal to those of \a other share their memory: letters come in floods
    //! that differ in little.
    void shareTexts(const DeadLetter &other);

    //! Whether this stands for letters that were not announced one by one ("and N more").
    bool isSummary() const { return id() == 0; }

    //! One line for people: message, recipient, sender and cause.
    QString toString() const;

    //! What \a reason means, in words for people.
    static QString meaning(Reason reason);

    //! The name of \a reason as it is in the source, such as "ActorStopped".
    static QString name(Reason reason);

private:
    QSharedDataPointer<DeadLetterData> d;
};

//! Writes DeadLetter::toString().
ACTORS_CORE_EXPORT QDebug operator<<(QDebug debug, const DeadLetter &letter);

} // namespace Actors

Q_DECLARE_SHARED(Actors::DeadLetter)
Q_DECLARE_METATYPE(Actors::DeadLetter)
