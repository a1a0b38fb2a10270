// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

namespace Actors {

class ActorRef;
class Definition;
class Failure;
class Mailbox;
class SupervisorStrategy;
enum class Directive;

namespace Internal {

class Cell;
struct Envelope;
struct SpawnOptions;

/*!
 * \brief What a cell asks of the object that lives in it; one constant object for each kind of
 * object.
 *
 * All functions are called on the actor's thread and may throw what the user's code throws.
 */
class ACTORS_CORE_EXPORT Incarnation
{
public:
    virtual ~Incarnation();

    virtual const QMetaObject *metaObject() const = 0;
    //! There is a new object. Must not throw.
    virtual void constructed(Cell &cell, QObject *object) const;
    virtual void beforeStart(QObject *object) const;
    virtual void beforeStop(QObject *object) const;
    virtual void afterStop(QObject *object) const;
    virtual void beforeRestart(QObject *object, const Failure &failure) const;
    virtual void afterRestart(QObject *object, const Failure &failure) const;
    virtual void beforeResume(QObject *object, const Failure &failure) const;
    //! A value has come that nobody handles.
    virtual void unhandled(QObject *object, const QVariant &message) const;
    //! What the object decides about a failed child; nothing if it has no opinion.
    virtual std::optional<Directive> onChildFailure(QObject *object, const ActorRef &child,
                                                    const Failure &failure) const;
    //! What the object wants for its children; nothing if it is no actor of ours.
    virtual std::optional<SupervisorStrategy> supervisorStrategy(QObject *object) const;
    //! The strategy that its class declares for its objects; nothing if it declares none.
    virtual std::optional<SupervisorStrategy> classStrategy() const;
    //! The mailbox that its class declares for its objects; nothing if it declares none.
    virtual std::optional<Mailbox> classMailbox() const;
    //! Throws a null pointer to the class: whoever catches a pointer to an interface learns whether
    //! the class derives from it, without an object. Returns where exceptions are switched off.
    virtual void throwPointer() const;
    //! Takes a message instead of its handler; true if it did.
    virtual bool intercept(Cell &cell, Envelope *envelope) const;
};

/*!
 * \brief How the object of an actor is made, kept for its restarts.
 *
 * Shared by the Props it came from and the cells it was used for; counted without locks.
 */
class ACTORS_CORE_EXPORT Blueprint
{
public:
    //! What its incarnation() has, so that nobody needs to ask for what there is not.
    enum Trait : quint8 {
        DeclaresStrategy = 1, //!< There is a classStrategy().
        DeclaresMailbox = 2, //!< There is a classMailbox().
        Intercepts = 4, //!< intercept() is called for each message.
        IsDefined = 8, //!< There is a definition().
    };

    virtual ~Blueprint();

    //! A new object, on the actor's thread. May throw.
    virtual QObject *construct() = 0;
    virtual const Incarnation &incarnation() const = 0;
    bool has(Trait trait) const noexcept { return m_traits & trait; }
    bool isPlain() const noexcept { return m_traits == 0; }
    //! The constructor arguments, for tools.
    virtual QVariantList parameters() const;
    //! What the actor was made from, if it was made by ActorSystem::actorFor(); else null.
    virtual const Definition *definition() const;

    void retain() noexcept
    {
        if (m_count.load(std::memory_order_relaxed) != Everlasting)
            m_count.fetch_add(1, std::memory_order_relaxed);
    }
    void release() noexcept
    {
        const int count = m_count.load(std::memory_order_acquire);
        // Nobody else can take the only one that is left.
        if (count == 1
            || (count != Everlasting && m_count.fetch_sub(1, std::memory_order_acq_rel) == 1))
            delete this;
    }
    //! Shared by all from now on, and never freed.
    void makeEverlasting() noexcept { m_count.store(Everlasting, std::memory_order_relaxed); }

    static void *operator new(std::size_t size);
    static void operator delete(void *memory, std::size_t size) noexcept;

protected:
    //! The traits, or-ed.
    explicit Blueprint(int traits)
        : m_traits(quint8(traits))
    {
    }
    Q_DISABLE_COPY_MOVE(Blueprint)

private:
    static constexpr int Everlasting = -1;
    std::atomic<int> m_count = 1;
    const quint8 m_traits;
};

} // namespace Internal
} // namespace Actors
