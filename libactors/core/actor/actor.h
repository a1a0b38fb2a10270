// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/actortimers.h>
#include <Actors/Core/behavior.h>
#include <Actors/Core/failure.h>
#include <Actors/Core/props.h>
#include <Actors/Core/supervisorstrategy.h>
#include <Actors/Core/terminated.h>

#include <QFuture>
#include <QLoggingCategory>
#include <QObject>

#include <memory>

namespace Actors {

class ActorSystem;

/*!
 * \brief The way to answer a request later: keeps the request open until it is resolved or
 * rejected.
 *
 * Movable; may be used from any thread. The first call of resolve() or reject() counts. Dropped
 * without either, the asker is told so.
 */
template<class T>
class Deferred
{
public:
    Deferred() = default;
    // For the library.
    explicit Deferred(Internal::AnswerRoute route)
        : m_route(route)
    {
    }
    Deferred(Deferred &&other) noexcept
        : m_route(std::exchange(other.m_route, {}))
    {
    }
    Deferred &operator=(Deferred &&other) noexcept
    {
        std::swap(m_route, other.m_route);
        return *this;
    }
    ~Deferred()
    {
        if (m_route)
            reject(
                ActorError(ActorError::Code::Cancelled, QStringLiteral("the answer was given up")));
    }
    Q_DISABLE_COPY(Deferred)

    //! Answers. Nothing happens if nobody asked, or there was an answer already.
    template<class... Value>
    void resolve(Value &&...value)
    {
        const auto route = std::exchange(m_route, {});
        if (!route)
            return;
        if constexpr (std::is_void_v<T>)
            Internal::answerWith<void>(route);
        else
            Internal::answerChecked(route, T(std::forward<Value>(value)...));
    }
    //! Fails the ask with \a error. Nothing happens if nobody asked, or there was an answer
    //! already.
    void reject(const ActorError &error) { reject(error.toExceptionPtr()); }
    //! As above, with any exception.
    void reject(const std::exception_ptr &error)
    {
        Internal::answerFailure(std::exchange(m_route, {}), error);
    }
    //! Whether somebody waits for the answer.
    bool isWanted() const { return bool(m_route); }

private:
    Internal::AnswerRoute m_route;
};

/*!
 * \brief The base class of actors: an ordinary QObject that is reached only through its address.
 *
 * Constructed, used and destroyed on its own actor thread, so that timers, sockets and children
 * made inside belong there. Its handlers, the public member functions that others call through
 * tell() and ask(), run one at a time. All protected functions must be called on that thread; they
 * work from the first line of the constructor.
 *
 * An actor that was made without spawn has no address: self() is null, and each such call warns
 * once.
 *
 * Plain Qt inside of an actor stays Qt's. A queued call of Qt to the actor object runs when its
 * turn comes, is counted by ActorRef::plainCallCount(), and becomes a dead letter (PlainCall) while
 * the actor is suspended or once it is stopped. What such a call, a timer or a socket of the actor
 * throws is a failure of the actor, and so is what slots of its child objects throw when a timer, a
 * socket or a queued call has come to them: the owner is found by the QObject parents. On a thread
 * with the library's event loop the same holds for other events, and for objects without a parent
 * if the actor is the only one there; where nobody can be found, an error is logged. Elsewhere, on
 * the GUI thread or with Dispatcher::EventLoop::Qt, such an exception ends the application as
 * always in Qt: catch it, or use guard().
 */
class ACTORS_CORE_EXPORT Actor : public QObject
{
    Q_OBJECT

public:
    //! Where the actor is in its life.
    enum class Phase { Starting, Running, Stopping };
    Q_ENUM(Phase)

    Actor();
    ~Actor() override;

    //! As stop(): the object is deleted when the actor has stopped.
    void deleteLater();
    //! Refused with a warning: an actor stays on its thread.
    bool moveToThread(QThread *thread);
    //! Refused with a warning: an actor has no QObject parent.
    void setParent(QObject *parent);

    //! The actor whose code runs on this thread, or null.
    static ActorRef current();

