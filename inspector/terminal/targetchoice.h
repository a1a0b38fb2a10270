// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/runtimedirectory.h>

#include <QString>

namespace Actors::Inspector {

//! What recordings are called.
inline constexpr QLatin1StringView recordingSuffix(".actrec");

//! The socket or the recording that is meant by a TARGET, or why none is.
struct TargetChoice
{
    QString socketPath; //!< Empty for a recording, and if there is an error.
    QString recordingPath; //!< Empty for a socket, and if there is an error.
    QString error; //!< For people.

    //! The one that \a wanted means: a pid, the name of an application, the path of a socket or a
    //! recording, or empty for the only one that lives. Looks into \a directory.
    static TargetChoice choose(const QString &wanted,
                               const Inspection::RuntimeDirectory &directory);
};

} // namespace Actors::Inspector
