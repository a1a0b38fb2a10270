// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "deadletters.h"

#include <Actors/Core/Clock>
#include <Actors/Core/diagnostics.h>
#include <Actors/Core/logging.h>

#include <QHash>
#include <QLocale>
#include <QMutex>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <exception>
#include <optional>
#include <vector>

namespace Actors {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Reason = DeadLetter::Reason;

namespace {

// Beyond, describing messages would take more time than the program has for its work.
constexpr int DescriptionsPerSecond = 10'000;

constexpr int LeastSummaries = 100;

QString grouped(quint64 number)
{
    return QLocale(QLocale::English).toString(qulonglong(number));
}

//! What a letter with \a reason is worth in the log.
QtMsgType severity(Reason reason)
{
    switch (reason) {
    case Reason::Coalesced:
    case Reason::Cancelled:
        return QtDebugMsg;
    case Reason::DroppedOldest:
    case Reason::DroppedNewest:
    case Reason::Expired:
    case Reason::LateReply:
    case Reason::SystemClosed:
    case Reason::HandlerFailed: // Its failure is logged by supervision.
        return QtInfoMsg;
    case Reason::ActorStopped:
    case Reason::NoSuchActor:
    case Reason::Rejected:
    case Reason::Unhandled:
    case Reason::StashOverflow:
    case Reason::SerializationFailed:
    case Reason::NodeUnreachable:
    case Reason::MailboxFull:
    case Reason::IncarnationGone:
    case Reason::PlainCall:
        return QtWarningMsg;
    }
    Q_UNREACHABLE();
    return QtWarningMsg;
}

constexpr quint32 bit(Reason reason)
{
    return quint32(1) << int(reason);
}

//! Those whose summaries are one.
struct Group
{
    Reason reason;
    quint64 recipientId;
    QString path; // Only where there is no id to tell recipients apart.

    bool operator==(const Group &other) const
    {
        return reason == other.reason && recipientId == other.recipientId && path == other.path;
    }
};

size_t qHash(const Group &group, size_t seed = 0)
{
    return qHashMulti(seed, int(group.reason), group.recipientId, group.path);
}

struct Payload
{
    quint64 id;
    qsizetype size;
    std::shared_ptr<LetterPayload> message;
};

class FunctionListener final : public DeadLetterListener
{
public:
    explicit FunctionListener(std::function<void(const DeadLetter &)> function)
        : m_function(std::move(function))
    {
    }

    void received(const DeadLetter &letter) override { m_function(letter); }

private:
    const std::function<void(const DeadLetter &)> m_function;
};

struct Listener
{
    DeadLetters::ListenerId id;
    std::shared_ptr<DeadLetterListener> listener;
};

using Listeners = std::vector<Listener>;

//! Marks that this thread calls a user's code for \a owner, which may make letters itself.
class UserCode
{
public:
    enum class Kind { Description, Filter, Listener };

    UserCode(const DeadLettersPrivate *owner, Kind kind)
        : m_owner(owner)
        , m_kind(kind)
        , m_outer(innermost)
    {
        innermost = this;
    }
    ~UserCode() { innermost = m_outer; }
    Q_DISABLE_COPY_MOVE(UserCode)

    static bool isRunning(const DeadLettersPrivate *owner)
    {
        for (const UserCode *it = innermost; it; it = it->m_outer) {
            if (it->m_owner == owner)
                return true;
        }
        return false;
    }

    static bool isRunning(const DeadLettersPrivate *owner, Kind kind)
    {
        for (const UserCode *it = innermost; it; it = it->m_outer) {
            if (it->m_owner == owner && it->m_kind == kind)
                return true;
        }
        return false;
    }

private:
    static thread_local const UserCode *innermost;

