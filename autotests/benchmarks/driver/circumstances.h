// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "contestant.h"
#include "options.h"

#include <QString>

#include <utility>
#include <vector>

namespace Bench {

//! What was so while it was measured: name and value, in the order in which they are to be read.
using Circumstances = std::vector<std::pair<QString, QString>>;

Circumstances circumstances(const Options &options, const std::vector<Contestant> &contestants);

//! How many threads have wanted a processor in the last minute; 0 if that is not known.
double load();

} // namespace Bench
