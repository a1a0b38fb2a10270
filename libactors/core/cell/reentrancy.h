// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Actors {

//! How far an actor handles messages while a handler of its that returned a Reply or QFuture has
//! not finished.
enum class Reentrancy {
    Strict, //!< None: a call that comes back fails with DeadlockError.
    CallChain, //!< Those that were sent below that handler, by itself or by those it asked.
    Interleave, //!< Also those whose handlers are const.
    Full, //!< All.
};

} // namespace Actors
