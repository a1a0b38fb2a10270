// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "report.h"
#include "targetverb.h"

#include <QTimer>

#include <memory>

namespace Actors::Inspector {

class LiveScreen;

/*!
 * \brief Shows the late actors of a recording as time goes by, as top does of a program.
 */
class PlayVerb : public TargetVerb
{
    Q_OBJECT

public:
    PlayVerb(const CommandLine &line, Terminal &terminal);
    ~PlayVerb() override;

protected:
    void begin() override;

private:
    Report reportTo(Terminal &terminal) const;
    Snapshot shown();
    QString title(const Snapshot &snapshot);
    void show();
    void step();

    Inspection::Subscription m_subscription;
    Report m_report;
    std::unique_ptr<LiveScreen> m_screen;
    QTimer m_steps;
};

} // namespace Actors::Inspector
