// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "exitcode.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace Actors::Inspector {

class Terminal;
class Verb;

/*!
 * \brief The program from its command line to its exit code.
 */
class Program : public QObject
{
    Q_OBJECT

public:
    //! Writes to \a terminal, which is the caller's.
    explicit Program(Terminal &terminal);
    ~Program() override;

    //! Does what \a arguments say, which begin after the name of the program; finished() may come
    //! before it returns.
    void run(const QStringList &arguments);

Q_SIGNALS:
    void finished(Actors::Inspector::ExitCode code);

private:
    void end(ExitCode code);

    Terminal &m_terminal;
    std::unique_ptr<Verb> m_verb;
};

} // namespace Actors::Inspector
