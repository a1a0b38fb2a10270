// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "testprobe.h"

#include "testsystem.h"
#include "testsystem_p.h"

#include <Actors/Core/incarnation.h>

#include <deque>
#include <mutex>

namespace Actors::TestKit {

using namespace std::chrono_literals;
using Internal::AnswerRoute;
using Internal::Envelope;
using Internal::MessageKind;

// ---------------------------------------------------------------- messages

class CapturedMessagePrivate
{
public:
    CapturedMessagePrivate(Envelope *captured, ActorRef from)
        : envelope(captured)
        , sender(std::move(from))
    {
    }
    ~CapturedMessagePrivate()
    {
        giveUp();
        Envelope::destroy(envelope);
    }
    Q_DISABLE_COPY_MOVE(CapturedMessagePrivate)

    const Internal::MessageTable &table() const { return *envelope->record.table; }
    AnswerRoute *route() const
    {
        return table().route ? static_cast<AnswerRoute *>(table().route(envelope->arguments()))
                             : nullptr;
    }
    void giveUp()
    {
        if (const AnswerRoute *open = route(); open && *open)
            table().fail(envelope->arguments(),
                         ActorError(ActorError::Code::Cancelled,
                                    QStringLiteral("the probe has not answered"))
                             .toExceptionPtr());
    }

    Envelope *const envelope;
    const ActorRef sender;
};

CapturedMessage::CapturedMessage() = default;
CapturedMessage::~CapturedMessage() = default;
CapturedMessage::CapturedMessage(const CapturedMessage &other) = default;
CapturedMessage &CapturedMessage::operator=(const CapturedMessage &other) = default;

QString CapturedMessage::name() const
{
    return d ? d->table().name(d->envelope->arguments()) : QString();
}

QString CapturedMessage::toString() const
{
    return d ? d->table().describe(d->envelope->arguments()) : QString();
}

QVariantList CapturedMessage::arguments() const
{
    return d && d->table().variants ? d->table().variants(d->envelope->arguments())
                                    : QVariantList();
}

ActorRef CapturedMessage::sender() const
{
    return d ? d->sender : ActorRef();
}

bool CapturedMessage::isAsked() const
{
    const AnswerRoute *route = d ? d->route() : nullptr;
    return route && *route;
}

bool CapturedMessage::isValue(const void *type) const
{
    return d && d->table().kind == MessageKind::Value && d->table().value
        && d->table().type(d->envelope->arguments()) == type;
}

bool CapturedMessage::isCall(const void *type) const
{
    return d && d->table().kind == MessageKind::Call && d->table().value
        && d->table().type(d->envelope->arguments()) == type;
}

const void *CapturedMessage::content() const
{
    return d->table().value(d->envelope->arguments());
}

bool CapturedMessage::canReply(const QtPrivate::QMetaTypeInterface *type,
                               const QtPrivate::QMetaTypeInterface *any) const
{
    return isAsked()
        && (Internal::answerExpects(*d->route(), type)
            || Internal::answerExpects(*d->route(), any));
}

AnswerRoute CapturedMessage::takeRoute() const
{
    return std::exchange(*d->route(), {});
}

bool CapturedMessage::reply() const
{
    if (!canReply(Internal::answerTag<void>(), Internal::answerTag<void>()))
        return isAsked() && reply(QVariant());
    Internal::answerWith<void>(takeRoute());
    return true;
}

bool CapturedMessage::reject(const ActorError &error) const
{
    if (!isAsked())
        return false;
    Internal::answerFailure(takeRoute(), error.toExceptionPtr());
    return true;
}

// ---------------------------------------------------------------- capturing

class ProbeBasePrivate : public std::enable_shared_from_this<ProbeBasePrivate>
{
public:
    explicit ProbeBasePrivate(TestSystem &testSystem)
        : system(testSystem)
        , access(testSystem)
    {
    }

    void capture(Envelope *envelope)
    {
        CapturedMessage message;
        message.d = std::make_shared<CapturedMessagePrivate>(envelope,
                                                             access.actor(envelope->record.sender));
        std::function<ProbeBase::Autopilot(const CapturedMessage &)> flying;
        {
            const std::lock_guard lock(mutex);
            flying = pilot;
        }
        if (flying && flying(message) == ProbeBase::Autopilot::Stop) {
            const std::lock_guard lock(mutex);
            pilot = {};
        }
        {
            const std::lock_guard lock(mutex);
            messages.push_back(std::move(message));
        }
        access.nudge();
    }

    bool hasMessage() const
    {
        const std::lock_guard lock(mutex);
        return !messages.empty();
    }

