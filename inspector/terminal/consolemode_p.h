// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>
#include <termios.h>

namespace Actors::Inspector {

/*!
 * \brief Has the console of this process tell keys at once, and without showing them.
 *
 * There is at most one; it takes SIGINT, SIGTERM and SIGWINCH while it lives.
 */
class ConsoleMode : public QObject
{
    Q_OBJECT

public:
    //! \a restore is called before a signal ends the process. Null if this process has no console.
    static std::unique_ptr<ConsoleMode> enter(std::function<void()> restore);
    ~ConsoleMode() override;

Q_SIGNALS:
    void keyPressed(char key);
    //! The window has another size.
    void resized();

private:
    explicit ConsoleMode(std::function<void()> restore);

    void readKeys();
    void handleSignal();

    std::function<void()> m_restore;
    termios m_before = {};
    int m_readEnd = -1; //!< Of the pipe that signals are told through.
    std::unique_ptr<QSocketNotifier> m_keys;
    std::unique_ptr<QSocketNotifier> m_signals;
};

} // namespace Actors::Inspector
