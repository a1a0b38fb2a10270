// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace Actors::Internal {

/*!
 * \brief A function on its way through an event queue of Qt.
 *
 * Its copies share the function, by an atomic: what was done before the call is done for whoever
 * calls or destroys it, also for a thread sanitizer that does not see into Qt.
 */
class RelayedCall
{
public:
    explicit RelayedCall(std::function<void()> function);
    RelayedCall(const RelayedCall &other) noexcept;
    RelayedCall &operator=(const RelayedCall &) = delete;
    ~RelayedCall();
    void operator()() const;

private:
    struct Shared;
    std::atomic<Shared *> m_shared;
};

/*!
 * \brief Calls functions in the thread of another object for as long as that lives.
 *
 * One ordinary connection of Qt leads to the object, so that Qt looks after its death, its thread
 * and its moves. Made in any thread while the object is alive; used from any thread.
 */
class Relay final : public QObject
{
    Q_OBJECT

public:
    static std::shared_ptr<Relay> to(QObject *context);
    //! As to(), with the type of the connection.
    static std::shared_ptr<Relay> to(QObject *context, Qt::ConnectionType type);
    ~Relay() override;

    void call(std::function<void()> function);
    //! False once the object is gone or disconnect() was called.
    bool isConnected() const;
    void disconnectContext();

Q_SIGNALS:
    void called(const Actors::Internal::RelayedCall &call);

private:
    Relay() = default;

    QMetaObject::Connection m_connection;
};

} // namespace Actors::Internal