    //! Waits for the next message; null if none comes.
    CapturedMessage take(std::chrono::nanoseconds timeout)
    {
        const auto has = [this] { return hasMessage(); };
        if (timeout < 0ns) {
            timeout = system.mode() == TestSystem::RealTime ? 3s : 0s;
            if (!deadlines.empty())
                timeout = std::max(0ns, deadlines.back() - system.now());
        }
        if (system.mode() != TestSystem::RealTime)
            system.settle();
        if (!has() && timeout > 0ns)
            system.waitUntil(has, timeout);
        const std::lock_guard lock(mutex);
        if (messages.empty())
            return {};
        last = messages.front();
        messages.pop_front();
        return last;
    }

    void close()
    {
        std::deque<CapturedMessage> left;
        {
            const std::lock_guard lock(mutex);
            left = std::exchange(messages, {});
            pilot = {};
        }
        if (!last.isNull())
            last.d->giveUp();
        last = {};
        ref = {}; // the actor refers to its probe
    }

    TestSystem &system;
    Internal::TestAccess access;
    ActorRef ref;
    mutable std::mutex mutex;
    std::deque<CapturedMessage> messages;
    std::function<ProbeBase::Autopilot(const CapturedMessage &)> pilot;
    CapturedMessage last;
    std::vector<std::chrono::nanoseconds> deadlines;
};

namespace {

class ProbeIncarnation final : public Internal::Incarnation
{
public:
    ProbeIncarnation(std::shared_ptr<ProbeBasePrivate> probe, const QMetaObject *metaObject)
        : m_probe(std::move(probe))
        , m_metaObject(metaObject)
    {
    }

    const QMetaObject *metaObject() const override { return m_metaObject; }
    bool intercept(Internal::Cell &cell, Envelope *envelope) const override
    {
        const MessageKind kind = envelope->record.table->kind;
        if (kind == MessageKind::Call || kind == MessageKind::Value
            || kind == MessageKind::Signal) {
            m_probe->capture(envelope);
            return true;
        }
        envelope->record.table->invoke(envelope->arguments(), cell);
        Envelope::destroy(envelope);
        return true;
    }

private:
    std::shared_ptr<ProbeBasePrivate> m_probe;
    const QMetaObject *m_metaObject;
};

class ProbeBlueprint final : public Internal::Blueprint
{
public:
    ProbeBlueprint(std::shared_ptr<ProbeBasePrivate> probe, const QMetaObject *metaObject)
        : Blueprint(Intercepts)
        , m_incarnation(std::move(probe), metaObject)
    {
    }

