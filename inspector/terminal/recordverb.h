// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "interruption.h"
#include "targetverb.h"

#include <Actors/Inspection/connectionrecorder.h>

#include <QTimer>

namespace Actors::Inspector {

/*!
 * \brief Records a target into a file, until the time is over, somebody interrupts, or the target
 * goes away.
 */
class RecordVerb : public TargetVerb
{
    Q_OBJECT

public:
    RecordVerb(const CommandLine &line, Terminal &terminal);

protected:
    void begin() override;
    void handleClosed(const Inspection::StreamError &error) override;

private:
    QString path() const { return line().text(Option::Output); }
    //! "42 s, 1.2 MiB, 1,204 actors"
    QString amount() const;
    void showProgress();
    void conclude();

    Inspection::ConnectionRecorder m_recorder;
    Interruption m_interruption;
    QTimer m_limit;
    bool m_hasProgress = false; //!< The line on the terminal is one of progress.
};

} // namespace Actors::Inspector