    const DeadLettersPrivate *const m_owner;
    const Kind m_kind;
    const UserCode *const m_outer;
};

thread_local const UserCode *UserCode::innermost = nullptr;

//! What is to be told to the outside once the lock is released.
struct Announcement
{
    std::vector<DeadLetter> summaries;
    std::optional<DeadLetter> emitted;
    std::optional<DeadLetter> logged;
    quint64 linesHeldBack = 0;
    QtMsgType lineSeverity = QtDebugMsg;
    std::optional<std::chrono::nanoseconds> flushAt;
};

void tellThatItThrew(const char *what)
{
    Internal::report(Diagnostic::DeadLetterListenerThrew, {}, {},
                     what ? QString::fromLocal8Bit(what) : u"It is no std::exception"_s,
                     u"Catch the exception in the listener or filter"_s);
}

//! Calls \a function, which is a user's. Returns whether it came back.
template<typename Function>
bool callGuarded(const Function &function)
{
    try {
        function();
        return true;
    } catch (const std::exception &exception) {
        tellThatItThrew(exception.what());
    } catch (...) {
        tellThatItThrew(nullptr);
    }
    return false;
}

} // namespace

class DeadLettersPrivate
{
public:
    DeadLettersPrivate(DeadLetters *letters, const Clock *c, DeadLetters::ScheduleFlush schedule)
        : q(letters)
        , clock(c ? c : Clock::real())
        , scheduleFlush(std::move(schedule))
        , secondStart(clock.load()->now())
    {
    }

    bool isSecondOver(std::chrono::nanoseconds now) const
    {
        return now - secondStart.load(std::memory_order_relaxed) >= 1s;
    }

    DeadLetter write(Reason reason, quint64 recipientId, const LetterSource &source,
                     std::chrono::nanoseconds now);
    std::shared_ptr<LetterPayload> copyMessage(const LetterSource &source) const;
    bool passesFilter(const DeadLetter &letter) const;

    // With the lock held.
    void startSecond(std::chrono::nanoseconds now, Announcement &out);
    void takeHeldBack(Announcement &out);
    void holdBack(Reason reason, quint64 recipientId, const QString &path,
                  std::chrono::nanoseconds now);
    void askForFlush(Announcement &out);
    void shrink(std::vector<DeadLetter> &garbage, std::vector<Payload> &payloadGarbage);

    void announce(const Announcement &announcement);
    void emitLetter(const DeadLetter &letter, const Listeners *to) const;

    DeadLetters *const q;
    std::atomic<const Clock *> clock;
    const DeadLetters::ScheduleFlush scheduleFlush;

    std::array<std::atomic<quint64>, DeadLetter::ReasonCount> counts{};
    std::atomic<quint32> muted = 0;
    std::atomic<bool> isFiltered = false;
    std::atomic<qsizetype> capacity = 10'000;
    std::atomic<qsizetype> payloadBudget = 0;
    std::atomic<int> emissionLimit = 1'000;
    std::atomic<int> logLimit = 10;

    // Written with the lock held; read without it to save work that would be in vain.
    std::atomic<std::chrono::nanoseconds> secondStart;
    std::atomic<int> described = 0;
    std::atomic<int> emitted = 0;
    std::atomic<int> logged = 0;

