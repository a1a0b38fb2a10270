// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/eventdispatcher_p.h"
#include "dispatch/messagesource_p.h"
#include "seams/monotonic_p.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLoggingCategory>
#include <QPointer>
#include <QScopeGuard>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace Actors::Internal {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

Q_LOGGING_CATEGORY(lcDispatch, "actors.core.dispatch")

constexpr nanoseconds Never = SpinGovernor::Forever;

// A pass that looks for messages and drains them again and again ends after so many drains.
constexpr int MostDrainsInAPass = 64;
// Where there are descriptors to poll, they are polled that often; a look costs a fiftieth of it.
constexpr std::chrono::microseconds LongestWithoutPoll{20};
// Messages get as much time before the next timer.
constexpr std::chrono::microseconds ShortestDrain{20};

constexpr std::array<short, 3> EventsByType = {POLLIN, POLLOUT, POLLPRI};
constexpr std::array<const char *, 3> NamesByType = {"Read", "Write", "Exception"};
// The operating system reports these two whether they are asked for or not.
constexpr short EventsForAllTypes = POLLHUP | POLLERR;

constexpr size_t indexOf(QSocketNotifier::Type type)
{
    static_assert(QSocketNotifier::Read == 0 && QSocketNotifier::Exception == 2);
    return size_t(type);
}

QEvent::Type typeOfDeliverMessages()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

} // namespace

struct EventDispatcher::Pass
{
    enum class Mailboxes {
        Drained, //!< Nothing is known to be left.
        WorkLeft, //!< The source has used up its budget.
        LookedLong, //!< Nothing is left, and nothing came while the thread looked.
    };

    const QEventLoop::ProcessEventsFlags flags;
    bool hasHandled = false; //!< Something a caller of processEvents() may have waited for.
    bool hasDelivered = false;
    Mailboxes mailboxes = Mailboxes::Drained;

    bool withTimers() const { return !flags.testFlag(QEventLoop::X11ExcludeTimers); }
    bool withNotifiers() const { return !flags.testFlag(QEventLoop::ExcludeSocketNotifiers); }
    //! Called by QEventLoop::exec(), which ends by interrupt() and never waits for a result.
    bool isExec() const { return flags.testFlag(QEventLoop::EventLoopExec); }
    bool mayWait() const { return flags.testFlag(QEventLoop::WaitForMoreEvents); }
};

class EventDispatcher::DeliverMessages : public QEvent
{
public:
    explicit DeliverMessages(Pass &thePass)
        : QEvent(typeOfDeliverMessages())
        , pass(thePass)
    {
    }

    Pass &pass;
};

