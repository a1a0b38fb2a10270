// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "program.h"

#include "commandline.h"
#include "terminal.h"
#include "verb.h"
#include "verbinfo.h"

namespace Actors::Inspector {

Program::Program(Terminal &terminal)
    : m_terminal(terminal)
{
}

Program::~Program() = default;

void Program::run(const QStringList &arguments)
{
    const CommandLine line(arguments);
    if (!line.isValid()) {
        m_terminal.complain(line.error());
        Q_EMIT finished(ExitCode::Usage);
        return;
    }
    if (!line.answer().isEmpty()) {
        m_terminal.write(line.answer().toUtf8());
        Q_EMIT finished(ExitCode::Ok);
        return;
    }
    m_verb = line.verb()->make(line, m_terminal);
    connect(m_verb.get(), &Verb::finished, this, &Program::end);
    m_verb->start();
}

void Program::end(ExitCode code)
{
    // It is still at work here; its connection makes room for others.
    m_verb.release()->deleteLater();
    Q_EMIT finished(code);
}

} // namespace Actors::Inspector
