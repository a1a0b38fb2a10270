// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/incarnation.h>
#include <Actors/Core/kin.h>
#include <Actors/Core/memorypool.h>
#include <Actors/Core/transport.h>

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace Actors {

class DeadLetter;

namespace Internal {

class Attachment;
class Cell;
class GuardedQueue;
class Runtime;
struct FailureRecord;
struct SpawnOptions;

//! Told that something asked for has come about, or by an error that it will not.
using Completion = std::function<void(const std::exception_ptr &error)>;

//! How many references there are; costs no atomic operation while they belong to one thread.
class ReferenceCount
{
public:
    enum class Users : quint8 {
        One,
        Many, //!< From now on, as the thread that was alone with it knows.
    };

    explicit ReferenceCount(quint32 count) noexcept
        : m_count(count)
    {
    }
    //! Nobody counts any more.
    void reset() noexcept { m_count.store(0, std::memory_order_relaxed); }
    //! Returns how many there are then.
    quint32 add(qint32 change, Users users) noexcept
    {
        if (users == Users::Many) [[unlikely]]
            return m_count.fetch_add(quint32(change), std::memory_order_acq_rel) + quint32(change);
        const quint32 count = m_count.load(std::memory_order_relaxed) + quint32(change);
        m_count.store(count, std::memory_order_relaxed);
        return count;
    }

private:
    std::atomic<quint32> m_count;
};

//! Made when it is first needed, by the thread that it belongs to; others may look meanwhile.
template<class T>
class MadeLate
{
public:
    MadeLate() = default;
    ~MadeLate() { reset(); }
    Q_DISABLE_COPY_MOVE(MadeLate)
    explicit operator bool() const noexcept { return get(); }
    T *operator->() const noexcept { return get(); }
    T &operator*() const noexcept { return *get(); }
    void make() { m_object.store(new T, std::memory_order_release); }
    //! Nobody looks any more.
    void reset() noexcept
    {
        if (T *object = get()) {
            m_object.store(nullptr, std::memory_order_relaxed);
            delete object;
        }
    }

private:
    T *get() const noexcept { return m_object.load(std::memory_order_acquire); }
    std::atomic<T *> m_object = nullptr;
};

/*!
 * \brief The control block of an actor: everything about it that survives a restart.
 *
 * Outlives the actor as long as there is a reference. Unless said otherwise its functions belong to
 * the actor's thread.
 */
class ACTORS_CORE_EXPORT Cell final : public Target
{
public:
    enum class State : quint8 {
        Starting, //!< Not yet constructed, or what beforeStart() waits for has not finished.
        Running,
        Restarting,
        Stopping,
        Stopped,
    };

    //! Why an actor handles no messages for a time.
    enum class Cause : quint8 {
        Failure, //!< It has failed, and its supervisor has not decided.
        Ancestor, //!< An actor above it has failed.
        User, //!< ActorRef::suspend().
        Inspector,
    };

    //! What a restart does, as its supervisor wants it.
    struct Restart
    {
        std::chrono::nanoseconds delay{0};
        enum class Object : quint8 { New, Same } object = Object::New;
        enum class Children : quint8 { Stop, Keep } children = Children::Stop;
        std::shared_ptr<FailureRecord> failure;
    };

    //! \name Any thread
    //! \{
    void retain() noexcept { m_references->fetch_add(1, std::memory_order_relaxed); }
    void release() noexcept
    {
        if (m_references->fetch_sub(1, std::memory_order_acq_rel) == 1)
            lastReferenceGone();
    }
    //! As retain() and release(), for the replies that belong to its thread: they share the
    //! reference of the life, which goes when that is over and they are gone. For other threads
    //! only once users() says so.
    void retainForReply() noexcept { m_sharers.add(1, users()); }
    void releaseForReply() noexcept
    {
        if (m_sharers.add(-1, users()) == LifeIsOver) [[unlikely]]
            release();
    }
    //! Of the count of what belongs to its thread. Once that has left the cell, whoever sends there
    //! refuses what comes, and lets go of what that leads to.
    ReferenceCount::Users users() const noexcept
    {
        return inlet().state() == Inlet::Closed ? ReferenceCount::Users::Many
                                                : ReferenceCount::Users::One;
    }
    //! Any thread: does something on the actor's thread that may free this cell, be it the last one
    //! there.
    void performLast(std::function<void()> step);
    Runtime &runtime() const noexcept;
    Cell *parent() const noexcept
    {
        return hasName() ? parentOfNamed() : reinterpret_cast<Cell *>(m_lineage);
    }
    State state() const noexcept { return m_state.load(std::memory_order_acquire); }
    bool isStopped() const noexcept { return state() == State::Stopped; }
    bool isSuspended() const noexcept { return m_suspended.load(std::memory_order_relaxed); }
    //! Whether it is suspended because it, or one above it, has failed.
    bool hasFailed() const noexcept;
    QString name() const { return nameOf(givenName(), m_id); }
    //! Null if the system made the name up.
    QString givenName() const { return hasName() ? kin().name().toString() : QString(); }
    bool hasName() const noexcept { return m_lineage & 1; }
    //! The same until it is freed. For cells that have a name.
    const Kin &kin() const noexcept { return *reinterpret_cast<const Kin *>(m_lineage - 1); }
    static QString nameOf(const QString &given, CellId id);
    QString path() const;
    const char *className() const noexcept
    {
        return m_blueprint ? kind().metaObject()->className() : "";
    }
    Blueprint *blueprint() const noexcept { return m_blueprint; }
    quint32 incarnation() const noexcept { return m_incarnation.load(std::memory_order_relaxed); }
    quint64 failures() const noexcept;
    quint64 restarts() const noexcept;
    quint64 plainCalls() const noexcept;
    GuardedQueue *guardedQueue() const noexcept;
    //! Messages that wait, the running one excluded; exact for guarded mailboxes.
    quint64 depth() const;
    //! How long the message that has waited longest has done so; zero if none waits.
    std::chrono::nanoseconds age() const;
    //! As depth(), for an observer of many actors who has found what was published for this one.
    quint64 depth(const Backlog &published) const;
    //! When the message that has waited longest was sent, in microseconds; as above.
    std::optional<quint32> oldestStamp(Backlog published) const;
    //! Messages that wait here, not in a ring: held, stashed, or with a handler that has not
    //! finished.
    quint64 waiting() const noexcept;
    Fate accept(Envelope *envelope) override;
    //! Whether messages with that table can be handled by its class. Any thread.
    bool handles(const MessageTable &table) const;
    //! As accept(), for a message that was made for another actor: one that this class does not
    //! handle is refused as Unhandled.
    Fate acceptForeign(Envelope *envelope);

    Worker &worker() const noexcept;
    //! Does something on the actor's thread, before its next message and never within a handler of
    //! it.
    void perform(std::function<void()> step);
    void stop(const QString &cause);
    //! As stop(), by the actor's own word.
    void stopItself();
    //! Whether the calling thread is the actor's; else \a function is reported as called from
    //! elsewhere.
    bool isHere(const char *function) const;
    //! \}

    //! \name The life of the actor
    //! \{
    //! Any thread: has construct() called, if it was given no options.
    void sendConstruction();
    void construct();
    void overtaken() override;
    void beginStop(const QString &cause);
    void suspend(Cause cause);
    void resume(Cause cause);
    void restart(Restart plan);
    void resumeAfterFailure(const std::shared_ptr<FailureRecord> &failure);
    //! The actor has failed outside of a message: in a hook, a child's slot, by its own word.
    void fail(const std::exception_ptr &error);
    void fail(const std::shared_ptr<FailureRecord> &failure);
    //! Puts off the step of the lifecycle that is under way until release() of the hold is called.
    void hold();
    void releaseHold(const std::exception_ptr &error);
    void whenStarted(Completion completion);
    void whenStopped(Completion completion);
    //! When the failure that comes now has been decided: at once if the actor goes on, else when it
    //! has stopped.
    void whenDecided(Completion completion);
    //! The failure after which it was stopped; null if it was stopped without one.
    std::exception_ptr stopError() const;
    //! Any thread: from now on messages are dead letters.
    void closeGate() noexcept { m_gate.store(Gate::Closed, std::memory_order_release); }
    //! What \a code throws.
    static std::exception_ptr caught(const std::function<void()> &code);
    //! Calls the actor's own code outside of a message; what it throws is returned.
    std::exception_ptr call(const std::function<void()> &code);
    void logHook(const char *hook, const std::exception_ptr &error) const;
    //! From now on messages that fail are kept until it is decided whether they are handled again.
    void expectRedelivery();
    //! The failed message will not be delivered again.
    void giveUpCopy(FailureRecord &failure);
    std::shared_ptr<const SpawnOptions> options() const;
    void setOptions(std::shared_ptr<const SpawnOptions> options);
    //! Counts the actors of the system in the order of their spawning.
    quint64 birth() const noexcept;
    void requestInterruption() noexcept
    {
        m_interruptionRequested.store(true, std::memory_order_relaxed);
    }
    bool isInterruptionRequested() const noexcept
    {
        return m_interruptionRequested.load(std::memory_order_relaxed);
    }
    //! The message that is handled has no handler: a dead letter, and whoever asked is told.
    void unhandled();
    void fetchNext();
    //! Counts a queued call of Qt to \a object, which is or was the actor's; false, and a dead
    //! letter, if it must not run now.
    bool admitPlainCall(const QObject *object);
    //! The object was deleted by somebody else: that is a stop.
    void objectGone();
    //! \}

    //! \name Messages
    //! \{
    void deliver(Record &record) override;
    void putAside() override;
    void deliver(Envelope *envelope) override;
    void fail(Record &record, void *arguments, const std::exception_ptr &error) override;
    bool takeTurn(int most) override;
    void catchUp() override;
    void retire() override
    {
        if (m_sharers.add(LifeIsOver, users()) == LifeIsOver)
            release();
    }
    //! Puts a message back, to be handled after \a place others.
    void putBack(Envelope *envelope, std::size_t place = 0);
    //! Where a message was lost.
    enum class Lost : quint8 {
        AtTheSend, //!< On the thread of its sender.
        OnItsWay, //!< On any thread.
    };
    //! Writes a message off that was counted as sent.
    void bury(Envelope *envelope, int reason, const std::exception_ptr &error = {},
              Lost lost = Lost::OnItsWay);
    //! Whether the message that is handled is an actor's own, and nobody has disposed of it.
    bool isHandling() const;
    //! Once its handler has returned, the message that is handled goes to Attachment::putAside().
    //! From now on nobody can answer it. Throws if its handler has taken its arguments away.
    void putHandledAside();
    bool isPutAside() const;
    //! Sends the message that is handled on, with its sender and its asker. Throws if its handler
    //! has taken its arguments away.
    void forwardHandled(Cell &receiver);
    //! The handler that runs leaves the arguments of its message alone, whatever their table says.
    void setLeavesArguments(bool leaves);
    //! The message that is handled has failed by the actor's own word; its handler may go on.
    void failHandled(const std::exception_ptr &error);
    //! The message whose handler runs was none: writes it off, so that it does not count as
    //! handled.
    void writeOff(int reason);
    //! What is handled is no message: neither its sending nor its handling counts.
    void discountHandled();
    //! The handler that runs has returned something that finishes later: takes its message over.
    Envelope *beginUnfinished(ChainLink *link);
    bool isUnfinished(const Envelope *envelope, quint64 number) const;
    void endUnfinished(Envelope *envelope, const std::exception_ptr &error);
    //! A request that was sent to this actor is not wanted any more.
    void cancelRequest(const void *reply);
    bool isBehaving() const noexcept { return m_behaving; }
    void setBehaving(bool behaving) noexcept { m_behaving = behaving; }
    //! \}

    //! \name Kin
    //! \{
    void addChild(Cell &child);
    void childStopped(Cell &child);
    const std::vector<Cell *> &children() const noexcept;
    //! \}

    //! \name What the floors above keep here
    //! \{
    enum class Keeper : quint8 { Life, Supervision, Connections, Watchers, Inspector, Count };
    Attachment *attachment(Keeper keeper) const noexcept;
    void attach(Keeper keeper, std::unique_ptr<Attachment> attachment);
    //! Set while messages need a second look: stop policy, receive timeout, behaviours.
    void setAttentive(Keeper keeper, bool attentive) noexcept;
    //! \}

    static Cell *current() noexcept { return static_cast<Cell *>(sender().current); }

    //! Of nobody yet.
    Cell();
    ~Cell() override;

private:
    friend class Runtime;
    class HookScope;

    //! Where a cell is taken into use: what its thread writes is as end() has left it.
    void begin(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name, CellId id,
               std::atomic<quint32> &references);
    //! Nothing leads to it any more: to be taken into use again.
    void end() noexcept;
    const Incarnation &kind() const noexcept { return m_blueprint->incarnation(); }
    Cell *parentOfNamed() const noexcept;
    quint64 guardedDepth() const;
    static quint64 plainDepth(quint32 done, const Backlog &published);

    static constexpr quint32 NotReady = FirstFreeHindrance;
    static constexpr quint32 Suspended = FirstFreeHindrance << 1;
    static constexpr quint32 Crowded = FirstFreeHindrance << 2; //!< Others wait before it.
    static constexpr quint32 Gone = FirstFreeHindrance << 3;
    static constexpr quint32 Intercepted = FirstFreeHindrance << 4;
    static constexpr quint32 Attentive = FirstFreeHindrance << 5;
    static constexpr quint32 Unfinished = FirstFreeHindrance
        << 6; //!< A handler has returned something that finishes later.
    static constexpr quint32 Port = FirstFreeHindrance
        << 7; //!< No actor: where a thread gets its answers.
    static constexpr quint32 Blocking = Running | Unfinished | NotReady | Suspended | Crowded;

    void lastReferenceGone();
    void handle(Envelope *envelope);
    bool handleWrapped(Attachment &life, Envelope *envelope);
    void keep(Envelope *envelope);
    bool isAdmitted(Envelope *envelope) const;
    void wake();
    void updateSuspension();
    template<class Tell>
    void tellAttachments(Tell tell);
    void decided();
    void finishStart();
    void finishRestart(const Restart &plan);
    void replaceObject(const Restart &plan);
    void stopChildrenThen(std::function<void()> next);
    template<class Next>
    void afterHolds(Next next);
    std::shared_ptr<FailureRecord> giveUpOngoing();
    void endWaiting(const std::shared_ptr<FailureRecord> &failure);
    void loseWaiting();
    void loseHeld();
    void finishStop(const QString &cause);
    void buryLost(int most);
    //! For its end.
    void tellThoseWhoWait();
    bool hasTurn() const;
    void destroyObject();
    void makeObject();
    template<class Hook>
    std::exception_ptr runHook(Hook hook);
    void now(std::function<void()> step);
    static void releaseLink(Envelope *envelope) noexcept;
    Envelope *takeCopy(FailureRecord &failure);
    void suspendAsFailing();
    bool isRedelivered(const MessageTable &table) const;
    void checkArguments(const char *function) const;
    void takeRoute();
    void giveRoute(const MessageTable &table, void *arguments);
    Envelope *takeHandled();
    std::exception_ptr refusal(int reason) const;
    void setState(State state) noexcept { m_state.store(state, std::memory_order_release); }
    struct Side;
    Side &side();

    // With what the target has there, a line for each message.
    MadeLate<Side> m_side;
    std::atomic<quint32> m_incarnation = 0;
    //! How many replies there are, and LifeIsOver.
    ReferenceCount m_sharers{0};
    static constexpr quint32 LifeIsOver = 1U << 30;
    std::atomic<State> m_state = State::Starting;
    std::atomic<bool> m_suspended = false;
    std::atomic<bool> m_interruptionRequested = false;
    bool m_behaving = false; //!< A behaviour is asked before receive().
    bool m_discarding = false; //!< The object is about to be destroyed.
    bool m_stopsItself = false; //!< Once its handler has returned.
};

/*!
 * \brief What a floor above keeps in a cell: told about the turns of its life.
 */
class ACTORS_CORE_EXPORT Attachment
{
public:
    virtual ~Attachment();
    //! A message is about to be handled; false if somebody else takes care of it.
    virtual bool beforeMessage(Cell &cell, Envelope &envelope);
    virtual void afterMessage(Cell &cell, const MessageTable &table);
    //! Takes over a message whose handler has put it aside and returned.
    virtual void putAside(Cell &cell, Envelope *envelope);
    //! There is a new object.
    virtual void constructed(Cell &cell);
    //! The actor has started.
    virtual void started(Cell &cell);
    //! The actor has failed; nobody has decided yet.
    virtual void failed(Cell &cell, const std::shared_ptr<FailureRecord> &failure);
    //! The actor goes on after a restart.
    virtual void restarted(Cell &cell);
    //! The actor begins to stop.
    virtual void stoppingBegins(Cell &cell);
    //! The object is about to be replaced. Messages it gives back are handled first.
    virtual void restarting(Cell &cell, std::vector<Envelope *> &back);
    //! The actor is about to be destroyed. Messages it gives back are lost.
    virtual void stopping(Cell &cell, std::vector<Envelope *> &back);
    //! The actor has stopped, for this cause.
    virtual void stopped(Cell &cell, const QString &cause, const std::exception_ptr &error);
    //! Messages it keeps.
    virtual quint64 waiting() const;
    //! Gives back the first of them that \a isIt; null if there is none.
    virtual Envelope *take(const std::function<bool(Envelope *)> &isIt);
    //! Handles a value by the behaviour in force; false if there is none.
    virtual bool behave(Cell &cell, const MessageTable &table, void *arguments);
    //! Whether wrap() is to be called around the handling of a message.
    virtual bool wraps() const;
    //! Calls \a next, or does not.
    virtual void wrap(Envelope &envelope, const std::function<void()> &next);
};

} // namespace Internal
} // namespace Actors
