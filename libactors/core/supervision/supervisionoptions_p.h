// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/spawnoptions_p.h"

#include <Actors/Core/supervisorstrategy.h>

#include <optional>

namespace Actors::Internal {

//! The options of a spawn that supervision knows.
struct SupervisionOptions : SpawnOptions
{
    std::optional<SupervisorStrategy> strategy;
};

} // namespace Actors::Internal
