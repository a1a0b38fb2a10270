// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "terminal.h"

#include <QFileDevice>
#include <QIODevice>

#include <utility>

#ifdef Q_OS_UNIX
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace Actors::Inspector {

TerminalTraits TerminalTraits::ofProcess()
{
    TerminalTraits traits;
#ifdef Q_OS_UNIX
    traits.interactive = ::isatty(STDOUT_FILENO) == 1;
    if (!traits.interactive)
        return traits;
    winsize size = {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        traits.columns = size.ws_col;
        traits.rows = size.ws_row;
    }
    bool ok = false;
    if (const int columns = qEnvironmentVariableIntValue("COLUMNS", &ok); ok && columns > 0)
        traits.columns = columns;
    traits.colours = qEnvironmentVariableIsEmpty("NO_COLOR")
        && qEnvironmentVariable("TERM") != QLatin1StringView("dumb");
#endif
    return traits;
}

Terminal::Terminal(QIODevice &output, QIODevice &errors, std::function<TerminalTraits()> traits)
    : m_output(output)
    , m_errors(errors)
    , m_traits(std::move(traits))
{
}

void Terminal::write(const QByteArray &bytes)
{
    m_output.write(bytes);
    // A line that is told once a second must not wait for those that fill a buffer.
    if (auto *file = qobject_cast<QFileDevice *>(&m_output))
        file->flush();
}

void Terminal::writeLine(const QString &line)
{
    write(line.toUtf8() + '\n');
}

void Terminal::complain(const QString &text)
{
    m_errors.write("actors-inspect: " + text.toUtf8() + '\n');
    if (auto *file = qobject_cast<QFileDevice *>(&m_errors))
        file->flush();
}

QString Terminal::styled(const QString &text, Style style) const
{
    if (style == Style::Plain || !traits().colours)
        return text;
    const auto code = [style] {
        switch (style) {
        case Style::Heading:
            return 1;
        case Style::Faint:
            return 2;
        case Style::Attention:
            return 33;
        case Style::Alarm:
            return 31;
        case Style::Plain:
            break;
        }
        return 0;
    }();
    return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(code).arg(text);
}

} // namespace Actors::Inspector
