// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "scenario.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace Bench {

//! What the command line asks for.
struct Options
{
    enum class Work { Scenarios, Scaling };
    enum class Format { Markdown, Json };
    enum class Choice { All, Some };
    enum class Peers { AsBuilt, Required };
    enum class Goals { Shown, Required };
    enum class LimitsOf { None, Machine };

    Work work = Work::Scenarios;
    std::vector<Scenario> scenarios;
    Choice choice = Choice::All;
    int rounds = 0;
    double scale = 1;
    std::optional<qint64> messages; //!< In the place of the scale.
    Format format = Format::Markdown;
    QString output; //!< Where the report goes; empty for the standard output.
    QString plot; //!< Where the picture goes; empty for nowhere.
    QString against; //!< The actors-bench of another build.
    Peers peers = Peers::AsBuilt;
    Goals goals = Goals::Shown;
    LimitsOf limits = LimitsOf::Machine;
};

//! What is wrong with a command line, and how it could be right.
struct WrongInput
{
    QString message;
};

//! Ends the program for --help, with what it prints.
std::variant<Options, WrongInput> parse(const QStringList &commandLine);

} // namespace Bench
