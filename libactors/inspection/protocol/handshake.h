// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>

#include <QCborMap>
#include <QCborValue>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Actors::Inspection {

//! The oldest and the newest major version of the protocol that this library speaks.
inline constexpr int OldestProtocol = 1;
inline constexpr int NewestProtocol = 1; //!< See OldestProtocol.

//! What an inspector may do.
enum class AccessMode : quint8 {
    Read, //!< Look.
    Control, //!< Also send, suspend, stop and the like.
};

//! The body of a frame Hello: a map of these names.
struct ACTORS_INSPECTION_EXPORT Hello
{
    int oldestProtocol = OldestProtocol; //!< "proto": [oldest, newest].
    int newestProtocol = NewestProtocol;
    QString client; //!< The name of the program.
    QString version; //!< Of the program.
    AccessMode want = AccessMode::Read;
    QStringList features; //!< Those it knows, such as "tree.v1".

    QCborValue toCbor() const;
    //! Nothing if that is no such body.
    static std::optional<Hello> fromCbor(const QCborValue &body);
};

//! The body of a frame Welcome: a map of these names.
struct ACTORS_INSPECTION_EXPORT Welcome
{
    int protocol = NewestProtocol; //!< "proto": the major version that is spoken.
    QStringList features; //!< Those that both know.
    AccessMode mode = AccessMode::Read;
    qint64 pid = 0;
    QString application; //!< The name of the program.
    QString applicationVersion;
    QString organization;
    QString system; //!< The name of the actor system.
    QString library; //!< The version of libactors.
    QString qt; //!< The version of Qt.
    QString host;
    //! How much of what messages and actors hold is shown: "types", "properties" or "full". Empty
    //! if the probe does not say.
    QString payload;
    std::chrono::nanoseconds started{0}; //!< When the process was started, since 1970.
    std::chrono::nanoseconds clock{0}; //!< The clock of the target, now.
    std::chrono::nanoseconds wallClock{0}; //!< The same moment, since 1970.
    qint64 credit = 0; //!< Bytes that the probe sends before it waits for Acknowledge.

    QCborValue toCbor() const;
    //! Nothing if that is no such body.
    static std::optional<Welcome> fromCbor(const QCborValue &body);
};

//! The body of a frame Refusal or Error: [code, text].
struct ACTORS_INSPECTION_EXPORT StreamError
{
    //! A word for programs: "protocol", "limit", "denied", "unsupported", "filter", "gone",
    //! "timeout".
    QString code;
    QString text; //!< For people: what is wrong and what to do.

    QCborValue toCbor() const;
    //! Nothing if that is no such body.
    static std::optional<StreamError> fromCbor(const QCborValue &body);
};

//! The body of a frame Request: [verb, arguments].
struct ACTORS_INSPECTION_EXPORT Request
{
    QString verb; //!< Such as "actor.info".
    QCborMap arguments; //!< By name.

    QCborValue toCbor() const;
    //! Nothing if that is no such body.
    static std::optional<Request> fromCbor(const QCborValue &body);
};

} // namespace Actors::Inspection
