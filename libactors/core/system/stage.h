// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorsystem.h>

namespace Actors {

/*!
 * The actor system of the process, named "stage": made at the first call, the same at each further
 * one.
 *
 * For those who come from DomoActors; elsewhere make an ActorSystem where it belongs. May be called
 * from any thread, after QCoreApplication was made; the system lives on the thread of the
 * application, and ends with it. Once it was shut down it stays closed.
 */
ACTORS_CORE_EXPORT ActorSystem &stage();

} // namespace Actors
