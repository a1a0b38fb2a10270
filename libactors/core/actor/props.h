// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorincarnation.h>
#include <Actors/Core/connect.h>
#include <Actors/Core/dispatcher.h>
#include <Actors/Core/mailbox.h>
#include <Actors/Core/middleware.h>
#include <Actors/Core/reentrancy.h>
#include <Actors/Core/stoppolicy.h>
#include <Actors/Core/supervisorstrategy.h>

#include <memory>
#include <type_traits>
#include <utility>

namespace Actors {

//! What happens to a message that is put aside when the stash is full.
enum class StashOverflow {
    DropOldest, //!< The message that was put aside first is lost.
    DropNewest, //!< The new one is lost.
    Reject, //!< The new one is lost, and the actor fails with MailboxFull.
};

/*!
 * \brief The options of a spawn, whatever the class of the actor.
 *
 * The part of Props that does not depend on the class; implicitly shared.
 */
class ACTORS_CORE_EXPORT PropsBase
{
public:
    PropsBase();
    PropsBase(const PropsBase &other);
    PropsBase(PropsBase &&other) noexcept;
    PropsBase &operator=(PropsBase other) noexcept;
    ~PropsBase();

    // For the library.
    const Internal::SpawnOptions *options() const; //!< Null if there are none.
    Internal::Blueprint *blueprint() const { return m_blueprint; }
    //! From now on the caller's, to be released; these have none any more.
    Internal::Blueprint *takeBlueprint() noexcept { return std::exchange(m_blueprint, nullptr); }
    const Dispatcher &dispatcher() const;
    Mailbox mailbox() const;

protected:
    // For the library.
    explicit PropsBase(Internal::Blueprint *blueprint);

    void setDispatcher(const Dispatcher &dispatcher);
    void setMailbox(const Mailbox &mailbox);
    void setStrategy(const SupervisorStrategy &strategy);
    void setBudget(int maxRestarts, std::chrono::nanoseconds within);
    void setSupervisor(const QString &name);
    void setStopPolicy(const StopPolicy &policy);
    void setStash(int capacity, StashOverflow overflow);
    void setThroughput(int messages);
    void setReentrancy(Reentrancy reentrancy);
    void setStateCarryOver();
    void addMiddleware(std::shared_ptr<Middleware> middleware);
    void addConnection(std::function<Connection(const ActorRef &)> connect);

private:
    struct Options;
    Options &change();

    Internal::Blueprint *m_blueprint = nullptr;
    std::shared_ptr<Options> m_options;
};

/*!
 * \brief How an actor of class T is made and what it is given: constructor arguments, thread,
 * mailbox, supervision.
 *
 * A value. The arguments are kept and copied for each start, so they must be copyable; what is not
 * comes from(). withX() gives a changed copy and leaves this one as it was.
 */
template<class T>
class Props : public PropsBase
{
public:
    //! Props of an actor that is constructed with \a arguments, which are kept and copied for each
    //! start.
    template<class... Arguments>
    requires(!(
        sizeof...(Arguments) == 1
        && (std::is_base_of_v<PropsBase,
                              std::decay_t<Arguments>> && ...))) explicit Props(Arguments
                                                                                    &&...arguments)
        : PropsBase(Internal::makeBlueprint<T>(std::forward<Arguments>(arguments)...))
    {
    }

    //! Props whose objects \a factory makes: it returns a std::unique_ptr to a T, on the actor's
    //! thread.
    template<class Factory>
    static Props from(Factory factory)
    {
        return Props(Adopt(), Internal::makeFactoryBlueprint<T>(std::move(factory)));
    }

    //! Where the actor is to live; automatic() unless told.
    Props withDispatcher(const Dispatcher &dispatcher) const
    {
        return changed(&Props::setDispatcher, dispatcher);
    }
    //! What waits and how much; that of the system unless told.
    Props withMailbox(const Mailbox &mailbox) const { return changed(&Props::setMailbox, mailbox); }
    //! What is decided about its failures, unless the parent or a named supervisor has decided.
    Props withSupervision(const SupervisorStrategy &strategy) const
    {
        return changed(&Props::setStrategy, strategy);
    }
    //! Only how often it may be restarted; the rest is as its supervisor says.
    Props withRestartBudget(int maxRestarts, std::chrono::nanoseconds within) const
    {
        Props props(*this);
        props.setBudget(maxRestarts, within);
        return props;
    }
    //! The supervisor that was registered under \a name decides; unknown, the spawn is refused.
    Props withSupervisor(const QString &name) const { return changed(&Props::setSupervisor, name); }
    //! When it stops by itself; never unless told.
    Props withStopPolicy(const StopPolicy &policy) const
    {
        return changed(&Props::setStopPolicy, policy);
    }
    //! At most \a capacity messages may be put aside. Messages are kept whole for it, whatever
    //! their handlers take: those that take arguments by value are given copies.
    Props withStash(int capacity, StashOverflow overflow = StashOverflow::Reject) const
    {
        Props props(*this);
        props.setStash(capacity, overflow);
        return props;
    }
    //! At most so many messages in one turn, where the actor has a queue of its own.
    Props withThroughput(int messages) const { return changed(&Props::setThroughput, messages); }
    //! What may be handled while a handler has not finished; CallChain unless told.
    Props withReentrancy(Reentrancy reentrancy) const
    {
        return changed(&Props::setReentrancy, reentrancy);
    }
    //! Called around each message; the one added first is outermost.
    Props withMiddleware(std::shared_ptr<Middleware> middleware) const
    {
        Props props(*this);
        props.addMiddleware(std::move(middleware));
        return props;
    }
    /*!
     * A restart gives what stateSnapshot() of the old object returns, after beforeRestart(), to
     * restoreSnapshot() of the new one, before afterRestart(). An exception of either is logged,
     * and the new object starts as it was made. For actors that derive from Actor.
     */
    Props withStateCarryOver() const
    {
        Props props(*this);
        props.setStateCarryOver();
        return props;
    }
    //! A connection that exists before the first beforeStart(), so that it sees what is emitted
    //! there.
    template<class Signal, class Receiver, class Slot>
    Props withConnection(Signal signal, Receiver &&receiver, Slot slot) const
    {
        Props props(*this);
        props.addConnection(Internal::deferConnection<T>(signal, std::forward<Receiver>(receiver),
                                                         std::move(slot)));
        return props;
    }

    // For the library.
    static Props ofBlueprint(Internal::Blueprint *blueprint) { return Props(Adopt(), blueprint); }

private:
    struct Adopt
    {
    };
    Props(Adopt, Internal::Blueprint *blueprint)
        : PropsBase(blueprint)
    {
    }

    template<class Value>
    Props changed(void (PropsBase::*setter)(const Value &), const Value &value) const
    {
        Props props(*this);
        (props.*setter)(value);
        return props;
    }
    Props changed(void (PropsBase::*setter)(int), int value) const
    {
        Props props(*this);
        (props.*setter)(value);
        return props;
    }
    Props changed(void (PropsBase::*setter)(Reentrancy), Reentrancy value) const
    {
        Props props(*this);
        (props.*setter)(value);
        return props;
    }
};

} // namespace Actors
