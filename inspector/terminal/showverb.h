// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "targetverb.h"

#include <Actors/Inspection/tabledelta.h>

#include <QJsonValue>

#include <memory>

namespace Actors::Inspector {

class ActorLookup;

/*!
 * \brief Prints all that is known of one actor.
 */
class ShowVerb : public TargetVerb
{
    Q_OBJECT

public:
    ShowVerb(const CommandLine &line, Terminal &terminal);
    ~ShowVerb() override;

protected:
    void begin() override;

private:
    void take(const Inspection::TableDelta::Row &actor);
    void askState(const Inspection::TableDelta::Row &actor);
    void printWhenComplete();
    void printTable() const;

    std::unique_ptr<ActorLookup> m_lookup;
    Inspection::TableDelta::Row m_actor;
    QJsonValue m_state; //!< What the actor has told of itself; undefined if it was not asked.
    int m_expected = 1; //!< Answers that have not come.
};

} // namespace Actors::Inspector
