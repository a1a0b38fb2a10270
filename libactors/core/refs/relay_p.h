// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace Actors::Internal {

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
    void called(const std::function<void()> &function);

private:
    Relay() = default;

    QMetaObject::Connection m_connection;
};

} // namespace Actors::Internal
