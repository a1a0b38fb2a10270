// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/calls.h>

#include <QStringList>

#include <chrono>

namespace Actors {

class Actor;

/*!
 * \brief The timers of one actor, each under a key of its own.
 *
 * A tick is a message of the actor: in order with others, one at a time, supervised. At most one
 * tick of a timer waits; those that came meanwhile are counted, see missed(). Starting a key again
 * replaces its timer, and ticks of the old one that still wait are dropped. All end with the actor
 * and at a restart. Belongs to the actor's thread: elsewhere its functions do nothing but report an
 * error.
 */
class ACTORS_CORE_EXPORT ActorTimers
{
public:
    //! Calls \a handler once, after \a delay, with \a arguments.
    template<class T, class R, class... P, class... Arguments>
    void startSingle(const QString &key, std::chrono::nanoseconds delay, R (T::*handler)(P...),
                     Arguments... arguments)
    {
        start(key, Kind::Single, delay, delay, call(handler, std::move(arguments)...));
    }

    //! Calls \a handler every \a interval, counted from the start: late ticks do not shift the next
    //! ones.
    template<class T, class R, class... P, class... Arguments>
    void startPeriodic(const QString &key, std::chrono::nanoseconds interval, R (T::*handler)(P...),
                       Arguments... arguments)
    {
        start(key, Kind::FixedRate, interval, interval, call(handler, std::move(arguments)...));
    }

    //! As startPeriodic(), with the first tick after \a initial.
    template<class T, class R, class... P, class... Arguments>
    void startPeriodic(const QString &key, std::chrono::nanoseconds initial,
                       std::chrono::nanoseconds interval, R (T::*handler)(P...),
                       Arguments... arguments)
    {
        start(key, Kind::FixedRate, initial, interval, call(handler, std::move(arguments)...));
    }

    //! Calls \a handler every \a interval, counted from the end of the handling before.
    template<class T, class R, class... P, class... Arguments>
    void startFixedDelay(const QString &key, std::chrono::nanoseconds interval,
                         R (T::*handler)(P...), Arguments... arguments)
    {
        start(key, Kind::FixedDelay, interval, interval, call(handler, std::move(arguments)...));
    }

    //! Ends the timer \a key; false if there is none.
    bool cancel(const QString &key);
    //! Ends all timers of the actor.
    void cancelAll();
    //! Whether timer \a key runs, or a tick of it waits.
    bool isActive(const QString &key) const;
    //! The keys of the timers that are active, sorted.
    QStringList keys() const;
    //! Inside a tick: how many ticks before it were left out because one was still waiting.
    int missed() const;

    // For the library.
    enum class Kind : quint8 { Single, FixedRate, FixedDelay };
    explicit ActorTimers(Internal::Cell &cell);
    //! Timers of nobody, which are never started.
    static ActorTimers &none();
    ~ActorTimers();
    Q_DISABLE_COPY_MOVE(ActorTimers)

private:
    ActorTimers();

    using Call = std::function<void(QObject *)>;

    template<class T, class R, class... P, class... Arguments>
    static Call call(R (T::*handler)(P...), Arguments... arguments)
    {
        return [handler, arguments...](QObject *object) {
            (static_cast<T *>(object)->*handler)(arguments...);
        };
    }
    void start(const QString &key, Kind kind, std::chrono::nanoseconds initial,
               std::chrono::nanoseconds interval, Call call);

    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace Actors
