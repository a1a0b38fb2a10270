// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "report.h"
#include "targetverb.h"
#include "treewalk.h"

#include <Actors/Inspection/filter.h>

#include <memory>
#include <optional>
#include <vector>

namespace Actors::Inspector {

class ActorLookup;

/*!
 * \brief Prints the tree of actors, or a part of it.
 */
class TreeVerb : public TargetVerb
{
    Q_OBJECT

public:
    TreeVerb(const CommandLine &line, Terminal &terminal);
    ~TreeVerb() override;

protected:
    void begin() override;

private:
    std::vector<Inspection::Column> columns() const;
    //! Begins with what is above all actors of a kind, such as /user, which is no actor itself.
    bool beginsAboveActors() const;
    int levels() const;
    //! Looks for what is above actors among what was told.
    void findStart();
    void print();
    //! Whether it is to be printed, or one below it is.
    bool isWanted(const Inspection::TableDelta::Row &row) const;
    void addFamily(quint64 parent, int level, std::vector<Inspection::TableDelta::Row> *rows) const;
    //! \a row as it is printed below \a parent.
    Inspection::TableDelta::Row placed(const Inspection::TableDelta::Row &row, quint64 parent,
                                       int level) const;

    const Inspection::Filter m_filter;
    TreeWalk m_walk;
    Report m_report;
    std::unique_ptr<ActorLookup> m_lookup;
    std::optional<Inspection::TableDelta::Row> m_start; //!< What to begin with, if that was said.
};

} // namespace Actors::Inspector
