// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actortimers.h"

#include "cell/runtime_p.h"

#include <Actors/Core/deadletter.h>
#include <Actors/Core/diagnostics.h>

#include <QHash>

#include <atomic>

namespace Actors {

using namespace Internal;

namespace {

//! One timer; its ticks refer to it, so that they know when they come too late.
class KeyedTimer final : public Appointment, public std::enable_shared_from_this<KeyedTimer>
{
public:
    KeyedTimer(Cell &owner, QString name, ActorTimers::Kind repeat, std::chrono::nanoseconds every,
               std::function<void(QObject *)> handler)
        : cell(owner)
        , key(std::move(name))
        , kind(repeat)
        , interval(every)
        , call(std::move(handler))
        , incarnation(cell.incarnation())
    {
        if (const Ambience *current = sender().ambience)
            ambience.context = current->context;
    }
    ~KeyedTimer() override { end(); }

    void start(std::chrono::nanoseconds initial)
    {
        next = cell.worker().now() + initial;
        cell.worker().insert(*this, next);
    }
    void end()
    {
        ended = true;
        if (isQueued())
            cell.worker().remove(*this);
    }
    void happen() override;

    Cell &cell;
    const QString key;
    const ActorTimers::Kind kind;
    const std::chrono::nanoseconds interval;
    const std::function<void(QObject *)> call;
    const quint32 incarnation;
    Ambience ambience;
    std::chrono::nanoseconds next{0};
    int missed = 0;
    std::atomic<bool> waiting = false; //!< A tick is under way.
    bool ended = false;
};

struct Tick
{
    std::shared_ptr<KeyedTimer> timer;
    bool isHandled = false;

    explicit Tick(std::shared_ptr<KeyedTimer> from)
        : timer(std::move(from))
    {
    }
    Tick(const Tick &other) = default;
    Tick(Tick &&other) = default;
    Tick &operator=(const Tick &other) = delete;
    Tick &operator=(Tick &&other) = delete;
    ~Tick()
    {
        // Lost on its way, in a full mailbox perhaps, and in any thread: the next one may come.
        if (timer && !isHandled)
            timer->waiting = false;
    }

    static void invoke(void *memory, Target &target)
    {
        static_cast<Tick *>(memory)->isHandled = true;
        const std::shared_ptr<KeyedTimer> timer = static_cast<Tick *>(memory)->timer;
        auto &cell = static_cast<Cell &>(target);
        timer->waiting = false;
        if (timer->ended) {
            cell.writeOff(int(timer->incarnation == cell.incarnation()
                                  ? DeadLetter::Reason::Cancelled
                                  : DeadLetter::Reason::IncarnationGone));
            return;
        }
        current = timer.get();
        const auto error = Cell::caught([&] { timer->call(target.object()); });
        current = nullptr;
        if (!timer->ended && timer->kind == ActorTimers::Kind::FixedDelay)
            timer->start(timer->interval);
        timer->missed = 0;
        if (error)
            std::rethrow_exception(error);
    }
    static QString name(const void *memory)
    {
        return memory
            ? QStringLiteral("tick of %1").arg(static_cast<const Tick *>(memory)->timer->key)
            : QStringLiteral("tick");
    }
    static QVariantList variants(const void *memory)
    {
        return {static_cast<const Tick *>(memory)->timer->key};
    }
    static const void *type(const void *memory)
    {
        return static_cast<const Tick *>(memory)->timer.get();
    }
    //! A timer is its actor's own.
    static bool fits(const Incarnation &) { return false; }
    using Functions = MessageFunctions<Tick>;
    static const MessageTable table;
    static thread_local const KeyedTimer *current;
};

thread_local const KeyedTimer *Tick::current = nullptr;

constexpr MessageTable Tick::table{.invoke = &Tick::invoke,
                                   .move = &Functions::move,
                                   .copy = &Functions::copy,
                                   .destroy = &Functions::destroy,
                                   .fail = nullptr,
                                   .route = nullptr,
                                   .name = &Tick::name,
                                   .describe = &Tick::name,
                                   .variants = &Tick::variants,
                                   .value = nullptr,
                                   .type = &Tick::type,
                                   .size = Functions::size(),
                                   .alignment = alignof(Tick),
                                   .kind = MessageKind::Tick,
                                   .traits = PlainMessage,
                                   .fits = &Tick::fits};

void KeyedTimer::happen()
{
    const auto alive = shared_from_this();
    if (kind == ActorTimers::Kind::FixedRate) {
        // Intervals that were slept through are missed, not made up for.
        const auto present = cell.worker().now();
        next += interval;
        if (next <= present) {
            const auto passed = (present - next) / interval + 1;
            missed += int(passed);
            next += interval * passed;
        }
        cell.worker().insert(*this, next);
    }
    if (waiting) {
        ++missed;
        return;
    }
    waiting = true;
    Sender &self = sender();
    Ambience *outer = self.ambience;
    const CellId outerId = self.id;
    self.id = cell.id();
    if (!ambience.context.isEmpty())
        self.ambience = &ambience;
    Outgoing out(cell, &Tick::table);
    new (out.arguments()) Tick(alive);
    out.commit();
    self.ambience = outer;
    self.id = outerId;
}

} // namespace

class ActorTimers::Private
{
public:
    explicit Private(Cell &owner)
        : cell(owner)
    {
    }

