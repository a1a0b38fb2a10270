// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/threadworker_p.h"

#if defined(Q_OS_LINUX)
#include "dispatch/eventdispatcher_p.h"
#endif

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QThread>

namespace Actors::Internal {

namespace {

QEvent::Type passType()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

class Thread final : public QThread
{
public:
    explicit Thread(Worker &worker)
        : m_worker(worker)
    {
    }

protected:
    void run() override
    {
        m_worker.own();
        m_worker.enter();
        exec();
        m_worker.leave();
        m_worker.disown();
    }

private:
    Worker &m_worker;
};

} // namespace

// ---------------------------------------------------------------- LoopWorker

class LoopWorker::Receiver final : public QObject
{
public:
    explicit Receiver(LoopWorker &worker)
        : m_worker(&worker)
    {
    }

    bool event(QEvent *event) override
    {
        if (event->type() != passType())
            return QObject::event(event);
        if (!m_worker)
            return true;
        // With the end of a pass everything may go.
        const auto alive = m_worker->weak_from_this().lock();
        ++m_events;
        m_worker->runPass();
        --m_events;
        return true;
    }

    //! Destroys it, when its event is not on the stack any more.
    void discard()
    {
        m_worker = nullptr;
        if (m_events > 0)
            deleteLater();
        else
            delete this;
    }

private:
    LoopWorker *m_worker;
    int m_events = 0;
};

LoopWorker::LoopWorker(const WorkerEnvironment &environment)
    : Worker(environment)
{
}

LoopWorker::~LoopWorker()
{
    delete m_receiver;
}

void LoopWorker::enter()
{
    // The thread may have come to need it before it got to what another thread has asked it for.
    if (m_receiver || state() == Closed)
        return;
    m_isEntered.store(true, std::memory_order_release);
    Worker::enter();
    {
        const std::lock_guard lock(m_mutex);
        m_receiver = new Receiver(*this);
    }
    runPass();
}

void LoopWorker::leave()
{
    if (isGuest() && thread() == QThread::currentThread() && state() != Closed) {
        abandonAppointments();
        while (drain()) { }
    }
    Worker::leave();
    bool wasLeaving = false;
    {
        const std::lock_guard lock(m_mutex);
        if (Receiver *receiver = std::exchange(m_receiver, nullptr))
            receiver->discard();
        wasLeaving = std::exchange(m_isLeaving, false);
        m_hasLeft = true;
    }
    if (wasLeaving)
        m_environment.lifetime.release();
}

void LoopWorker::leaveSoon()
{
    const std::lock_guard lock(m_mutex);
    if (m_hasLeft)
        return;
    m_environment.lifetime.hold();
    m_isLeaving = true;
    wake();
}

bool LoopWorker::isLeaving()
{
    const std::lock_guard lock(m_mutex);
    return m_isLeaving;
}

void LoopWorker::runPass()
{
    if (state() == Closed)
        return;
    // Asked before: what was sent until it was to leave is handled then.
    const bool leaves = isLeaving() && !isDraining();
    // A kick of an earlier claim: what it is about was found before it came.
    if (state() == Asleep && !hasWork() && !leaves)
        return;
    setAwake();
    if (drain()) {
        const std::lock_guard lock(m_mutex);
        if (m_receiver)
            QCoreApplication::postEvent(m_receiver, new QEvent(passType()), Qt::LowEventPriority);
        return;
    }
    if (leaves) {
        leave();
        return;
    }
    setAsleep();
    if (hasWork() && claimWakeUp())
        kick();
}

void LoopWorker::kick() noexcept
{
    const std::lock_guard lock(m_mutex);
    wake();
}

void LoopWorker::wake()
{
    if (m_waits) {
        m_wasKicked = true;
        m_kicked.notify_one();
    } else if (m_receiver) {
        QCoreApplication::postEvent(m_receiver, new QEvent(passType()));
    }
}

bool LoopWorker::mayWait() const
{
    return QThread::currentThread()->loopLevel() == 0;
}

bool LoopWorker::serve(const std::function<bool()> &isDone,
                       std::optional<std::chrono::nanoseconds> until)
{
    const auto alive = weak_from_this().lock();
    for (;;) {
        if (state() == Closed)
            return isDone();
        const bool leaves = isLeaving() && !isDraining();
        setAwake();
        const bool more = drain();
        const auto due = expireDue();
        if (isDone()) {
            // What comes from now on must find the event loop again.
            runPass();
            return true;
        }
        const auto present = now();
        if (until && present >= *until) {
            runPass();
            return false;
        }
        if (more)
            continue;
        if (leaves) {
            leave();
            continue;
        }
        setAsleep();
        if (hasWork())
            continue;
        std::unique_lock lock(m_mutex);
        if (m_isLeaving && !isDraining())
            continue;
        m_waits = true;
        std::optional<std::chrono::nanoseconds> end = until;
        if (due && (!end || *due < *end))
            end = due;
        const auto kicked = [this] { return std::exchange(m_wasKicked, false); };
        if (state() == Asleep) {
            if (end)
                m_kicked.wait_for(lock, std::max(*end - present, std::chrono::nanoseconds(1)),
                                  kicked);
            else
                m_kicked.wait(lock, kicked);
        }
        m_waits = false;
        m_wasKicked = false;
    }
}

// ---------------------------------------------------------------- DispatcherWorker

DispatcherWorker::DispatcherWorker(const WorkerEnvironment &environment)
    : Worker(environment)
{
    m_drainsBeforeSleep = true;
}

#if defined(Q_OS_LINUX)
EventDispatcher *DispatcherWorker::createDispatcher()
{
    auto *dispatcher = new EventDispatcher(this);
    m_dispatcher = dispatcher;
    return dispatcher;
}

void DispatcherWorker::kick() noexcept
{
    const std::lock_guard lock(m_mutex);
    if (m_dispatcher)
        m_dispatcher->kick();
}

void DispatcherWorker::leave()
{
    Worker::leave();
    const std::lock_guard lock(m_mutex);
    m_dispatcher = nullptr;
}
#endif

// ---------------------------------------------------------------- ActorThread

ActorThread::ActorThread(const WorkerEnvironment &environment, const QString &name,
                         Dispatcher::EventLoop loop)
{
#if defined(Q_OS_LINUX)
    if (loop == Dispatcher::EventLoop::Actors) {
        auto worker = std::make_unique<DispatcherWorker>(environment);
        EventDispatcher *dispatcher = worker->createDispatcher();
        m_worker = std::move(worker);
        m_thread = std::make_unique<Thread>(*m_worker);
        m_thread->setEventDispatcher(dispatcher);
    }
#endif
    if (!m_thread) {
        m_worker = std::make_unique<LoopWorker>(environment);
        m_thread = std::make_unique<Thread>(*m_worker);
    }
    m_worker->setName(name);
    m_worker->setThread(m_thread.get());
    m_thread->setObjectName(name);
    m_thread->start();
}

ActorThread::~ActorThread()
{
    end();
}

void ActorThread::end()
{
    if (!m_thread)
        return;
    finish();
    m_thread->wait();
    m_worker->setThread(nullptr);
    m_thread.reset();
}

void ActorThread::finish()
{
    m_worker->call(nullptr, [thread = m_thread.get()] { thread->quit(); });
}

bool ActorThread::join(std::chrono::milliseconds time)
{
    return !m_thread
        || m_thread->wait(time.count() < 0 ? QDeadlineTimer(QDeadlineTimer::Forever)
                                           : QDeadlineTimer(time));
}

bool ActorThread::isFinished() const
{
    return !m_thread || m_thread->isFinished();
}

} // namespace Actors::Internal
