// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actor.h>
#include <Actors/Core/deadletters.h>
#include <Actors/Core/directoryconfig.h>
#include <Actors/Core/dispatcher.h>
#include <Actors/Core/dispatchermetrics.h>
#include <Actors/Core/eventstream.h>
#include <Actors/Core/mailbox.h>
#include <Actors/Core/props.h>
#include <Actors/Core/protocol.h>
#include <Actors/Core/scheduler.h>
#include <Actors/Core/supervised.h>

#include <QObject>

#include <memory>

namespace Actors {

class Clock;
class Executor;
class Instrumentation;
class Random;
class Timers;
class ActorSystemPrivate;

/*!
 * \brief What an actor system is made with, where the defaults do not fit.
 */
struct ActorSystemOptions
{
    //! For actors that ask for no other.
    Dispatcher dispatcher;
    //! For actors that ask for no other.
    Mailbox mailbox;
    //! How many threads automatic placement may dedicate to single actors; 0 or less for one each
    //! core, at least four.
    int dedicatedThreads = 0;
    //! The event loop of actor threads.
    Dispatcher::EventLoop eventLoop = Dispatcher::EventLoop::Actors;
    //! How long an ask waits.
    std::chrono::nanoseconds askTimeout = std::chrono::seconds(5);
    //! How long a supervisor may think.
    std::chrono::nanoseconds supervisorTimeout = std::chrono::seconds(5);
    //! For top-level actors that bring no strategy.
    SupervisorStrategy topLevelStrategy = SupervisorStrategy::topLevel();
    //! For children that bring no strategy, and whose parent has none.
    SupervisorStrategy childStrategy = SupervisorStrategy::children();
    //! How long the destructor and the end of the application wait for actors to stop.
    std::chrono::nanoseconds shutdownTimeout = std::chrono::seconds(10);
    //! How the directory of addresses is laid out.
    DirectoryConfig directory;
    //! \name Seams
    //! Null for the real ones; must outlive the system.
    //! \{
    Clock *clock = nullptr; //!< Where the time comes from.
    Timers *timers = nullptr; //!< Where alarms come from.
    Random *random = nullptr; //!< Where jitter comes from.
    //! Not null: everything runs in the thread that makes the system, in the order that it chooses.
    std::shared_ptr<Executor> executor;
    //! \}
};

/*!
 * \brief Owns a tree of actors and the threads they run on.
 *
 * Made after QCoreApplication and destroyed before it; several may exist in one process. The
 * destructor stops the actors, children before parents, and waits for them. All functions are
 * thread-safe.
 */
class ACTORS_CORE_EXPORT ActorSystem : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(State state READ state NOTIFY stateChanged)

public:
    //! How far the system has come.
    enum class State {
        Running, //!< Takes new actors.
        Closing, //!< Stops its actors; a spawn is refused.
        Closed, //!< No actor is alive.
    };
    Q_ENUM(State)

    //! Begins at once. Without a QCoreApplication it is closed from the start, with an error in the
    //! log.
    explicit ActorSystem(const QString &name, QObject *parent = nullptr);
    //! As above, where the defaults do not fit.
    ActorSystem(const QString &name, const ActorSystemOptions &options, QObject *parent = nullptr);
    ~ActorSystem() override;

    //! The name given to the constructor.
    QString name() const;
    //! How far the system has come; may be out of date as soon as it returns.
    State state() const;

    /*! \name Actors */
    //! \{
    //! Creates a top-level actor, "/user/name". Refused, the ref is null: see ActorRef::error().
    template<class T, class... Arguments>
    Ref<T> spawn(const QString &name, Arguments &&...arguments)
    {
        return Ref<T>(spawnNamed(Props<T>(std::forward<Arguments>(arguments)...), name));
    }
    //! As spawn(), under a name that the system makes up; it begins with $.
    template<class T, class... Arguments>
    Ref<T> spawnAnonymous(Arguments &&...arguments)
    {
        return Ref<T>(spawnAny(Props<T>(std::forward<Arguments>(arguments)...)));
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
        return Ref<T>(spawnAny(Props<T>(props)));
    }