    QObject *construct() override { return new QObject; }
    const Internal::Incarnation &incarnation() const override { return m_incarnation; }

private:
    ProbeIncarnation m_incarnation;
};

class ProbeProps final : public PropsBase
{
public:
    explicit ProbeProps(Internal::Blueprint *blueprint)
        : PropsBase(blueprint)
    {
        setDispatcher(Dispatcher::pool());
    }
};

QString textOf(std::chrono::nanoseconds time)
{
    return QStringLiteral("%1 ms").arg(
        double(std::chrono::duration_cast<std::chrono::microseconds>(time).count()) / 1000);
}

} // namespace

ProbeBase::ProbeBase(TestSystem &system, const QMetaObject *metaObject)
    : d(std::make_shared<ProbeBasePrivate>(system))
{
    d->ref = d->access.spawn(ProbeProps(new ProbeBlueprint(d, metaObject)), QString());
    system.beforeClosing([weak = std::weak_ptr(d)] {
        if (const auto probe = weak.lock())
            probe->close();
    });
}

ProbeBase::~ProbeBase() = default;
ProbeBase::ProbeBase(const ProbeBase &other) = default;
ProbeBase &ProbeBase::operator=(const ProbeBase &other) = default;

ActorRef ProbeBase::untyped() const
{
    return d->ref;
}

// ---------------------------------------------------------------- expectations

CapturedMessage ProbeBase::next(const QString &wanted, Duration timeout, Where where)
{
    const auto begin = d->system.now();
    const CapturedMessage message = d->take(timeout);
    if (message.isNull()) {
        failTest(QStringLiteral("expected %1, but no message came within %2 (%3)")
                     .arg(wanted, textOf(d->system.now() - begin), d->system.description()),
                 where);
    }
    return message;
}

void ProbeBase::mismatch(const QString &wanted, const CapturedMessage &came, Where where) const
{
    const QString sender =
        came.sender().isNull() ? QString() : QStringLiteral(" from ") + came.sender().path();
    failTest(QStringLiteral("expected %1, but %2%3 came (%4)")
                 .arg(wanted, came.toString(), sender, d->system.description()),
             where);
}

void *ProbeBase::argumentsOf(const CapturedMessage &message)
{
    return const_cast<void *>(message.content());
}

CapturedMessage ProbeBase::expectAny(Duration timeout, Where where)
{
    return next(QStringLiteral("a message"), timeout, where);
}

void ProbeBase::expectNoMessage(Duration time, Where where)
{
    if (d->system.mode() == TestSystem::RealTime)
        d->system.waitUntil([this] { return d->hasMessage(); }, time);
    else
        d->system.advance(time);
    if (!d->hasMessage())
        return;
    mismatch(QStringLiteral("no message"), d->take(Duration(0)), where);
}

void ProbeBase::expectTerminated(const ActorRef &actor, Duration timeout, Where where)
{
    const QString wanted = QStringLiteral("the end of ") + actor.path();
    const CapturedMessage message = next(wanted, timeout, where);
    if (message.isNull())
        return;
    if (!message.is<ProbedTermination>() || message.value<ProbedTermination>().actor != actor)
        mismatch(wanted, message, where);
}

QList<CapturedMessage> ProbeBase::receiveN(int count, Duration timeout, Where where)
{
    QList<CapturedMessage> messages;
    while (messages.size() < count) {
        const CapturedMessage message = next(
            QStringLiteral("message %1 of %2").arg(messages.size() + 1).arg(count), timeout, where);
        if (message.isNull())
            break;
        messages.append(message);
    }
    return messages;
}

CapturedMessage ProbeBase::fishFor(const std::function<bool(const CapturedMessage &)> &wanted,
                                   Duration timeout, Where where)
{
    const auto end = d->system.now() + std::max(timeout, Duration(0));
    QStringList others;
    for (;;) {
        const CapturedMessage message =
            d->take(timeout < 0ns ? timeout : std::max(Duration(0), end - d->system.now()));
        if (message.isNull())
            break;
        if (wanted(message))
            return message;
        others.append(message.toString());
    }
    failTest(
        QStringLiteral("fished in vain; what came: %1 (%2)")
            .arg(others.isEmpty() ? QStringLiteral("nothing") : others.join(QStringLiteral(", ")),
                 d->system.description()),
        where);
    return {};
}

int ProbeBase::count() const
{
    const std::lock_guard lock(d->mutex);
    return int(d->messages.size());
}

// ---------------------------------------------------------------- answers

CapturedMessage ProbeBase::last() const
{
    return d->last;
}

void ProbeBase::cannotReply(const QString &type, Where where) const
{
    const CapturedMessage message = last();
    failTest(message.isNull() ? QStringLiteral("there is nothing to answer: no message was "
                                               "looked at")
                 : message.isAsked()
                 ? QStringLiteral("%1 does not answer %2").arg(type, message.toString())
                 : QStringLiteral("nobody waits for an answer to %1").arg(message.toString()),
             where);
}

void ProbeBase::reply(Where where)
{
    if (!last().reply())
        cannotReply(QStringLiteral("void"), where);
}

void ProbeBase::reject(const ActorError &error, Where where)
{
    if (!last().reject(error))
        cannotReply(error.text(), where);
}

ActorRef ProbeBase::lastSender() const
{
    return last().sender();
}

void ProbeBase::forward(const ActorRef &receiver, Where where)
{
    const CapturedMessage message = last();
    Envelope *copy = message.isNull() || receiver.isNull() ? nullptr : message.d->envelope->clone();
    if (!copy) {
        failTest(QStringLiteral("there is nothing to forward that can be copied"), where);
        return;
    }
    if (AnswerRoute *route = message.d->route())
        *route = {};
    copy->record.target = receiver.cell();
    copy->record.sender = message.d->envelope->record.sender;
    receiver.cell()->acceptForeign(copy);
}

void ProbeBase::setAutopilot(std::function<Autopilot(const CapturedMessage &message)> pilot)
{
    const std::lock_guard lock(d->mutex);
    d->pilot = std::move(pilot);
}

void ProbeBase::watch(const ActorRef &actor)
{
    if (actor.isNull())
        return;
    const Ref<AnyActor> self(d->ref);
    Internal::Cell *cell = actor.cell();
    cell->perform([cell, self, actor] {
        cell->whenStopped(
            [self, actor](const std::exception_ptr &) { self.tell(ProbedTermination{actor}); });
    });
}

// ---------------------------------------------------------------- within

void ProbeBase::within(Duration duration, const std::function<void()> &block, Where where)
{
    const auto begin = d->system.now();
    auto end = begin + duration;
    if (!d->deadlines.empty())
        end = std::min(end, d->deadlines.back());
    d->deadlines.push_back(end);
    const auto error = Internal::Cell::caught(block);
    d->deadlines.pop_back();
    if (error)
        std::rethrow_exception(error);
    if (d->system.now() > end) {
        failTest(QStringLiteral("the block took %1, but was to end within %2")
                     .arg(textOf(d->system.now() - begin), textOf(end - begin)),
                 where);
    }
}

std::optional<std::chrono::nanoseconds> ProbeBase::remaining() const
{
    if (d->deadlines.empty())
        return std::nullopt;
    return std::max(Duration(0), d->deadlines.back() - d->system.now());
}

} // namespace Actors::TestKit
