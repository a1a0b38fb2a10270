// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "option.h"

#include <Actors/Inspection/column.h>
#include <Actors/Inspection/handshake.h>

#include <QStringView>

#include <memory>
#include <span>
#include <vector>

namespace Actors::Inspector {

class CommandLine;
class Terminal;
class Verb;

//! What a verb is told without the name of an option.
struct Operand
{
    enum class Need {
        Optional,
        Required,
    };

    const char *name; //!< As help shows it: "PATH".
    Need need;
    const char *text; //!< What it is.
    const char *words = nullptr; //!< Of the first: what it can be, with | between; null for a path.
};

//! Whether a verb is about one target.
enum class Scope {
    Target,
    AllTargets,
};

//! What the program can be told to do.
struct VerbInfo
{
    const char *name;
    const char *summary; //!< In a list of verbs.
    const char *description; //!< What its own help says beyond that; sentences.
    Scope scope;
    Inspection::AccessMode access; //!< What the target must allow.
    std::vector<Operand> operands; //!< After the target.
    std::vector<Option> requiredOptions;
    std::vector<Option> options; //!< Without those that are required.
    std::vector<Inspection::Column> columns; //!< What is printed without --fields; may be empty.
    std::unique_ptr<Verb> (*make)(const CommandLine &line, Terminal &terminal);

    //! Those that are required first.
    std::vector<Option> allOptions() const;
};

//! All verbs, in the order of help.
std::span<const VerbInfo> verbs();
//! The verb of that name; null if there is none.
const VerbInfo *verbNamed(QStringView name);

} // namespace Actors::Inspector
