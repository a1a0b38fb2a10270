// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "deadletter.h"

#include <QDebug>
#include <QLocale>
#include <QMetaEnum>

namespace Actors {

using namespace Qt::StringLiterals;

class DeadLetterData : public QSharedData
{
public:
    quint64 id = 0;
    quint64 recipientId = 0;
    quint64 count = 1;
    std::chrono::nanoseconds time{};
    DeadLetter::Reason reason = DeadLetter::Reason::ActorStopped;
    QString recipient;
    QString sender;
    QString senderThread;
    QString messageType;
    QByteArray representation;
    QByteArray explanation;
};

namespace {

// The text is kept as UTF-8: most of it is ASCII, so that a letter holds twice as much of it.
QByteArray cut(const QByteArray &utf8)
{
    if (utf8.size() <= DeadLetter::MaximumText)
        return utf8;

    const QByteArray ellipsis = "…"_qba;
    qsizetype end = DeadLetter::MaximumText - ellipsis.size();
    while (end > 0 && (uchar(utf8.at(end)) & 0xC0) == 0x80)
        --end;
    QByteArray result;
    result.reserve(end + ellipsis.size());
    return result.append(utf8.constData(), end).append(ellipsis);
}

// A message may describe itself with megabytes: no more of it is converted than can be kept.
QByteArray cut(const QString &text)
{
    return cut(QStringView(text).left(DeadLetter::MaximumText + 1).toUtf8());
}

} // namespace

DeadLetter::DeadLetter()
    : d(new DeadLetterData)
{
}

DeadLetter::DeadLetter(const DeadLetter &other) = default;
DeadLetter::DeadLetter(DeadLetter &&other) noexcept = default;
DeadLetter &DeadLetter::operator=(const DeadLetter &other) = default;
DeadLetter &DeadLetter::operator=(DeadLetter &&other) noexcept = default;
DeadLetter::~DeadLetter() = default;

quint64 DeadLetter::id() const
{
    return d->id;
}
void DeadLetter::setId(quint64 id)
{
    d->id = id;
}

DeadLetter::Reason DeadLetter::reason() const
{
    return d->reason;
}
void DeadLetter::setReason(Reason reason)
{
    d->reason = reason;
}

QString DeadLetter::recipient() const
{
    return d->recipient;
}
void DeadLetter::setRecipient(const QString &path)
{
    d->recipient = path;
}

quint64 DeadLetter::recipientId() const
{
    return d->recipientId;
}
void DeadLetter::setRecipientId(quint64 id)
{
    d->recipientId = id;
}

QString DeadLetter::sender() const
{
    return d->sender;
}
void DeadLetter::setSender(const QString &path)
{
    d->sender = path;
}

QString DeadLetter::senderThread() const
{
    return d->senderThread;
}
void DeadLetter::setSenderThread(const QString &name)
{
    d->senderThread = name;
}

QString DeadLetter::messageType() const
{
    return d->messageType;
}
void DeadLetter::setMessageType(const QString &type)
{
    d->messageType = type;
}

QString DeadLetter::representation() const
{
    return QString::fromUtf8(d->representation);
}
void DeadLetter::setRepresentation(const QString &text)
{
    d->representation = cut(text);
}
void DeadLetter::setRepresentation(const QByteArray &utf8)
{
    d->representation = cut(utf8);
}

QString DeadLetter::explanation() const
{
    return QString::fromUtf8(d->explanation);
}
void DeadLetter::setExplanation(const QString &text)
{
    d->explanation = cut(text);
}

void DeadLetter::shareTexts(const DeadLetter &other)
{
    for (const auto text : {&DeadLetterData::recipient, &DeadLetterData::sender,
                            &DeadLetterData::senderThread, &DeadLetterData::messageType}) {
        if (other.d.constData()->*text == d.constData()->*text)
            d.data()->*text = other.d.constData()->*text;
    }
    for (const auto text : {&DeadLetterData::representation, &DeadLetterData::explanation}) {
        if (other.d.constData()->*text == d.constData()->*text)
            d.data()->*text = other.d.constData()->*text;
    }
}

std::chrono::nanoseconds DeadLetter::time() const
{
    return d->time;
}
void DeadLetter::setTime(std::chrono::nanoseconds time)
{
    d->time = time;
}

quint64 DeadLetter::count() const
{
    return d->count;
}
void DeadLetter::setCount(quint64 count)
{
    d->count = count;
}

QString DeadLetter::toString() const
{
    const QString recipient = d->recipient.isEmpty() ? u"other actors"_s : d->recipient;
    const QString because = d->explanation.isEmpty() ? meaning(d->reason) : explanation();
    if (isSummary()) {
        return u"and %1 more to %2: %3 (%4)"_s.arg(
            QLocale(QLocale::English).toString(qulonglong(d->count)), recipient, name(d->reason),
            because);
    }

    const QString message = d->representation.isEmpty() ? d->messageType : representation();
    QString from;
    if (!d->sender.isEmpty())
        from = u" from "_s + d->sender;
    else if (!d->senderThread.isEmpty())
        from = u" from thread "_s + d->senderThread;
    // Joined, not filled in with arg(): the message's text may contain "%1".
    return message + u" to "_s + recipient + from + u": "_s + name(d->reason) + u" ("_s + because
        + u')';
}

QString DeadLetter::meaning(Reason reason)
{
    switch (reason) {
    case Reason::ActorStopped:
        return u"the actor has stopped"_s;
    case Reason::NoSuchActor:
        return u"nobody has ever lived at this address"_s;
    case Reason::DroppedOldest:
        return u"pushed out of the full mailbox by a newer message"_s;
    case Reason::DroppedNewest:
        return u"the mailbox was full and keeps what it has"_s;
    case Reason::Rejected:
        return u"the mailbox was full and refused it"_s;
    case Reason::Unhandled:
        return u"the actor has no handler for it"_s;
    case Reason::Expired:
        return u"waited longer than its time to live"_s;
    case Reason::LateReply:
        return u"the answer came after its asker had given up"_s;
    case Reason::StashOverflow:
        return u"the stash was full"_s;
    case Reason::SerializationFailed:
        return u"could not be written for, or read from, another process"_s;
    case Reason::NodeUnreachable:
        return u"the actor's node could not be reached"_s;
    case Reason::SystemClosed:
        return u"the actor system was closing"_s;
    case Reason::HandlerFailed:
        return u"its handler failed"_s;
    case Reason::Coalesced:
        return u"replaced by a newer message that says the same"_s;
    case Reason::Cancelled:
        return u"cancelled before its turn"_s;
    case Reason::MailboxFull:
        return u"no room in the mailbox within the time the sender waited"_s;
    case Reason::IncarnationGone:
        return u"meant for an instance that a restart has replaced"_s;
    case Reason::PlainCall:
        return u"a queued call of Qt to an actor that did not take calls"_s;
    }
    Q_UNREACHABLE();
    return {};
}

QString DeadLetter::name(Reason reason)
{
    return QString::fromLatin1(QMetaEnum::fromType<Reason>().valueToKey(int(reason)));
}

QDebug operator<<(QDebug debug, const DeadLetter &letter)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "DeadLetter(" << letter.toString() << ')';
    return debug;
}

} // namespace Actors