EventDispatcher::EventDispatcher(MessageSource *source, QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_source(source)
    , m_eventFd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , m_pollFds{{m_eventFd, POLLIN, 0}}
{
    Q_ASSERT(m_source);
    if (m_eventFd < 0)
        qFatal("An event dispatcher cannot be made without a descriptor: %s", std::strerror(errno));
}

EventDispatcher::~EventDispatcher()
{
    countAs(Counted::Asleep);
    ::close(m_eventFd);
}

void EventDispatcher::closingDown()
{
    countAs(Counted::Asleep);
}

void EventDispatcher::countAs(Counted counted)
{
    if (std::exchange(m_counted, counted) == counted)
        return;
    if (counted == Counted::Awake)
        SpinGovernor::threadAwoke();
    else
        SpinGovernor::threadWentToSleep();
}

void EventDispatcher::kick() noexcept
{
    m_kicks.fetch_add(1, std::memory_order_relaxed);
    const quint64 one = 1;
    while (::write(m_eventFd, &one, sizeof one) < 0 && errno == EINTR) { }
}

void EventDispatcher::wakeUp()
{
    // One order with setAsleep() and the look that the owner takes after it: see sleep().
    m_wakeUp.store(true, std::memory_order_seq_cst);
    if (m_source->claimWakeUp())
        kick();
}

void EventDispatcher::interrupt()
{
    m_interrupted.store(true, std::memory_order_relaxed);
    wakeUp();
}

bool EventDispatcher::takeWakeUp()
{
    return isWoken() && m_wakeUp.exchange(false, std::memory_order_seq_cst);
}

EventDispatcher::Counters EventDispatcher::counters() const noexcept
{
    return {m_sleeps.load(std::memory_order_relaxed), m_kicks.load(std::memory_order_relaxed),
            m_lateKicks.load(std::memory_order_relaxed)};
}

template<class Send>
void EventDispatcher::guarded(QObject *receiver, Send send)
{
    const QPointer<QObject> alive(receiver);
    try {
        send();
    } catch (...) {
        m_source->caught(alive, std::current_exception());
    }
}

bool EventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    Pass pass{flags};
    // A pass inside of a pass that was interrupted must not swallow the interruption: the outer
    // loop would block although it was told to quit.
    const bool outerIsInterrupted =
        m_interrupted.exchange(false, std::memory_order_relaxed) && m_passes > 0;
    ++m_passes;
    const auto leave = qScopeGuard([&] {
        --m_passes;
        if (outerIsInterrupted)
            m_interrupted.store(true, std::memory_order_relaxed);
    });
    countAs(Counted::Awake);

    Q_EMIT awake();
    // Taken before the events are sent: one that is posted meanwhile starts another pass.
    pass.hasHandled = takeWakeUp();
    // What was posted after an event that throws is sent in the next pass: Qt sees to it.
    guarded(nullptr, [] { QCoreApplication::sendPostedEvents(); });
    if (m_source->hasWork())
        deliverMessages(pass);

    bool blocks = false;
    if (pass.mailboxes == Pass::Mailboxes::LookedLong) {
        blocks = true;
    } else if (pass.mayWait() && pass.mailboxes == Pass::Mailboxes::Drained && !isWoken()
               && !isInterrupted()) {
        Q_EMIT aboutToBlock();
        // Whoever calls this function in a loop of his own wants to look at what was handled.
        blocks = (pass.isExec() || !pass.hasHandled) && !isWoken()
            && lookForWork(pass) == SpinGovernor::Found::Nothing;
    }
    if (isInterrupted())
        return pass.hasHandled;

    if (blocks)
        sleep(pass);
    else
        poll(pass);
    if (pass.withNotifiers())
        pass.hasHandled |= activateNotifiers();
    if (pass.withTimers())
        pass.hasHandled |= activateTimers();
    return pass.hasHandled || isWoken() || m_source->hasWork();
}

void EventDispatcher::deliverMessages(Pass &pass)
{
    pass.hasHandled = true;
    // An event to itself, because Qt tells by the depth of event deliveries in which loop an
    // object was deleted later: without it, one that a handler in a nested loop of a slot deletes
    // would stay alive until that loop ends.
    DeliverMessages event(pass);
    QCoreApplication::sendEvent(this, &event);
    if (!pass.hasDelivered) // no application any more, or it filters
        handleMessages(pass);
}

bool EventDispatcher::event(QEvent *event)
{
    if (event->type() != typeOfDeliverMessages())
        return QAbstractEventDispatcher::event(event);
    handleMessages(static_cast<DeliverMessages *>(event)->pass);
    return true;
}

void EventDispatcher::handleMessages(Pass &pass)
{
    pass.hasDelivered = true;
    nanoseconds now = monotonicNow();
    const bool polls = pass.withNotifiers() && !m_notifiers.empty();
    const nanoseconds end = polls ? now + LongestWithoutPoll : Never;
    for (int drains = 1;; ++drains) {
        const nanoseconds left = std::min(end, nextDue(pass)) - now;
        if (m_source->drain(std::max<nanoseconds>(left, ShortestDrain))) {
            pass.mailboxes = Pass::Mailboxes::WorkLeft;
            return;
        }
        // Two threads that talk to each other need not go the whole way for each message.
        if (!pass.isExec() || !pass.mayWait() || isWoken() || isInterrupted()
            || drains == MostDrainsInAPass)
            return;
        const nanoseconds next = std::min(end, nextDue(pass));
        if (next != Never) {
            now = monotonicNow();
            if (next <= now)
                return;
        }
        Q_EMIT aboutToBlock();
        if (lookForWork(pass) == SpinGovernor::Found::Nothing) {
            pass.mailboxes = Pass::Mailboxes::LookedLong;
            return;
        }
        if (isWoken() || !m_source->hasWork())
            return;
        Q_EMIT awake();
    }
}

SpinGovernor::Found EventDispatcher::lookForWork(const Pass &pass)
{
    const nanoseconds due = nextDue(pass);
    if (due != Never && due <= monotonicNow())
        return SpinGovernor::Found::Nothing;
    return m_governor.wait([this] { return m_source->hasWork() || isWoken(); }, due);
}