    /*!
     * Takes an object that knows nothing of actors for one: it is constructed on an actor thread,
     * its public slots and methods are called through tell() and ask(), its signals connected by
     * Actors::connect(), and it is supervised. It has no hooks, no self() and no timers of ours.
     * Deleting itself is a stop.
     */
    template<class T, class... Arguments>
    Ref<T> adopt(const QString &name, Arguments &&...arguments)
    {
        return Ref<T>(adoptNamed(Props<T>(std::forward<Arguments>(arguments)...), name));
    }
    //! As adopt(), with options.
    template<class T>
    Ref<T> adopt(const Props<T> &props, const QString &name)
    {
        return Ref<T>(adoptNamed(props, name));
    }

    //! The living actor at that path, or with that path below /user; null if nobody is there.
    ActorRef lookup(const QString &path) const;
    //! All living actors that are a T, a class or an interface, in the order of their spawning.
    template<class T>
    QList<Ref<T>> findByType() const
    {
        QList<Ref<T>> found;
        if constexpr (std::is_base_of_v<QObject, T>) {
            for (const ActorRef &actor : findByMetaObject(&T::staticMetaObject))
                found.append(Ref<T>(actor));
        } else {
            for (const ActorRef &actor : findByMetaObject(&QObject::staticMetaObject)) {
                if (const Ref<T> typed = actor.as<T>())
                    found.append(typed);
            }
        }
        return found;
    }
    //! The living T that was spawned last; null if there is none.
    template<class T>
    Ref<T> findLastByType() const
    {
        const QList<Ref<T>> found = findByType<T>();
        return found.isEmpty() ? Ref<T>() : found.last();
    }
    //! All living actors whose Definition, or else whose class, has that name.
    QList<ActorRef> findByTypeName(const QString &type) const;
    //! As findByType(), by the class's meta-object.
    QList<ActorRef> findByMetaObject(const QMetaObject *type) const;
    //! The top-level actors.
    QList<ActorRef> topLevelActors() const;
    //! How many actors have not stopped.
    int actorCount() const;
    //! The living tree as text: path, class, state and messages waiting, a line each.
    QString dumpTree() const;
    //! \}

    /*! \name Addresses and protocols */
    //! \{
    /*!
     * Creates an actor that implements the interface I, as \a protocol makes it, and gives it the
     * address of \a definition: actorOf() finds it there.
     *
     * Its path has the type and the address for a name: "/user/Counter-17". A definition without a
     * type takes that of the protocol, one without an address gets a new Uuid7Address. It becomes a
     * child of \a parent, which may be any living actor; null is /user. A \a supervisorName that is
     * not empty was given to registerSupervisor().
     *
     * Refused, the ref is null, as after a spawn: also where a living actor has the address. May be
     * called from any thread.
     */
    template<class I>
    Ref<I> actorFor(const Protocol<I> &protocol, const Definition &definition = Definition(),
                    const ActorRef &parent = ActorRef(), const QString &supervisorName = QString())
    {
        const Definition whole = completed(definition, protocol.type());
        auto props = Props<QObject>::ofBlueprint(protocol.blueprint(whole));
        if (!supervisorName.isEmpty())
            props = props.withSupervisor(supervisorName);
        return Ref<I>(spawnDefined(props, whole, parent));
    }
    //! The living actor with that address, be it of a Definition or ActorRef::address(); null if
    //! there is none.
    ActorRef actorOf(const Address &address) const;
    //! A further reference to \a actor, by another of its interfaces; null if it has not that one.
    template<class I>
    Ref<I> actorProxyFor(const ActorRef &actor) const
    {
        return actor.as<I>();
    }
    //! \}