    static bool isUsable(const std::unique_ptr<Private> &d, const char *function)
    {
        return d && d->cell.isHere(function);
    }
    void endAll()
    {
        for (const auto &timer : std::exchange(timers, {}))
            timer->end();
    }

    Cell &cell;
    QHash<QString, std::shared_ptr<KeyedTimer>> timers;
};

ActorTimers::ActorTimers() = default;

ActorTimers::ActorTimers(Cell &cell)
    : d(new Private(cell))
{
}

ActorTimers::~ActorTimers()
{
    if (d)
        d->endAll();
}

ActorTimers &ActorTimers::none()
{
    static ActorTimers none;
    return none;
}

void ActorTimers::start(const QString &key, Kind kind, std::chrono::nanoseconds initial,
                        std::chrono::nanoseconds interval, Call call)
{
    if (!Private::isUsable(d, "ActorTimers::start()"))
        return;
    if (initial.count() < 0 || interval.count() < 0
        || (kind == Kind::FixedRate && interval.count() == 0)) {
        report(Diagnostic::NegativeInterval,
               QStringLiteral("timer \"%1\" was not started").arg(key), d->cell.path(),
               QStringLiteral("its interval is %1 ns").arg(std::min(initial, interval).count()),
               QStringLiteral("give it a positive interval"));
        return;
    }
    cancel(key);
    const auto timer = std::make_shared<KeyedTimer>(d->cell, key, kind, interval, std::move(call));
    timer->start(initial);
    d->timers.insert(key, timer);
}

bool ActorTimers::cancel(const QString &key)
{
    if (!Private::isUsable(d, "ActorTimers::cancel()"))
        return false;
    const auto timer = d->timers.take(key);
    if (!timer)
        return false;
    const bool wasActive = timer->isQueued() || timer->waiting;
    timer->end();
    return wasActive;
}

void ActorTimers::cancelAll()
{
    if (Private::isUsable(d, "ActorTimers::cancelAll()"))
        d->endAll();
}

bool ActorTimers::isActive(const QString &key) const
{
    if (!Private::isUsable(d, "ActorTimers::isActive()"))
        return false;
    const auto timer = d->timers.value(key);
    return timer && (timer->isQueued() || timer->waiting);
}

QStringList ActorTimers::keys() const
{
    QStringList keys;
    if (!Private::isUsable(d, "ActorTimers::keys()"))
        return keys;
    for (auto timer = d->timers.cbegin(); timer != d->timers.cend(); ++timer) {
        if (isActive(timer.key()))
            keys.append(timer.key());
    }
    keys.sort();
    return keys;
}

int ActorTimers::missed() const
{
    return Tick::current ? Tick::current->missed : 0;
}

} // namespace Actors
