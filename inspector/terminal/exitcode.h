// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Actors::Inspector {

//! What the program tells scripts when it ends; the numbers keep their meaning for ever.
enum class ExitCode {
    Ok = 0,
    None = 1, //!< Nothing was found, or a condition does not hold.
    Usage = 2, //!< The command line says something that cannot be done.
    NoTarget = 3, //!< There is no such process, or nobody answers there.
    Denied = 4, //!< The target does not allow it.
    Protocol = 5, //!< The target answered something else than was asked for.
    Timeout = 124, //!< The time that was given is over.
};

} // namespace Actors::Inspector
