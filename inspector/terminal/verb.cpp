// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "verb.h"

#include "terminal.h"

#include <utility>

namespace Actors::Inspector {

Verb::Verb(const CommandLine &line, Terminal &terminal)
    : m_line(line)
    , m_terminal(terminal)
{
}

Format Verb::format() const
{
    return m_line.format(m_terminal.traits().interactive);
}

void Verb::finish(ExitCode code)
{
    if (!std::exchange(m_isFinished, true))
        Q_EMIT finished(code);
}

void Verb::fail(ExitCode code, const QString &text)
{
    if (m_isFinished)
        return;
    m_terminal.complain(text);
    finish(code);
}

} // namespace Actors::Inspector
