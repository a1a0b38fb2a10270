// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/delivery.h>

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace Actors::Internal {

//! One connection with an actor at one of its ends or both. All functions may be called from any
//! thread.
class ACTORS_CORE_EXPORT Link
{
public:
    virtual ~Link();
    virtual void disconnect() = 0;
    virtual bool isConnected() const = 0;
};

//! From a signal of any object to an actor.
class ACTORS_CORE_EXPORT InboundLink final : public Link
{
public:
    void disconnect() override;
    bool isConnected() const override;
    void setConnection(const QMetaObject::Connection &connection);

private:
    mutable std::mutex m_mutex;
    QMetaObject::Connection m_connection;
};

//! Has \a link end when the actor stops.
ACTORS_CORE_EXPORT void endWith(Cell &cell, const std::shared_ptr<InboundLink> &link);

//! From a signal of an actor: made anew for each of its objects.
class ACTORS_CORE_EXPORT OutboundLink final : public Link
{
public:
    using Attach = std::function<QMetaObject::Connection(QObject *object)>;

    explicit OutboundLink(Attach attach);
    void disconnect() override;
    bool isConnected() const override;
    void attach(QObject *object);
    //! The other end, to be asked whether it is still there; may be empty.
    std::function<bool()> isOtherEndAlive;

private:
    const Attach m_attach;
    mutable std::mutex m_mutex;
    QMetaObject::Connection m_connection;
    bool m_ended = false;
};

//! Attaches \a link to the objects of the actor, from now until it stops.
ACTORS_CORE_EXPORT void beginOutbound(Cell &cell, const std::shared_ptr<OutboundLink> &link);

//! Calls a function in the thread of \a receiver until that is destroyed.
class ACTORS_CORE_EXPORT Courier
{
public:
    explicit Courier(QObject *receiver);
    void deliver(const std::function<void()> &call) const;
    bool isConnected() const;
    void disconnect() const;

private:
    std::shared_ptr<class Relay> m_relay;
};

//! Reports a connection that cannot be made.
ACTORS_CORE_EXPORT void refuseConnection(const ActorRef &actor, const QString &cause);

} // namespace Actors::Internal
