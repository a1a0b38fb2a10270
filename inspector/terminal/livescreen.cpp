// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "livescreen.h"

#ifdef Q_OS_UNIX
#include "consolemode_p.h"
#endif

#include <QList>

#include <algorithm>
#include <utility>

namespace Actors::Inspector {

namespace {

constexpr char enterScreen[] = "\x1b[?1049h\x1b[?25l";
constexpr char leaveScreen[] = "\x1b[?25h\x1b[?1049l";

} // namespace

LiveScreen::LiveScreen(Terminal &terminal)
    : m_terminal(terminal)
    , m_page(m_written, m_written, [this] { return m_terminal.traits(); })
{
    m_written.open(QIODevice::WriteOnly);
    m_terminal.write(enterScreen);
#ifdef Q_OS_UNIX
    auto console = ConsoleMode::enter([this] { m_terminal.write(leaveScreen); });
    if (!console)
        return;
    connect(console.get(), &ConsoleMode::resized, this, &LiveScreen::resized);
    connect(console.get(), &ConsoleMode::keyPressed, this, [this](char key) {
        if (key == 'q' || key == 'Q')
            Q_EMIT quitRequested();
    });
    m_console = std::move(console);
#endif
}

LiveScreen::~LiveScreen()
{
    m_terminal.write(leaveScreen);
}

void LiveScreen::show()
{
    QList<QByteArray> lines = m_written.data().split('\n');
    if (lines.constLast().isEmpty())
        lines.removeLast();
    if (const int rows = m_terminal.traits().rows; rows > 0)
        lines.resize(std::min<qsizetype>(lines.size(), rows));
    QByteArray frame = "\x1b[H";
    // No line feed after the last line: it would scroll a screen that is full.
    frame += lines.join("\x1b[K\r\n") + "\x1b[K\x1b[J";
    m_terminal.write(frame);
    m_written.buffer().clear();
    m_written.seek(0);
}

} // namespace Actors::Inspector
