// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "screenshot.h"

#include "mainwindow.h"
#include "pulse.h"
#include "targetpane.h"

#include <QPixmap>

namespace Actors::Inspector {

namespace {

constexpr std::chrono::milliseconds LookInterval{250};
//! Plots need a few seconds before there is a line in them.
constexpr int LooksAtAFullWindow = 12;

} // namespace

Screenshot::Screenshot(MainWindow &window, const QString &file, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_file(file)
    , m_end(std::chrono::steady_clock::now() + Patience)
{
    connect(&m_again, &QTimer::timeout, this, &Screenshot::look);
    m_again.start(LookInterval);
}

void Screenshot::look()
{
    const TargetPane *pane = m_window.currentPane();
    const bool isFull = pane && pane->pulse().isKnown();
    if (isFull && ++m_looks >= LooksAtAFullWindow) {
        m_again.stop();
        const bool isWritten = m_window.grab().save(m_file);
        Q_EMIT finished(isWritten ? QString()
                                  : tr("The picture could not be written to %1. Its folder must "
                                       "exist, and its name end in .png or .jpg.")
                                        .arg(m_file));
    } else if (std::chrono::steady_clock::now() >= m_end) {
        m_again.stop();
        const QString error = pane ? pane->connection().error().text : QString();
        Q_EMIT finished(error.isEmpty() ? tr("No program could be looked into. Start one with "
                                             "ACTORS_INSPECT=1, and name it if there are several.")
                                        : error);
    }
}

} // namespace Actors::Inspector
