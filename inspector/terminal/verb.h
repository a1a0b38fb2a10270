// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "commandline.h"
#include "exitcode.h"

#include <QObject>

namespace Actors::Inspector {

class Terminal;

/*!
 * \brief Does what a command line asks for, in turns of the event loop.
 */
class Verb : public QObject
{
    Q_OBJECT

public:
    //! \a terminal is the caller's.
    Verb(const CommandLine &line, Terminal &terminal);

    //! Begins; finished() may come before it returns.
    virtual void start() = 0;

Q_SIGNALS:
    //! It has ended; comes once.
    void finished(Actors::Inspector::ExitCode code);

protected:
    const CommandLine &line() const { return m_line; }
    Terminal &terminal() const { return m_terminal; }
    //! How results are to be printed.
    Format format() const;
    bool isFinished() const { return m_isFinished; }
    //! Ends it; a second end is none.
    void finish(ExitCode code);
    //! Ends it and says why.
    void fail(ExitCode code, const QString &text);

private:
    const CommandLine m_line;
    Terminal &m_terminal;
    bool m_isFinished = false;
};

} // namespace Actors::Inspector
