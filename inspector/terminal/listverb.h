// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "verb.h"

#include <Actors/Inspection/runtimedirectory.h>

#include <QJsonObject>

#include <memory>
#include <vector>

namespace Actors::Inspector {

/*!
 * \brief Tells what can be inspected, and what each of the programs says of itself.
 */
class ListVerb : public Verb
{
    Q_OBJECT

public:
    ListVerb(const CommandLine &line, Terminal &terminal);
    ~ListVerb() override;

    void start() override;

private:
    class Visit;

    void handleVisited();
    void print(const std::vector<QJsonObject> &rows);

    std::vector<std::unique_ptr<Visit>> m_visits;
    int m_openVisits = 0;
};

} // namespace Actors::Inspector
