// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "terminal.h"

#include <QBuffer>
#include <QObject>

#include <memory>

namespace Actors::Inspector {

/*!
 * \brief A terminal that shows one page which changes, in place of lines that scroll by.
 *
 * As long as it lives the terminal shows its second screen, and keys come as they are pressed.
 * Afterwards all is as before; also where a signal ends the process.
 */
class LiveScreen : public QObject
{
    Q_OBJECT

public:
    //! \a terminal is interactive, and the caller's.
    explicit LiveScreen(Terminal &terminal);
    ~LiveScreen() override;

    //! Where the next page is written to.
    Terminal &page() { return m_page; }
    //! Shows what was written to page(), as far as it fits, and begins another.
    void show();

Q_SIGNALS:
    //! Somebody pressed q or Q.
    void quitRequested();
    //! The window has another size.
    void resized();

private:
    Terminal &m_terminal;
    QBuffer m_written;
    Terminal m_page;
    std::unique_ptr<QObject> m_console; //!< What tells of keys; null where there are none.
};

} // namespace Actors::Inspector
