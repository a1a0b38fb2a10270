// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "report.h"
#include "targetverb.h"

#include <Actors/Inspection/filter.h>

#include <QTimer>

#include <memory>
#include <vector>

namespace Actors::Inspector {

/*!
 * \brief Prints what has happened, and with --follow what happens from then on.
 */
class EventsVerb : public TargetVerb
{
    Q_OBJECT

public:
    //! Of the streams of \a kinds, which tell the same \a columns.
    EventsVerb(const CommandLine &line, Terminal &terminal,
               std::vector<Inspection::Subscription::Kind> kinds,
               const std::vector<Inspection::Column> &columns);

protected:
    void begin() override;

private:
    void take(const Inspection::EventBatch &batch);
    void endUnlessFollowing();

    const std::vector<Inspection::Subscription::Kind> m_kinds;
    const Inspection::Filter m_filter;
    Report m_report;
    std::vector<std::unique_ptr<Inspection::Stream>> m_streams;
    std::chrono::nanoseconds m_earliest{0}; //!< On the clock of the target.
    QTimer m_silence; //!< Runs until what has happened before was told.
    quint64 m_printed = 0;
};

} // namespace Actors::Inspector
