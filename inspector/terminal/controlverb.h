// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "targetverb.h"

#include <QCborMap>

namespace Actors::Inspector {

/*!
 * \brief Changes something in the target: has an actor take a message, pause or stop.
 *
 * The operands are the path of the actor and, for a message, its type and its value as JSON.
 */
class ControlVerb : public TargetVerb
{
    Q_OBJECT

public:
    ControlVerb(const CommandLine &line, Terminal &terminal);

    void start() override;

protected:
    void begin() override;

private:
    //! Says what would be done.
    void refuseWithoutYes();
    void handleAnswer(const Inspection::Connection::Answer &answer);
    QString verbName() const;
    QString path() const { return line().operand(0); }

    QCborMap m_message; //!< What is sent; empty if nothing is.
};

} // namespace Actors::Inspector