nanoseconds EventDispatcher::nextDue(const Pass &pass) const
{
    return pass.withTimers() ? m_timers.nextDue() : Never;
}

/*
 * A sender publishes and then looks whether this thread sleeps; this thread says that it sleeps
 * and then looks whether something was published. In one total order, so that not both miss.
 */
void EventDispatcher::sleep(const Pass &pass)
{
    const nanoseconds due = nextDue(pass);
    const nanoseconds start = monotonicNow();
    if (due <= start) {
        poll(pass);
        return;
    }

    m_source->setAsleep();
    const auto rise = qScopeGuard([this] { m_source->setAwake(); });
    if (m_source->hasWork() || m_wakeUp.load(std::memory_order_seq_cst))
        return;

    countAs(Counted::Asleep);
    m_sleeps.fetch_add(1, std::memory_order_relaxed);
    nanoseconds now = start;
    std::vector<pollfd> &fds = pollFds();
    const nfds_t count = pass.withNotifiers() ? fds.size() : 1;
    int ready = 0;
    bool kicked = false;
    bool staysAsleep = false;
    do {
        const nanoseconds left = std::max(due - now, nanoseconds::zero());
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        const timespec timeout{time_t(seconds.count()), long((left - seconds).count())};
        ready = ::ppoll(fds.data(), count, due == Never ? nullptr : &timeout, nullptr);
        now = monotonicNow();
        kicked = ready > 0 && fds.front().revents != 0;
        staysAsleep = ready < 0 && errno == EINTR;
        if (kicked) {
            readKicks();
            // Of an earlier claim: what it is about was found before it came.
            staysAsleep = ready == 1 && !m_source->isClaimed();
            if (staysAsleep)
                m_lateKicks.fetch_add(1, std::memory_order_relaxed);
        }
    } while (staysAsleep);
    if (ready < 0)
        qCWarning(lcDispatch, "ppoll: %s", std::strerror(errno));
    countAs(Counted::Awake);

    m_governor.slept(now - start,
                     kicked ? SpinGovernor::WokenBy::Sender : SpinGovernor::WokenBy::Other);
    if (ready > 0 && count > 1)
        collectReadyNotifiers();
}

void EventDispatcher::readKicks() noexcept
{
    quint64 kicks = 0;
    while (::read(m_eventFd, &kicks, sizeof kicks) < 0 && errno == EINTR) { }
}

void EventDispatcher::poll(const Pass &pass)
{
    if (!pass.withNotifiers() || m_notifiers.empty())
        return;
    // Without the event descriptor: the thread is awake, a kick that came late is read when it
    // sleeps.
    std::vector<pollfd> &fds = pollFds();
    const timespec none{};
    int ready = 0;
    do
        ready = ::ppoll(fds.data() + 1, fds.size() - 1, &none, nullptr);
    while (ready < 0 && errno == EINTR);
    if (ready > 0)
        collectReadyNotifiers();
}

std::vector<pollfd> &EventDispatcher::pollFds()
{
    if (!std::exchange(m_pollFdsAreCurrent, true)) {
        m_pollFds.resize(1);
        for (const auto &[socket, notifiers] : m_notifiers)
            m_pollFds.push_back({socket, notifiers.events(), 0});
    }
    return m_pollFds;
}

bool EventDispatcher::NotifiersOfSocket::isEmpty() const
{
    return std::all_of(byType.begin(), byType.end(), [](auto *notifier) { return !notifier; });
}

short EventDispatcher::NotifiersOfSocket::events() const
{
    short result = 0;
    for (size_t i = 0; i < byType.size(); ++i) {
        if (byType[i])
            result = short(result | EventsByType[i]);
    }
    return result;
}

void EventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    if (notifier->thread() != thread() || thread() != QThread::currentThread()) {
        qCWarning(lcDispatch,
                  "QSocketNotifier: Socket notifiers cannot be enabled or disabled "
                  "from another thread");
        return;
    }
    const int socket = int(notifier->socket());
    QSocketNotifier *&slot = m_notifiers[socket].byType[indexOf(notifier->type())];
    if (slot && slot != notifier) {
        qCWarning(lcDispatch, "Multiple socket notifiers for same socket %d and type %s", socket,
                  NamesByType[indexOf(notifier->type())]);
    }
    slot = notifier;
    m_pollFdsAreCurrent = false;
}

void EventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    std::erase(m_readyNotifiers, notifier);
    const auto it = m_notifiers.find(int(notifier->socket()));
    if (it == m_notifiers.end())
        return;
    QSocketNotifier *&slot = it->second.byType[indexOf(notifier->type())];
    if (slot != notifier)
        return;
    slot = nullptr;
    if (it->second.isEmpty())
        m_notifiers.erase(it);
    m_pollFdsAreCurrent = false;
}

/*
 * All that is ready is noted before the first notifier is activated, because what that one does
 * may change the descriptors, or start a nested loop, which takes over what is left.
 */
void EventDispatcher::collectReadyNotifiers()
{
    std::vector<int> invalid;
    const auto alreadyReady = qsizetype(m_readyNotifiers.size()); // of an outer loop
    for (size_t i = 1; i < m_pollFds.size(); ++i) {
        const pollfd &fd = m_pollFds[i];
        if (fd.revents == 0)
            continue;
        if (fd.revents & POLLNVAL) {
            invalid.push_back(fd.fd);
            continue;
        }
        const auto it = m_notifiers.find(fd.fd);
        if (it == m_notifiers.end())
            continue;
        for (size_t type = 0; type < EventsByType.size(); ++type) {
            QSocketNotifier *const notifier = it->second.byType[type];
            if (notifier && (fd.revents & (EventsByType[type] | EventsForAllTypes))
                && !isAmongFirstReady(alreadyReady, notifier))
                m_readyNotifiers.push_back(notifier);
        }
    }
    for (const int socket : invalid)
        disable(socket);
}

bool EventDispatcher::isAmongFirstReady(qsizetype count, const QSocketNotifier *notifier) const
{
    const auto end = m_readyNotifiers.begin() + count;
    return std::find(m_readyNotifiers.begin(), end, notifier) != end;
}

void EventDispatcher::disable(int socket)
{
    const auto it = m_notifiers.find(socket);
    if (it == m_notifiers.end())
        return;
    const auto notifiers = it->second.byType;
    for (QSocketNotifier *notifier : notifiers) {
        if (!notifier)
            continue;
        qCWarning(lcDispatch, "QSocketNotifier: Invalid socket %d with type %s, disabling...",
                  socket, NamesByType[indexOf(notifier->type())]);
        notifier->setEnabled(false);
    }
}

bool EventDispatcher::activateNotifiers()
{
    bool activated = false;
    while (!m_readyNotifiers.empty()) {
        QSocketNotifier *const notifier = m_readyNotifiers.front();
        m_readyNotifiers.pop_front();
        QEvent event(QEvent::SockAct);
        guarded(notifier, [&] { QCoreApplication::sendEvent(notifier, &event); });
        activated = true;
    }
    return activated;
}

void EventDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType,
                                    QObject *object)
{
    if (timerId < 1 || interval < 0 || !object) {
        qCWarning(lcDispatch, "QObject::startTimer: Timers cannot have negative intervals");
        return;
    }
    if (object->thread() != thread() || thread() != QThread::currentThread()) {
        qCWarning(lcDispatch, "QObject::startTimer: Timers cannot be started from another thread");
        return;
    }
    m_timers.start(timerId, milliseconds(interval), timerType, object, monotonicNow());
}

bool EventDispatcher::unregisterTimer(int timerId)
{
    return m_timers.stop(timerId);
}

bool EventDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.stopAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EventDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EventDispatcher::remainingTime(int timerId)
{
    const auto remaining = m_timers.remaining(timerId, monotonicNow());
    return remaining ? int(remaining->count()) : -1;
}

bool EventDispatcher::activateTimers()
{
    if (m_timers.isEmpty())
        return false;
    bool activated = false;
    nanoseconds now = monotonicNow();
    TimerQueue::Turn turn(m_timers, now);
    while (const auto activation = turn.next(now)) {
        const auto finish = qScopeGuard([&] { m_timers.finished(*activation); });
        QTimerEvent event(activation->timerId);
        guarded(activation->object,
                [&] { QCoreApplication::sendEvent(activation->object, &event); });
        // As in Qt, one that fires in every pass is no reason to end a wait.
        activated |= activation->interval.count() > 0;
    }
    return activated;
}

} // namespace Actors::Internal
