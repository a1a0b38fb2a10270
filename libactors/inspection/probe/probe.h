// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/handshake.h>

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace Actors {

class ActorSystem;

namespace Inspection {

class ProbePrivate;

//! How much of what messages and actors hold is shown.
enum class PayloadPolicy : quint8 {
    Types, //!< Names of types, methods and properties.
    Properties, //!< Values of properties too, and messages as text.
    Full, //!< Messages whole.
};

//! See ProbeOptions::payload.
ACTORS_INSPECTION_EXPORT PayloadPolicy defaultPayloadPolicy();

//! How a probe lets inspectors in.
struct ACTORS_INSPECTION_EXPORT ProbeOptions
{
    //! The most that an inspector may do.
    AccessMode mode = AccessMode::Read;
    //! Where the socket is made; empty for RuntimeDirectory::path().
    QString directory;
    //! How inspectors are told the program is called; empty for the name of the application.
    QString application;
    //! How many inspectors there may be at the same time.
    int connections = 4;
    //! Types in a library that was built for release, else Properties. What a class names in
    //! Q_CLASSINFO("actors.redact", "password,token") is never shown.
    PayloadPolicy payload = defaultPayloadPolicy();
    //! What the system is watched for, as texts of rules; see AlarmRule. Nothing for the rules of
    //! the user, or those that are sensible anywhere; see docs/inspector.md.
    std::optional<QStringList> alarms;
    //! Asked before anything is changed, in the probe's thread: the verb, the path of the actor,
    //! and the process that wants it. Empty allows what \c mode does.
    std::function<bool(const QString &verb, const QString &path, qint64 pid)> authorize;

    /*!
     * What the environment variable ACTORS_INSPECT says: 1 or "read", or "control"; nothing if it
     * is not set or is 0. Another word is a warning in the log, and nothing. It is not looked at in
     * a program that runs with the rights of another user than its caller.
     */
    static std::optional<ProbeOptions> fromEnvironment();
};

/*!
 * \brief The end of an inspector's connection that is in the inspected program.
 *
 * Opens a local socket for this user only, and answers from a thread of its own, so that it does so
 * while all others are blocked. It takes no lock that senders take and sends no message. A program
 * that links Actors::Inspection needs none of this in its code: with ACTORS_INSPECT in its
 * environment each of its systems gets a probe.
 *
 * May be made and destroyed in any thread, before the system is.
 */
class ACTORS_INSPECTION_EXPORT Probe : public QObject
{
    Q_OBJECT

public:
    //! Opens at once; see isOpen().
    explicit Probe(ActorSystem &system, const ProbeOptions &options = ProbeOptions(),
                   QObject *parent = nullptr);
    //! Closes all connections, and waits until its thread has ended.
    ~Probe() override;

    //! Whether inspectors can come in.
    bool isOpen() const;
    //! Why it is not open, for people.
    QString error() const;
    //! Where inspectors come in.
    QString socketPath() const;

private:
    const std::unique_ptr<ProbePrivate> d;
};

} // namespace Inspection
} // namespace Actors