    /*!
     * What the actor shows of itself, by name: its stored properties, unless overridden. Called as
     * a message, so it is consistent.
     */
    Q_INVOKABLE virtual QVariantMap observableState() const;
    //! A copy of the state, to be given to restoreSnapshot(); invalid unless overridden.
    Q_INVOKABLE virtual QVariant stateSnapshot() const;
    //! Takes over what stateSnapshot() gave; does nothing unless overridden.
    Q_INVOKABLE virtual void restoreSnapshot(const QVariant &snapshot);

protected:
    /*! \name Hooks
     * What leaves a hook as an exception: of beforeStart() and afterRestart() a failure of the
     * actor, of the others a warning in the log. A hook that must wait calls hold().
     */
    //! \{
    //! Before the first message.
    virtual void beforeStart();
    //! Before the children are stopped; no message is handled any more.
    virtual void beforeStop();
    //! After the children have stopped, before the object is deleted.
    virtual void afterStop();
    //! On the old object; calls beforeStop() unless overridden.
    virtual void beforeRestart(const Failure &failure);
    //! On the new object; calls beforeStart() unless overridden.
    virtual void afterRestart(const Failure &failure);
    //! On the same object, before it goes on after a failure.
    virtual void beforeResume(const Failure &failure);
    //! What is decided about a failed child before anybody else is asked; nothing for no opinion.
    virtual std::optional<Directive> onChildFailure(const ActorRef &child, const Failure &failure);
    //! For children that bring no strategy of their own.
    virtual SupervisorStrategy supervisorStrategy() const;
    //! A watched actor has stopped.
    virtual void onTerminated(const Terminated &terminated);
    //! No message came for the time set by setReceiveTimeout().
    virtual void onReceiveTimeout();
    //! A value came that nobody handles; it becomes a dead letter after this.
    virtual void unhandled(const QVariant &message);
    //! \}

    /*! \name The actor and its kin */
    //! \{
    //! The address of this actor; null if it was made without spawn.
    ActorRef self() const;
    //! As self(), typed; the actor must be a T.
    template<class T>
    Ref<T> self() const
    {
        return Ref<T>(self());
    }
    //! Who sent the message that is handled; null if it was no actor.
    ActorRef currentSender() const;
    //! The actor that spawned this one; null for a top-level actor.
    ActorRef parentActor() const;
    //! The children that have not stopped, in the order of their spawning.
    QList<ActorRef> childActors() const;
    //! The child of that name; null if there is none.
    ActorRef childActor(const QString &name) const;
    //! The system that this actor belongs to; null if it was made without spawn.
    ActorSystem *system() const;
    //! Where the actor is in its life.
    Phase phase() const;
    //! What travels with the message that is handled, and with all that is sent while it is.
    ExecutionContext &executionContext() const;
    //! The category of the class, "actors.user.Class"; stream path() where it matters which actor
    //! writes.
    const QLoggingCategory &log() const;
    //! The dynamic part of the path, for log lines.
    QString path() const { return self().path(); }
    //! \}

    /*! \name Children */
    //! \{
    //! Creates a child. Refused, the ref is null: see ActorRef::error().
    template<class T, class... Arguments>
    Ref<T> spawn(const QString &name, Arguments &&...arguments)
    {
        return Ref<T>(spawnChild(Props<T>(std::forward<Arguments>(arguments)...), name));
    }
    //! As spawn(), under a name that the system makes up; it begins with $.
    template<class T, class... Arguments>
    Ref<T> spawnAnonymous(Arguments &&...arguments)
    {
        return Ref<T>(spawnChild(Props<T>(std::forward<Arguments>(arguments)...), QString()));
    }
    //! As spawn(), with options.
    template<class T>
    Ref<T> spawn(const Props<T> &props, const QString &name)
    {
        return Ref<T>(spawnNamed(Props<T>(props), name));
    }
    //! As spawnAnonymous(), with options.
    template<class T>
    Ref<T> spawn(const Props<T> &props)
    {
        return Ref<T>(spawnChild(Props<T>(props), QString()));
    }
    //! Stops a child; a null Reply if it is none of this actor's.
    Reply<void> stopChild(const ActorRef &child);
    //! As above, by the name of the child.
    Reply<void> stopChild(const QString &name);
    //! Stops all children, without waiting for them.
    void stopAllChildren();
    //! Restarts a child as if it had failed; a warning and false if it is none of this actor's.
    bool restartChild(const ActorRef &child);
    //! \}

    /*! \name The message that is handled */
    //! \{
    //! Answers the ask that is handled. The first answer counts; nothing happens if nobody asked.
    template<class T>
    void reply(T &&value)
    {
        if (const auto route = takeRoute())
            Internal::answerChecked(route, std::forward<T>(value));
    }
    //! Lets the ask that is handled be answered later.
    template<class T>
    Deferred<T> deferReply()
    {
        return Deferred<T>(takeRoute());
    }
    /*!
     * Sends the message that is handled on, with its sender and its asker, who is answered by the
     * receiver.
     *
     * An actor of another class is sent a value as by ActorRef::tell(QVariant); the call of a
     * method that it does not have is Unhandled. A handler that takes its arguments by value needs
     * Props::withStash(); without it the actor fails.
     */
    void forward(const ActorRef &receiver);
    //! Puts the message that is handled aside, to be handled again as it was sent; false if the
    //! stash is full or it was put aside already. An ask stays open until then: neither reply() nor
    //! what the handler returns answers it. A handler that takes its arguments by value needs
    //! Props::withStash(); without it, or if they cannot be copied, the actor fails.
    bool stash();
    //! Puts all messages that were put aside back before the others, in their order.
    void unstashAll();
    //! Puts back the \a count oldest.
    void unstash(int count);
    //! How many messages are put aside.
    int stashSize() const;
    //! Whether somebody has asked this handler to end early.
    bool isInterruptionRequested() const;
    //! \}

