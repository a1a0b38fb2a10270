// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Actors::Inspector {

struct VerbInfo;

//! What the program is for, and its verbs.
QString helpText();
//! What \a verb does and takes.
QString helpText(const VerbInfo &verb);
//! "actors-inspect top [TARGET] [OPTIONS]".
QString usage(const VerbInfo &verb);

} // namespace Actors::Inspector
