// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/calls.h>
#include <Actors/Core/cancelable.h>

#include <chrono>
#include <functional>

namespace Actors {

class SchedulerPrivate;

/*!
 * \brief Sends messages and calls functions later.
 *
 * One for each system; all functions are thread-safe. Messages are sent from the thread of their
 * receiver. What a function throws is reported, and a repeated one goes on.
 */
class ACTORS_CORE_EXPORT Scheduler
{
public:
    //! From when an interval is counted.
    enum class Repeat {
        FixedRate, //!< Every interval from the start, whenever the one before has ended.
        FixedDelay, //!< An interval after the one before has ended.
    };

    //! Calls a handler of an actor once, after \a delay; 0 is the next turn.
    template<class T, class F, class... Arguments>
    requires std::is_member_function_pointer_v<F> Cancelable once(std::chrono::nanoseconds delay,
                                                                  const Ref<T> &actor, F handler,
                                                                  Arguments... arguments)
    {
        return schedule(actor, delay, {},
                        [actor, handler, arguments...] { actor.tell(handler, arguments...); });
    }
    //! Sends a value to an actor once.
    template<class T, class Message>
    requires(!std::is_member_function_pointer_v<Message>) Cancelable
        once(std::chrono::nanoseconds delay, const Ref<T> &actor, const Message &message)
    {
        return schedule(actor, delay, {}, [actor, message] { actor.tell(message); });
    }
    //! Calls \a function once in the thread of \a context, unless that is destroyed before.
    Cancelable once(std::chrono::nanoseconds delay, const QObject *context,
                    std::function<void()> function);

    //! Calls a handler of an actor after \a initial and then again and again. At most one of these
    //! messages waits; see missed(). One that waits when this is cancelled is not handled.
    template<class T, class F, class... Arguments>
    requires std::is_member_function_pointer_v<F>
        Cancelable repeat(std::chrono::nanoseconds initial, std::chrono::nanoseconds interval,
                          const Ref<T> &actor, F handler, Arguments... arguments)
    {
        return tick(actor, initial, interval,
                    [actor, handler, arguments...](Internal::TickMark mark) {
                        actor.tick(std::move(mark), handler, arguments...);
                    });
    }
    //! As above, with a value.
    template<class T, class Message>
    requires(!std::is_member_function_pointer_v<Message>) Cancelable
        repeat(std::chrono::nanoseconds initial, std::chrono::nanoseconds interval,
               const Ref<T> &actor, const Message &message)
    {
        return tick(actor, initial, interval, [actor, message](Internal::TickMark mark) {
            actor.tick(std::move(mark), message);
        });
    }
    //! While an actor handles a message that was sent by repeat(): how many before it were left out
    //! because one was still waiting.
    static int missed() { return Internal::TickMark::missed(); }
    //! Calls \a function again and again in the thread of \a context, until that is destroyed.
    Cancelable repeat(std::chrono::nanoseconds initial, std::chrono::nanoseconds interval,
                      Repeat mode, const QObject *context, std::function<void()> function);

    //! Cancels everything, once. What is scheduled afterwards is refused with a warning and a
    //! cancelled handle.
    void close();
    //! Whether close() was called, or the system has closed.
    bool isClosed() const;

    // For the library.
    explicit Scheduler(Internal::Runtime &runtime);
    ~Scheduler();
    Q_DISABLE_COPY_MOVE(Scheduler)

private:
    Cancelable schedule(const ActorRef &actor, std::chrono::nanoseconds initial,
                        std::chrono::nanoseconds interval, std::function<void()> send,
                        std::shared_ptr<Internal::Ticking> ticking = {});
    Cancelable tick(const ActorRef &actor, std::chrono::nanoseconds initial,
                    std::chrono::nanoseconds interval,
                    std::function<void(Internal::TickMark)> send);

    const std::shared_ptr<SchedulerPrivate> d;
};

} // namespace Actors