    /*! \name Behaviour */
    //! \{
    //! From the next message on, values are handled by \a behavior; receive() is asked for what it
    //! does not handle.
    void become(const Behavior &behavior);
    //! As become(), keeping the one before for unbecome().
    void becomeStacked(const Behavior &behavior);
    //! Goes back to the behaviour before, at last to receive().
    void unbecome();
    //! \}

    /*! \name Time */
    //! \{
    //! The timers of this actor; they end with it and at a restart.
    ActorTimers &timers();
    //! Calls onReceiveTimeout() when no message came for \a time; 0 ends it.
    void setReceiveTimeout(std::chrono::nanoseconds time);
    //! \}

    /*! \name Death watch */
    //! \{
    //! Calls onTerminated() once when \a actor has stopped, also if it has already.
    void watch(const ActorRef &actor);
    //! As watch(), with a message of one's own in place of onTerminated().
    template<class T, class Message>
    void watch(const ActorRef &actor, const Message &message)
    {
        watchWith(actor, [self = self<T>(), message] { self.tell(message); });
    }
    //! Takes watch() and link() back; a notice that is on its way is dropped.
    void unwatch(const ActorRef &actor);
    //! As watch(): when \a actor stops and onTerminated() is not overridden, this actor fails.
    void link(const ActorRef &actor);
    //! \}

    /*! \name The life of the actor */
    //! \{
    //! Stops this actor after the message that is handled.
    void stop();
    //! Fails as if \a error had been thrown by the handler.
    void fail(const ActorError &error);
    //! The step of the life that is under way waits until \a future is finished; its failure is
    //! that of the step.
    template<class T>
    void hold(const QFuture<T> &future)
    {
        beginHold();
        auto *watcher = new QFutureWatcher<T>(this);
        QObject::connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
            watcher->deleteLater();
            endHold(Internal::errorOf(watcher->future()));
        });
        watcher->setFuture(future);
    }
    //! As above, for a Reply.
    template<class T>
    void hold(Reply<T> reply)
    {
        beginHold();
        reply.whenFinished([this, alive = QPointer<QObject>(this)](Internal::ReplyCore &finished) {
            if (alive)
                endHold(finished.error());
        });
    }
    //! Runs \a function and takes what it throws for a failure of this actor: for slots of child
    //! objects.
    template<class F>
    void guard(F function)
    {
        if (const auto error = Internal::Cell::caught([&function] { function(); }))
            failWith(error);
    }
    //! \}

    /*! \name Work elsewhere */
    //! \{
    //! Calls \a handler as a message of this actor with the value of \a future, unless it was
    //! restarted meanwhile. A failed future fails the actor: pipeTo() tells it instead.
    template<class T, class A, class R, class P>
    void pipeToSelf(const QFuture<T> &future, R (A::*handler)(P))
    {
        auto *watcher = new QFutureWatcher<T>(this);
        QObject::connect(watcher, &QFutureWatcherBase::finished, this,
                         [this, watcher, handler, target = self<A>()] {
                             watcher->deleteLater();
                             if (const auto error = Internal::errorOf(watcher->future()))
                                 failWith(error);
                             else
                                 target.tell(handler, watcher->future().result());
                         });
        watcher->setFuture(future);
    }
    //! As above, for a Reply.
    template<class T, class A, class R, class P>
    void pipeToSelf(Reply<T> reply, R (A::*handler)(P))
    {
        std::move(reply)
            .then(
                this,
                [handler, target = self<A>()](T value) { target.tell(handler, std::move(value)); })
            .onFailed(this, [this](const std::exception_ptr &error) { failWith(error); });
    }
    //! \}

    //! Catches what queued calls and events throw; an override calls it for what it does not
    //! handle.
    bool event(QEvent *event) override;

private:
    friend class Internal::HookedIncarnation;
    friend class ActorSystem;

    ActorRef spawnChild(PropsBase &&props, const QString &name);
    ActorRef spawnNamed(PropsBase &&props, const QString &name);
    Internal::AnswerRoute takeRoute();
    void watchWith(const ActorRef &actor, std::function<void()> notify);
    void beginHold();
    void endHold(const std::exception_ptr &error);
    void failWith(const std::exception_ptr &error);
    Internal::Cell *cell(const char *function) const;

    Internal::Cell *const m_cell;
    std::unique_ptr<QObject> m_guard; //!< Catches what slots of child objects throw.
    bool m_deathPact = false; //!< Linked to the actor that onTerminated() is told about.
};

} // namespace Actors