    /*! \name Facilities */
    //! \{
    //! What was not handled. Belongs to the system.
    DeadLetters *deadLetters() const;
    //! Events for whoever has subscribed. Belongs to the system.
    EventStream *eventStream() const;
    //! Messages and calls at a later time. Belongs to the system.
    Scheduler *scheduler() const;
    //! Sends the message of a dead letter again, if it was kept; false if not.
    bool replay(quint64 letterId, const ActorRef &receiver);
    //! What each dispatcher has done, of those that have threads now.
    QList<DispatcherMetrics> dispatcherMetrics() const;
    //! Where the system takes its time from.
    const Clock &clock() const;
    //! Null for none; must outlive the system or be taken back.
    void setInstrumentation(Instrumentation *instrumentation);
    //! \}

    /*! \name Configuration */
    //! \{
    //! Makes Dispatcher::named(name) mean \a dispatcher; its threads are started when they are
    //! first needed.
    void configureDispatcher(const QString &name, const Dispatcher &dispatcher);
    //! Makes Mailbox::named(name) mean \a mailbox.
    void configureMailbox(const QString &name, const Mailbox &mailbox);
    //! Lets actors be supervised by Props::withSupervisor(name): \a supervisor is a Supervisor.
    void registerSupervisor(const QString &name, const ActorRef &supervisor);
    //! \}

    /*! \name Work that blocks */
    //! \{
    //! Runs \a function on a thread of the system's own pool, where it may block.
    template<class Function>
    auto blocking(Function function)
    {
        using Result = std::invoke_result_t<Function>;
        auto promise = std::make_shared<QPromise<Result>>();
        QFuture<Result> future = promise->future();
        promise->start();
        runBlocking([promise, function = std::move(function)]() mutable {
            if (const auto error = Internal::Cell::caught([&] {
                    if constexpr (std::is_void_v<Result>)
                        function();
                    else
                        promise->addResult(function());
                }))
                promise->setException(error);
            promise->finish();
        });
        return future;
    }
    //! \}

    /*! \name The end */
    //! \{
    /*!
     * Stops all actors, leaf first: those of the application, then the supervisors. The Reply fails
     * with StopTimeout, naming the culprits, if it takes longer than \a timeout (0 or less: as set
     * for the system).
     */
    Reply<void> shutdown(std::chrono::nanoseconds timeout = std::chrono::nanoseconds(0));
    //! Finishes when the system has closed.
    Reply<void> terminated();
    //! Paths of the actors that had not stopped when the time for it was over.
    QStringList culprits() const;
    //! \}

    //! The system's account of its messages at a quiet moment.
    struct Ledger
    {
        quint64 sent = 0; //!< Counted by the senders.
        quint64 handled = 0; //!< Counted by the receivers.
        quint64 dead = 0; //!< Counted by the dead letters.
        quint64 waiting =
            0; //!< Found in rings, mailboxes, stashes, and handlers that have not finished.
        //! Whether every message that was sent is accounted for.
        bool isBalanced() const { return sent == handled + dead + waiting; }
    };
    //! Right only while nothing is sent or handled.
    Ledger ledger() const;
    //! Whether every thread of the system sleeps and nothing is under way.
    bool isQuiet() const;

    // For the library.
    ActorSystemPrivate &priv() const { return *d; }

Q_SIGNALS:
    //! Emitted in the thread of this object.
    void stateChanged(Actors::ActorSystem::State state);
    //! A failure came up to the guardian and has stopped the actor.
    void escalated(const Actors::Failure &failure);

private:
    ActorRef spawnNamed(PropsBase &&props, const QString &name);
    ActorRef spawnAny(PropsBase &&props);
    static Definition completed(const Definition &definition, const QString &type);
    ActorRef spawnDefined(PropsBase props, const Definition &definition, const ActorRef &parent);
    ActorRef adoptNamed(const PropsBase &props, const QString &name);
    void runBlocking(std::function<void()> function);

    const std::unique_ptr<ActorSystemPrivate> d;
};

} // namespace Actors
