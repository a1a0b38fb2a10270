// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "targetverb.h"

#include <QTimer>

#include <memory>

namespace Actors::Inspector {

/*!
 * \brief Waits until an alarm is raised, or finds one that is: for scripts.
 */
class WaitAlarmVerb : public TargetVerb
{
    Q_OBJECT

public:
    WaitAlarmVerb(const CommandLine &line, Terminal &terminal);

protected:
    void begin() override;

private:
    void take(const Inspection::TableDelta &delta);
    void giveUp();

    QTimer m_limit;
    std::unique_ptr<Inspection::Stream> m_stream;
};

} // namespace Actors::Inspector