    mutable QMutex mutex;
    quint64 lastId = 0;
    std::deque<DeadLetter> ring;
    quint64 pushed = 0;
    quint64 lost = 0;
    std::deque<Payload> payloads;
    qsizetype payloadSize = 0;
    QHash<Group, size_t> heldBackIndex;
    std::vector<DeadLetter> heldBack;
    quint64 linesHeldBack = 0;
    QtMsgType lineSeverity = QtDebugMsg;
    bool isFlushAsked = false;
    std::shared_ptr<const DeadLetters::Filter> filter;
    std::shared_ptr<const Listeners> listeners;
    quint64 lastListener = 0;
};

DeadLetterListener::~DeadLetterListener() = default;

DeadLetter DeadLettersPrivate::write(Reason reason, quint64 recipientId, const LetterSource &source,
                                     std::chrono::nanoseconds now)
{
    static const QByteArray tooMany =
        QByteArrayLiteral("(not described: more than 10,000 dead letters in a second)");
    static const QByteArray thrown = QByteArrayLiteral("(its description threw an exception)");
    static const QByteArray nested = QByteArrayLiteral("(sent while describing a dead letter)");

    DeadLetter letter;
    letter.setReason(reason);
    letter.setTime(now);
    letter.setRecipientId(recipientId);
    letter.setRecipient(source.recipientPath());
    letter.setSender(source.senderPath());
    if (letter.sender().isEmpty())
        letter.setSenderThread(source.senderThread());
    letter.setMessageType(source.typeName());
    if (UserCode::isRunning(this, UserCode::Kind::Description)) {
        letter.setRepresentation(nested);
    } else if (isSecondOver(now)
               || described.fetch_add(1, std::memory_order_relaxed) < DescriptionsPerSecond) {
        const UserCode describing(this, UserCode::Kind::Description);
        try {
            letter.setRepresentation(source.representation());
        } catch (...) {
            letter.setRepresentation(thrown);
        }
        letter.setExplanation(source.explanation());
    } else {
        letter.setRepresentation(tooMany);
    }
    return letter;
}

std::shared_ptr<LetterPayload> DeadLettersPrivate::copyMessage(const LetterSource &source) const
{
    if (UserCode::isRunning(this, UserCode::Kind::Description))
        return {};
    const UserCode copying(this, UserCode::Kind::Description);
    try {
        return source.copyPayload();
    } catch (...) {
        return {}; // A message that cannot be copied cannot be replayed; the letter remains.
    }
}

bool DeadLettersPrivate::passesFilter(const DeadLetter &letter) const
{
    std::shared_ptr<const DeadLetters::Filter> current;
    {
        const QMutexLocker lock(&mutex);
        current = filter;
    }
    if (!current)
        return true;
    const UserCode filtering(this, UserCode::Kind::Filter);
    bool passes = true;
    callGuarded([&] { passes = (*current)(letter); });
    return passes;
}

void DeadLettersPrivate::startSecond(std::chrono::nanoseconds now, Announcement &out)
{
    takeHeldBack(out);
    secondStart.store(now, std::memory_order_relaxed);
    described.store(0, std::memory_order_relaxed);
    emitted.store(0, std::memory_order_relaxed);
    logged.store(0, std::memory_order_relaxed);
}

void DeadLettersPrivate::takeHeldBack(Announcement &out)
{
    out.summaries = std::exchange(heldBack, {});
    heldBackIndex.clear();
    out.linesHeldBack += linesHeldBack;
    out.lineSeverity = std::exchange(lineSeverity, QtDebugMsg);
    linesHeldBack = 0;
}

void DeadLettersPrivate::holdBack(Reason reason, quint64 recipientId, const QString &path,
                                  std::chrono::nanoseconds now)
{
    Group group{reason, recipientId, recipientId ? QString() : path};
    auto it = heldBackIndex.constFind(group);
    QString recipient = path;
    if (it == heldBackIndex.cend()
        && heldBackIndex.size() >= std::max(emissionLimit.load(), LeastSummaries)) {
        group = {reason, 0, {}};
        recipient.clear();
        recipientId = 0;
        it = heldBackIndex.constFind(group);
    }
    if (it != heldBackIndex.cend()) {
        DeadLetter &summary = heldBack[it.value()];
        summary.setCount(summary.count() + 1);
        return;
    }
    DeadLetter summary;
    summary.setReason(reason);
    summary.setRecipient(recipient);
    summary.setRecipientId(recipientId);
    summary.setTime(now);
    heldBackIndex.insert(group, heldBack.size());
    heldBack.push_back(std::move(summary));
}

void DeadLettersPrivate::askForFlush(Announcement &out)
{
    if (isFlushAsked || (heldBack.empty() && linesHeldBack == 0))
        return;
    isFlushAsked = true;
    out.flushAt = secondStart.load(std::memory_order_relaxed) + 1s;
}

void DeadLettersPrivate::shrink(std::vector<DeadLetter> &garbage,
                                std::vector<Payload> &payloadGarbage)
{
    while (qsizetype(ring.size()) > capacity.load(std::memory_order_relaxed)) {
        garbage.push_back(std::move(ring.front()));
        ring.pop_front();
        ++lost;
    }
    const qsizetype budget = payloadBudget.load(std::memory_order_relaxed);
    while (!payloads.empty()
           && (payloadSize > budget || ring.empty() || payloads.front().id < ring.front().id())) {
        payloadSize -= payloads.front().size;
        payloadGarbage.push_back(std::move(payloads.front()));
        payloads.pop_front();
    }
}

void DeadLettersPrivate::announce(const Announcement &announcement)
{
    const UserCode announcing(this, UserCode::Kind::Listener);
    if (!announcement.summaries.empty() || announcement.emitted) {
        std::shared_ptr<const Listeners> to;
        {
            const QMutexLocker lock(&mutex);
            to = listeners;
        }
        for (const DeadLetter &summary : announcement.summaries)
            emitLetter(summary, to.get());
        if (announcement.emitted)
            emitLetter(*announcement.emitted, to.get());
    }
    if (announcement.linesHeldBack > 0) {
        Internal::log(Diagnostic::DeadLetter, announcement.lineSeverity,
                      u"… "_s + grouped(announcement.linesHeldBack) + u" more in 1 s"_s);
    }
    if (announcement.logged) {
        const DeadLetter &letter = *announcement.logged;
        Internal::log(Diagnostic::DeadLetter, severity(letter.reason()), letter.toString());
    }
    if (announcement.flushAt && scheduleFlush)
        scheduleFlush(*announcement.flushAt);
}

void DeadLettersPrivate::emitLetter(const DeadLetter &letter, const Listeners *to) const
{
    callGuarded([&] { Q_EMIT q->received(letter); });
    if (!to)
        return;
    for (const Listener &each : *to)
        callGuarded([&] { each.listener->received(letter); });
}

DeadLetters::DeadLetters(const Clock *clock, ScheduleFlush scheduleFlush, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<DeadLettersPrivate>(this, clock, std::move(scheduleFlush)))
{
}

DeadLetters::~DeadLetters() = default;

quint64 DeadLetters::count() const
{
    quint64 sum = 0;
    for (const std::atomic<quint64> &each : d->counts)
        sum += each.load(std::memory_order_relaxed);
    return sum;
}

quint64 DeadLetters::count(DeadLetter::Reason reason) const
{
    return d->counts[size_t(reason)].load(std::memory_order_relaxed);
}

QList<DeadLetter> DeadLetters::letters() const
{
    // In portions, so that reading ten thousand letters does not hold up those who write.
    constexpr qsizetype portion = 256;
    QList<DeadLetter> result;
    quint64 next = 0;
    quint64 end = 0;
    do {
        const QMutexLocker lock(&d->mutex);
        if (end == 0)
            end = d->pushed;
        const quint64 first = d->pushed - d->ring.size();
        next = std::max(next, first);
        for (qsizetype i = 0; i < portion && next < end; ++i, ++next)
            result.append(d->ring[size_t(next - first)]);
    } while (next < end);
    return result;
}

QList<DeadLetter> DeadLetters::recent(qsizetype n) const
{
    const QMutexLocker lock(&d->mutex);
    const auto size = qsizetype(d->ring.size());
    n = std::clamp<qsizetype>(n, 0, size);
    return QList<DeadLetter>(d->ring.end() - n, d->ring.end());
}

quint64 DeadLetters::lost() const
{
    const QMutexLocker lock(&d->mutex);
    return d->lost;
}

void DeadLetters::clear()
{
    std::deque<DeadLetter> garbage;
    std::deque<Payload> payloadGarbage;
    const QMutexLocker lock(&d->mutex);
    garbage.swap(d->ring);
    payloadGarbage.swap(d->payloads);
    d->payloadSize = 0;
}

qsizetype DeadLetters::capacity() const
{
    return d->capacity;
}

void DeadLetters::setCapacity(qsizetype letters)
{
    std::vector<DeadLetter> garbage;
    std::vector<Payload> payloadGarbage;
    const QMutexLocker lock(&d->mutex);
    d->capacity = std::max<qsizetype>(letters, 0);
    d->shrink(garbage, payloadGarbage);
}

int DeadLetters::emissionLimit() const
{
    return d->emissionLimit;
}

void DeadLetters::setEmissionLimit(int perSecond)
{
    d->emissionLimit = std::max(perSecond, 0);
}

int DeadLetters::logLimit() const
{
    return d->logLimit;
}

void DeadLetters::setLogLimit(int linesPerSecond)
{
    d->logLimit = std::max(linesPerSecond, 0);
}

void DeadLetters::mute(DeadLetter::Reason reason)
{
    d->muted |= bit(reason);
}

void DeadLetters::unmute(DeadLetter::Reason reason)
{
    d->muted &= ~bit(reason);
}

bool DeadLetters::isMuted(DeadLetter::Reason reason) const
{
    return d->muted & bit(reason);
}

void DeadLetters::setFilter(Filter filter)
{
    std::shared_ptr<const Filter> next;
    if (filter)
        next = std::make_shared<const Filter>(std::move(filter));
    const QMutexLocker lock(&d->mutex);
    d->filter.swap(next);
    d->isFiltered = d->filter != nullptr;
}

DeadLetters::ListenerId DeadLetters::addListener(std::shared_ptr<DeadLetterListener> listener)
{
    if (!listener)
        return {};
    std::shared_ptr<const Listeners> before;
    const QMutexLocker lock(&d->mutex);
    auto next = std::make_shared<Listeners>();
    if (d->listeners) {
        for (const Listener &each : *d->listeners) {
            if (each.listener == listener)
                return each.id;
        }
        *next = *d->listeners;
    }
    const auto id = ListenerId(++d->lastListener);
    next->push_back({id, std::move(listener)});
    before = std::exchange(d->listeners, std::move(next));
    return id;
}

DeadLetters::ListenerId
DeadLetters::addListener(std::function<void(const DeadLetter &letter)> listener)
{
    if (!listener)
        return {};
    return addListener(std::make_shared<FunctionListener>(std::move(listener)));
}

bool DeadLetters::removeListener(ListenerId id)
{
    std::shared_ptr<const Listeners> before;
    const QMutexLocker lock(&d->mutex);
    if (!d->listeners)
        return false;
    auto next = std::make_shared<Listeners>(*d->listeners);
    const auto removed = std::erase_if(*next, [id](const Listener &each) { return each.id == id; });
    if (removed == 0)
        return false;
    before = std::exchange(d->listeners, std::move(next));
    return true;
}

qsizetype DeadLetters::payloadBudget() const
{
    return d->payloadBudget;
}

void DeadLetters::setPayloadBudget(qsizetype bytes)
{
    std::vector<DeadLetter> garbage;
    std::vector<Payload> payloadGarbage;
    const QMutexLocker lock(&d->mutex);
    d->payloadBudget = std::max<qsizetype>(bytes, 0);
    d->shrink(garbage, payloadGarbage);
}

qsizetype DeadLetters::payloadSize() const
{
    const QMutexLocker lock(&d->mutex);
    return d->payloadSize;
}

bool DeadLetters::hasPayload(quint64 id) const
{
    const QMutexLocker lock(&d->mutex);
    const auto it = std::lower_bound(d->payloads.begin(), d->payloads.end(), id,
                                     [](const Payload &each, quint64 i) { return each.id < i; });
    return it != d->payloads.end() && it->id == id && it->message;
}

std::shared_ptr<LetterPayload> DeadLetters::takePayload(quint64 id)
{
    const QMutexLocker lock(&d->mutex);
    const auto it = std::lower_bound(d->payloads.begin(), d->payloads.end(), id,
                                     [](const Payload &each, quint64 i) { return each.id < i; });
    if (it == d->payloads.end() || it->id != id)
        return {};
    d->payloadSize -= std::exchange(it->size, 0);
    return std::move(it->message);
}

QString DeadLetters::summary() const
{
    std::vector<std::pair<quint64, Reason>> reasons;
    quint64 sum = 0;
    for (int i = 0; i < DeadLetter::ReasonCount; ++i) {
        const auto reason = Reason(i);
        if (const quint64 n = count(reason)) {
            reasons.emplace_back(n, reason);
            sum += n;
        }
    }
    if (sum == 0)
        return u"no dead letters"_s;

    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    QStringList parts;
    for (const auto &[n, reason] : reasons)
        parts.append(grouped(n) + u' ' + DeadLetter::name(reason));
    return grouped(sum) + (sum == 1 ? u" dead letter: "_s : u" dead letters: "_s)
        + parts.join(u", "_s);
}

void DeadLetters::add(DeadLetter::Reason reason, const LetterSource &source)
{
    d->counts[size_t(reason)].fetch_add(1, std::memory_order_relaxed);

    const std::chrono::nanoseconds now = d->clock.load(std::memory_order_relaxed)->now();
    // A letter that a listener makes would come back to it, and so on without end.
    const bool isNested = UserCode::isRunning(d.get());
    const bool isKept = d->capacity.load(std::memory_order_relaxed) > 0;
    const bool isLogged = Logging::deadLetters().isEnabled(severity(reason));
    bool isAnnounced = !(d->muted.load(std::memory_order_relaxed) & bit(reason));
    const bool mayBeTold = isAnnounced && !isNested
        && (d->isSecondOver(now) || d->emitted.load(std::memory_order_relaxed) < d->emissionLimit
            || (isLogged && d->logged.load(std::memory_order_relaxed) < d->logLimit));
    const bool mustBeFiltered =
        isAnnounced && d->isFiltered && !UserCode::isRunning(d.get(), UserCode::Kind::Filter);

    const quint64 recipientId = source.recipientId();
    std::optional<DeadLetter> letter;
    if (isKept || mayBeTold || mustBeFiltered)
        letter = d->write(reason, recipientId, source, now);
    if (mustBeFiltered)
        isAnnounced = d->passesFilter(*letter);

    QString path;
    if (letter)
        path = letter->recipient();
    else if (isAnnounced)
        path = source.recipientPath();

    std::shared_ptr<LetterPayload> message;
    qsizetype messageSize = 0;
    const qsizetype budget = d->payloadBudget.load(std::memory_order_relaxed);
    if (isKept && budget > 0 && source.payloadSize() <= budget) {
        message = d->copyMessage(source);
        messageSize = message ? std::max<qsizetype>(message->size(), 0) : 0;
    }

    Announcement announcement;
    std::vector<DeadLetter> garbage;
    std::vector<Payload> payloadGarbage;
    {
        const QMutexLocker lock(&d->mutex);
        if (d->isSecondOver(now))
            d->startSecond(now, announcement);

        const quint64 id = ++d->lastId;
        if (letter)
            letter->setId(id);
        if (isKept) {
            if (!d->ring.empty())
                letter->shareTexts(d->ring.back());
            d->ring.push_back(*letter);
            ++d->pushed;
            if (message && messageSize <= budget) {
                d->payloads.push_back({id, messageSize, std::move(message)});
                d->payloadSize += messageSize;
            }
            d->shrink(garbage, payloadGarbage);
        } else {
            ++d->lost;
        }

        if (isAnnounced) {
            if (letter && !isNested && d->emitted < d->emissionLimit) {
                ++d->emitted;
                announcement.emitted = letter;
            } else {
                d->holdBack(reason, recipientId, path, now);
            }
            if (isLogged) {
                if (letter && !isNested && d->logged < d->logLimit) {
                    ++d->logged;
                    announcement.logged = letter;
                } else {
                    ++d->linesHeldBack;
                    if (severity(reason) != QtDebugMsg && d->lineSeverity != QtWarningMsg)
                        d->lineSeverity = severity(reason);
                }
            }
        }
        d->askForFlush(announcement);
    }
    d->announce(announcement);
}

void DeadLetters::flush()
{
    Announcement announcement;
    {
        const std::chrono::nanoseconds now = d->clock.load(std::memory_order_relaxed)->now();
        const QMutexLocker lock(&d->mutex);
        d->isFlushAsked = false;
        if (d->isSecondOver(now))
            d->startSecond(now, announcement);
        d->askForFlush(announcement);
    }
    d->announce(announcement);
}

void DeadLetters::close()
{
    Announcement announcement;
    {
        const QMutexLocker lock(&d->mutex);
        d->takeHeldBack(announcement);
    }
    d->announce(announcement);
    if (count() > 0)
        Internal::log(Diagnostic::DeadLetterSummary, QtInfoMsg, summary());
}

void DeadLetters::detach()
{
    disconnect();
    setFilter({});
    setPayloadBudget(0);
    setCapacity(0);
    std::shared_ptr<const Listeners> before;
    const QMutexLocker lock(&d->mutex);
    before = std::exchange(d->listeners, {});
    d->clock = Clock::real();
    d->secondStart = Clock::real()->now();
}

} // namespace Actors
