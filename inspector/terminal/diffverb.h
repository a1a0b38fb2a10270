// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "comparison.h"
#include "verb.h"

#include <Actors/Inspection/playback.h>

#include <QJsonObject>

namespace Actors::Inspector {

/*!
 * \brief Says what is different between the ends of two recordings.
 */
class DiffVerb : public Verb
{
    Q_OBJECT

public:
    DiffVerb(const CommandLine &line, Terminal &terminal);

    void start() override;

private:
    //! False if it cannot be read, which ends this verb.
    bool open(Inspection::Playback &playback, int operand);
    void printTable(const Comparison &comparison);
    void printDocument(const Comparison &comparison);
    void printLines(const Comparison &comparison);
    QJsonObject describe(const Inspection::Playback &playback, int operand) const;

    Inspection::Playback m_before;
    Inspection::Playback m_after;
};

} // namespace Actors::Inspector
