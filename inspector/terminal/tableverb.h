// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "report.h"
#include "snapshot.h"
#include "tablewatch.h"
#include "targetverb.h"

#include <memory>

namespace Actors::Inspector {

class LiveScreen;

/*!
 * \brief Prints a table of the target: once, or again and again as it changes.
 */
class TableVerb : public TargetVerb
{
    Q_OBJECT

public:
    //! The table is the one that a stream of \a kind tells of.
    TableVerb(const CommandLine &line, Terminal &terminal, Inspection::Subscription::Kind kind);
    ~TableVerb() override;

protected:
    void begin() override;

private:
    //! Whether it goes on until somebody ends it.
    bool isEndless() const;
    int rows() const;
    Report reportTo(Terminal &terminal) const;
    //! Of what was told last: what is printed.
    Snapshot shown() const;
    void printOnce();
    void printAgain(const Inspection::TableDelta &delta);
    void printChanged(const Snapshot &snapshot, const Inspection::TableDelta &delta);
    void draw();

    const Inspection::Subscription::Kind m_kind;
    Report m_report;
    std::unique_ptr<TableWatch> m_watch;
    std::unique_ptr<LiveScreen> m_screen; //!< Null where lines scroll by.
};

} // namespace Actors::Inspector
