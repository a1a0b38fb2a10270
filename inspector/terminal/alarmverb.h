// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "targetverb.h"

namespace Actors::Inspector {

/*!
 * \brief Has the probe watch for something more, or no longer.
 *
 * The operands are what to do, add or remove, and the text of a rule or its number.
 */
class AlarmVerb : public TargetVerb
{
    Q_OBJECT

public:
    AlarmVerb(const CommandLine &line, Terminal &terminal);

    void start() override;

protected:
    void begin() override;

private:
    //! Why the operands are wrong; empty if they are not.
    QString operandError() const;
    void handleAnswer(const Inspection::Connection::Answer &answer);
    bool isAddition() const { return line().operand(0) == QLatin1StringView("add"); }
};

} // namespace Actors::Inspector
