// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "scheduler.h"

#include "cell/runtime_p.h"
#include "refs/relay_p.h"

#include <Actors/Core/diagnostics.h>

#include <mutex>
#include <unordered_set>

namespace Actors {

using namespace Internal;

namespace {

class Task;

} // namespace

class SchedulerPrivate
{
public:
    explicit SchedulerPrivate(Runtime &ofSystem)
        : runtime(ofSystem)
    {
    }

    bool add(const std::shared_ptr<Task> &task);
    void remove(Task *task);

    Runtime &runtime;
    std::mutex mutex;
    std::unordered_map<Task *, std::shared_ptr<Task>> tasks;
    bool closed = false;
};

namespace {

//! Calls what somebody has scheduled; errors are reported, and others go on.
void callGuarded(const std::function<void()> &function)
{
    if (const auto error = Cell::caught(function)) {
        report(Diagnostic::HookThrew, QStringLiteral("a scheduled function failed"), QString(),
               errorFrom(error).text(), QStringLiteral("catch what the function throws"));
    }
}

//! What becomes of a task after its action.
enum class Next {
    Over, //!< Nobody wants it any more.
    Interval, //!< It goes on after the interval.
    Told, //!< It goes on when continueLater() is called.
};

//! Something to be done once or again and again, on one worker's thread.
class Task final : public Cancelable::State,
                   public Appointment,
                   public std::enable_shared_from_this<Task>
{
public:
    Task(std::shared_ptr<SchedulerPrivate> scheduler, Worker &worker,
         std::chrono::nanoseconds interval, Scheduler::Repeat mode,
         std::function<Next(Task &)> action)
        : m_hold(worker.environment().lifetime)
        , m_scheduler(std::move(scheduler))
        , m_worker(worker)
        , m_interval(interval)
        , m_mode(mode)
        , m_action(std::move(action))
    {
        if (const Ambience *current = sender().ambience)
            m_ambience.context = current->context;
    }

    void begin(std::chrono::nanoseconds initial)
    {
        const auto first = m_scheduler->runtime.clock().now() + initial;
        m_worker.call(nullptr, [self = shared_from_this(), first] {
            if (!self->isCancelled())
                self->insert(first);
        });
    }

    void happen() override
    {
        const auto alive = shared_from_this();
        if (isCancelled())
            return;
        Sender &self = sender();
        Ambience *outer =
            std::exchange(self.ambience, m_ambience.context.isEmpty() ? nullptr : &m_ambience);
        Next then = Next::Interval;
        callGuarded([&] { then = m_action(*this); });
        self.ambience = outer;
        if (then == Next::Over || m_interval.count() <= 0 || isCancelled())
            m_scheduler->remove(this);
        else if (then == Next::Interval)
            goOn();
    }

    //! Any thread.
    void continueLater()
    {
        m_worker.call(nullptr, [self = shared_from_this()] {
            if (!self->isCancelled())
                self->goOn();
        });
    }
    bool isRepeated() const { return m_interval.count() > 0; }
    void setTicking(std::shared_ptr<Ticking> ticking) { m_ticking = std::move(ticking); }

protected:
    void cancelled() override
    {
        const auto self = shared_from_this();
        if (m_ticking)
            m_ticking->isCancelled = true;
        m_worker.call(nullptr, [self] {
            if (self->isQueued())
                self->m_worker.remove(*self);
        });
        m_scheduler->remove(this);
    }

private:
    void goOn()
    {
        const auto present = m_worker.now();
        m_due = m_mode == Scheduler::Repeat::FixedRate ? m_due + m_interval : present + m_interval;
        if (m_due <= present)
            m_due += m_interval * ((present - m_due) / m_interval + 1);
        insert(m_due);
    }

    void insert(std::chrono::nanoseconds when)
    {
        m_due = when;
        m_worker.insert(*this, when);
    }

    const Lifetime::Hold m_hold; //!< A Cancelable may be the last that leads to the worker.
    const std::shared_ptr<SchedulerPrivate> m_scheduler;
    Worker &m_worker;
    const std::chrono::nanoseconds m_interval;
    const Scheduler::Repeat m_mode;
    const std::function<Next(Task &)> m_action;
    std::shared_ptr<Ticking> m_ticking; //!< Null for anything but messages of a repetition.
    Ambience m_ambience;
    std::chrono::nanoseconds m_due{0};
};

class Refused final : public Cancelable::State
{
protected:
    void cancelled() override { }
};

Cancelable refused()
{
    auto state = std::make_shared<Refused>();
    state->cancel();
    return Cancelable(state);
}

Cancelable refusedAsClosed()
{
    report(Diagnostic::SpawnDuringShutdown, QStringLiteral("nothing was scheduled"), QString(),
           QStringLiteral("the scheduler is closed, as the system is shutting down"),
           QStringLiteral("schedule before, or not at all"));
    return refused();
}

bool isPossible(std::chrono::nanoseconds initial, std::chrono::nanoseconds interval)
{
    if (initial.count() >= 0 && interval.count() >= 0)
        return true;
    report(Diagnostic::NegativeInterval, QStringLiteral("nothing was scheduled"), QString(),
           QStringLiteral("a delay or interval is below zero"),
           QStringLiteral("0 means the next turn"));
    return false;
}

} // namespace

bool SchedulerPrivate::add(const std::shared_ptr<Task> &task)
{
    const std::lock_guard lock(mutex);
    if (closed)
        return false;
    tasks.emplace(task.get(), task);
    return true;
}

void SchedulerPrivate::remove(Task *task)
{
    std::shared_ptr<Task> last;
    const std::lock_guard lock(mutex);
    if (const auto found = tasks.find(task); found != tasks.end()) {
        last = std::move(found->second);
        tasks.erase(found);
    }
}

Scheduler::Scheduler(Runtime &runtime)
    : d(std::make_shared<SchedulerPrivate>(runtime))
{
}

Scheduler::~Scheduler()
{
    close();
}

Cancelable Scheduler::schedule(const ActorRef &actor, std::chrono::nanoseconds initial,
                               std::chrono::nanoseconds interval, std::function<void()> send,
                               std::shared_ptr<Ticking> ticking)
{
    if (!isPossible(initial, interval) || actor.isNull())
        return refused();
    auto task = std::make_shared<Task>(d, actor.cell()->worker(), interval, Repeat::FixedRate,
                                       [actor, send = std::move(send)](Task &) {
                                           if (actor.isStopped())
                                               return Next::Over;
                                           send();
                                           return Next::Interval;
                                       });
    task->setTicking(std::move(ticking));
    if (!d->add(task))
        return refusedAsClosed();
    task->begin(initial);
    return Cancelable(task);
}

Cancelable Scheduler::tick(const ActorRef &actor, std::chrono::nanoseconds initial,
                           std::chrono::nanoseconds interval, std::function<void(TickMark)> send)
{
    const auto ticking = std::make_shared<Ticking>();
    return schedule(
        actor, initial, interval,
        [ticking, send = std::move(send)] {
            if (ticking->isWaiting.exchange(true))
                ++ticking->missed;
            else
                send(TickMark(ticking));
        },
        ticking);
}

Cancelable Scheduler::once(std::chrono::nanoseconds delay, const QObject *context,
                           std::function<void()> function)
{
    return repeat(delay, {}, Repeat::FixedRate, context, std::move(function));
}

Cancelable Scheduler::repeat(std::chrono::nanoseconds initial, std::chrono::nanoseconds interval,
                             Repeat mode, const QObject *context, std::function<void()> function)
{
    if (!isPossible(initial, interval) || !context)
        return refused();
    const auto relay = Relay::to(const_cast<QObject *>(context));
    auto task = std::make_shared<Task>(d, d->runtime.service(), interval, mode,
                                       [relay, mode, function = std::move(function)](Task &self) {
                                           if (!relay->isConnected())
                                               return Next::Over;
                                           if (mode == Repeat::FixedRate || !self.isRepeated()) {
                                               relay->call([function] { callGuarded(function); });
                                               return Next::Interval;
                                           }
                                           relay->call([function, weak = self.weak_from_this()] {
                                               callGuarded(function);
                                               if (const auto alive = weak.lock())
                                                   alive->continueLater();
                                           });
                                           return Next::Told;
                                       });
    if (!d->add(task))
        return refusedAsClosed();
    task->begin(initial);
    return Cancelable(task);
}

void Scheduler::close()
{
    std::unordered_map<Task *, std::shared_ptr<Task>> tasks;
    {
        const std::lock_guard lock(d->mutex);
        d->closed = true;
        tasks = std::exchange(d->tasks, {});
    }
    for (const auto &[pointer, task] : tasks)
        task->cancel();
}

bool Scheduler::isClosed() const
{
    const std::lock_guard lock(d->mutex);
    return d->closed;
}

} // namespace Actors
