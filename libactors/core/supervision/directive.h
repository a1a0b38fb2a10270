// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QObject>

namespace Actors {

Q_NAMESPACE_EXPORT(ACTORS_CORE_EXPORT)

//! What a supervisor decides about an actor that has failed.
enum class Directive {
    Resume, //!< The actor keeps its state and goes on with the next message.
    Restart, //!< The actor starts anew under the same reference; its mailbox is kept.
    Stop, //!< The actor ends; what waits in its mailbox becomes dead letters.
    Escalate, //!< The supervisor itself is treated as failed, with the same error.
};
Q_ENUM_NS(Directive)

//! Whom a decision concerns besides the child that failed.
enum class Scope {
    One, //!< Nobody else.
    All, //!< All its siblings.
    Rest, //!< The siblings that were spawned after it, in the order of their spawning.
};
Q_ENUM_NS(Scope)

//! What a restart does with the object.
enum class RestartMode {
    NewInstance, //!< Destroys it and constructs another one from the same Props.
    InPlace, //!< Keeps it and calls only its hooks, which bring its fields back in order.
};
Q_ENUM_NS(RestartMode)

//! What becomes of the children of an actor that is restarted.
enum class ChildrenOnRestart {
    ByMode, //!< RestartMode::NewInstance stops them, RestartMode::InPlace keeps them.
    Stop, //!< They are stopped before the actor starts anew.
    Keep, //!< They live on and stay its children.
};
Q_ENUM_NS(ChildrenOnRestart)

//! Whether the first restart after a quiet time is delayed as well.
enum class FirstRestart {
    Delayed, //!< By the shortest delay of the back-off.
    AtOnce, //!< It is not; the second one is delayed by the shortest delay.
};
Q_ENUM_NS(FirstRestart)

} // namespace Actors
